package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.SubjectId;
import qorgan.vault.Cast;
import qorgan.vault.audit.Ties;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.Forbidden;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Enquiries;

/// An official who proved elsewhere to be a relative is known to be one, and nobody is told how.
class KinshipTest extends DisclosureTest {
    @Autowired private Kinship kinship;
    @Autowired private Ties ties;

    @Test
    void a_standing_proven_by_the_document_of_an_official_is_a_tie() {
        var iin = CustodyCast.iin();
        var subject = arrested(iin);
        var enquiry = Enquiries.about(iin);
        var related = Cast.id("kin-" + iin);
        var stranger = Cast.id("stranger-" + iin);
        know(related, " " + enquiry.asker().document().toLowerCase(java.util.Locale.ROOT) + " ");
        know(stranger, "another document 4711");
        assertThat(ties.tied(related, subject)).isFalse();
        given(proven(enquiry));
        assertThat(ties.tied(related, subject)).isTrue();
        assertThat(ties.tied(stranger, subject)).isFalse();
        assertThat(ties.tied(related, SubjectId.random())).isFalse();
    }

    @Test
    void a_declared_relative_is_a_tie_as_well() {
        var subject = SubjectId.random();
        var official = cast.custody();
        acting(
                official,
                () -> {
                    kinship.declare(official, subject);
                    return true;
                });
        assertThat(ties.tied(official.id(), subject)).isTrue();
        assertThat(ties.tied(cast.intake().id(), subject)).isFalse();
    }

    @Test
    void only_a_registrar_says_by_which_document_an_official_is_known() {
        assertThatThrownBy(
                        () ->
                                acting(
                                        cast.intake(),
                                        () -> {
                                            kinship.know(cast.intake(), Cast.id("x"), "N 1");
                                            return true;
                                        }))
                .isInstanceOf(Forbidden.class);
    }

    private void know(ActorId official, String document) {
        var registrar = cast.registrarOfPolice();
        acting(
                registrar,
                () -> {
                    kinship.know(registrar, official, document);
                    return true;
                });
    }
}
