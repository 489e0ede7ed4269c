package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.DemoAuthority;
import qorgan.keys.sign.SigningIdentity;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Enquiries;
import qorgan.vault.request.Evidence;
import qorgan.vault.request.EvidenceKind;
import qorgan.vault.request.Proof;
import qorgan.vault.request.Slip;

/// Step 2 of the way of a request, by a registry's signed statement instead of papers seen.
class RegistryProvesStandingTest extends DisclosureTest {

    @Test
    void a_registrys_signature_proves_standing_without_another_officer() {
        var iin = CustodyCast.iin();
        arrested(iin);
        var registrar = cast.standingOfficer();
        var identity = enrolled(registrar);
        var slip = asked(Enquiries.about(iin));
        assertThat(read(slip)).isInstanceOf(Answer.AwaitingStanding.class);
        var text = statement(slip, registrar.id(), Enquiries.kinship());

        assertThat(prove(slip, text, new byte[] {1})).isInstanceOf(Proof.StatementRefused.class);
        assertThat(prove(slip, text, signed(text, enrolled(cast.searchDesk()))))
                .isInstanceOf(Proof.StatementRefused.class);
        assertThat(prove(slip, text, signed(text, identity))).isInstanceOf(Proof.Proven.class);
        assertThat(prove(slip, text, signed(text, identity)))
                .isInstanceOf(Proof.AlreadyDecided.class);

        assertThat(given(slip).released()).extracting(Released::field).contains(WHEREABOUTS);
        assertThat(
                        inTransaction(
                                () ->
                                        jdbc.sql(
                                                        "select officer from request_standing where"
                                                                + " request_id = ?")
                                                .param(slip.request().value())
                                                .query(java.util.UUID.class)
                                                .single()))
                .isEqualTo(registrar.id().value());
    }

    @Test
    void it_speaks_of_one_request_and_of_all_its_proofs() {
        var iin = CustodyCast.iin();
        arrested(iin);
        var registrar = cast.standingOfficer();
        var identity = enrolled(registrar);
        var slip = asked(Enquiries.about(iin));
        var other = asked(Enquiries.about(iin));
        var text = statement(slip, registrar.id(), Enquiries.kinship());

        assertThat(prove(other, text, signed(text, identity)))
                .isInstanceOf(Proof.StatementRefused.class);
        var half =
                statement(
                        slip,
                        registrar.id(),
                        new Evidence(Set.of(EvidenceKind.IDENTITY_DOCUMENT), ""));
        assertThat(prove(slip, half, signed(half, identity)))
                .isInstanceOf(Proof.Insufficient.class);
        var stranger = cast.stranger();
        assertThat(
                        acting(
                                stranger,
                                () ->
                                        standings.prove(
                                                stranger,
                                                slip.request(),
                                                text,
                                                signed(text, identity))))
                .isInstanceOf(Proof.NotYours.class);
        assertThat(
                        acting(
                                aigul,
                                () ->
                                        standings.registryStatement(
                                                aigul,
                                                slip.request(),
                                                cast.intake().id(),
                                                Enquiries.kinship())))
                .as("an intake officer keeps no registry")
                .isEmpty();
    }

    @Test
    void a_clerk_acts_for_somebody_without_an_account_to_the_end() {
        var iin = CustodyCast.iin();
        arrested(iin);
        var clerk = cast.clerk();
        var registrar = cast.standingOfficer();
        var identity = enrolled(registrar);
        var slip = acting(clerk, () -> requests.ask(clerk, Enquiries.about(iin)));
        assertThat(acting(clerk, () -> requests.held(slip.number(), slip.secret())))
                .contains(slip.request());
        var text =
                acting(
                                clerk,
                                () ->
                                        standings.registryStatement(
                                                clerk,
                                                slip.request(),
                                                registrar.id(),
                                                Enquiries.kinship()))
                        .orElseThrow();
        assertThat(
                        acting(
                                clerk,
                                () ->
                                        standings.prove(
                                                clerk,
                                                slip.request(),
                                                text,
                                                signed(text, identity))))
                .isInstanceOf(Proof.Proven.class);

        var answer =
                acting(
                        clerk,
                        () ->
                                answers.read(
                                        clerk, slip.request(), qorgan.vault.request.Language.KK));

        assertThat(((Answer.Given) answer).released())
                .extracting(Released::field)
                .contains(WHEREABOUTS);
        var otherClerk =
                qorgan.vault.Cast.official(
                        "clerk-2",
                        qorgan.vault.Cast.RECEPTION_ALMATY,
                        qorgan.vault.identity.Role.CLERK);
        assertThat(
                        acting(
                                otherClerk,
                                () ->
                                        answers.read(
                                                otherClerk,
                                                slip.request(),
                                                qorgan.vault.request.Language.KK)))
                .isInstanceOf(Answer.NotYours.class);
    }

    private byte[] statement(Slip slip, ActorId registrar, Evidence evidence) {
        return acting(
                        aigul,
                        () ->
                                standings.registryStatement(
                                        aigul, slip.request(), registrar, evidence))
                .orElseThrow();
    }

    private Proof prove(Slip slip, byte[] text, byte[] cms) {
        return acting(aigul, () -> standings.prove(aigul, slip.request(), text, cms));
    }

    private SigningIdentity enrolled(Actor official) {
        var now = clock.instant();
        var identity = DemoAuthority.root("Registry", now).official("Registrar", "Registry", now);
        enrol(official, identity);
        return identity;
    }

    private byte[] signed(byte[] text, SigningIdentity identity) {
        return Cms.sign(text, identity, clock.instant());
    }
}
