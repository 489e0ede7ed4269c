package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Enquiries;
import qorgan.vault.request.Language;
import qorgan.vault.subject.OwnAccounts;

/// The person concerned reads their own file: what is recorded, who looked, and never who asked.
class OwnFileTest extends DisclosureTest {

    @Autowired OwnFile ownFile;
    @Autowired OwnAccounts accounts;

    @Test
    void the_own_file_tells_who_looked_and_not_who_asked() {
        var iin = CustodyCast.iin();
        var subject = arrested(iin);
        given(proven(Enquiries.about(iin)));
        var person = cast.subject("arman-" + UUID.randomUUID());
        var officer = cast.standingOfficer();
        assertThat(acting(officer, () -> accounts.link(officer, subject, person.id()))).isTrue();

        var file = acting(person, () -> ownFile.read(person, Language.EN));

        assertThat(file).isInstanceOf(OwnFileView.Open.class);
        var open = (OwnFileView.Open) file;
        assertThat(open.values()).extracting(Released::field).contains(WHEREABOUTS, STATUS);
        assertThat(open.looks().looks()).isNotEmpty();
        assertThat(open.looks().toString()).doesNotContain(aigul.id().toString());
        assertThat(open.values())
                .noneMatch(line -> line.field().code().startsWith("Q."))
                .noneMatch(line -> line.value().contains("Айгүл Сейтқали"));
    }

    @Test
    void an_account_without_a_file_reads_nothing() {
        var nobody = cast.subject("nobody-" + UUID.randomUUID());
        assertThat(acting(nobody, () -> ownFile.read(nobody, Language.EN)))
                .isInstanceOf(OwnFileView.NotYours.class);
    }
}
