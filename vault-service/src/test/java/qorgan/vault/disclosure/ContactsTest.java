package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.SubjectId;
import qorgan.vault.consent.Configured;
import qorgan.vault.consent.Purpose;
import qorgan.vault.consent.Purposes;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.CaseId;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Language;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.Personal;
import qorgan.vault.subject.Registration;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.StatedIin;
import qorgan.vault.subject.Victims;

/// A victim's contact data: open for a purpose that something covers, for no other.
class ContactsTest extends DisclosureTest {

    @Autowired Contacts contacts;
    @Autowired Purposes purposes;
    @Autowired Victims victims;

    @Test
    void a_purpose_with_a_named_basis_opens_and_its_entry_names_the_basis() {
        var victim = victim();
        configured("victim-notice-law", Set.of("kz-dpa-9-1-10-state-functions"));
        var answer = open(cast.investigator(), victim, "victim-notice-law");
        assertThat(answer).isInstanceOf(ContactAnswer.Open.class);
        assertThat(((ContactAnswer.Open) answer).values())
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.value()).isEqualTo("+7 701 000 00 00");
                            assertThat(line.citations())
                                    .containsExactly("kz-dpa-9-1-10-state-functions");
                        });
    }

    @Test
    void a_purpose_that_nobody_configured_opens_nothing_and_says_why() {
        var victim = victim();
        var answer = open(cast.investigator(), victim, "curiosity");
        assertThat(answer).isInstanceOf(ContactAnswer.Closed.class);
        assertThat(((ContactAnswer.Closed) answer).ground()).isEqualTo("no_legal_basis");
        assertThat(((ContactAnswer.Closed) answer).remedy()).isNotBlank();
    }

    @Test
    void a_purpose_for_others_is_beyond_this_reader() {
        var victim = victim();
        configured("victim-notice-law", Set.of("kz-dpa-9-1-10-state-functions"));
        var answer = open(cast.procuratorOfAlmaty(), victim, "victim-notice-law");
        assertThat(((ContactAnswer.Closed) answer).ground()).isEqualTo("recipient_ceiling");
    }

    private ContactAnswer open(Actor reader, SubjectId victim, String purpose) {
        return acting(reader, () -> contacts.open(reader, victim, purpose, Language.EN));
    }

    private void configured(String code, Set<String> bases) {
        var registrar = cast.registrarOfPolice();
        var configured =
                acting(
                        registrar,
                        () ->
                                purposes.configure(
                                        registrar,
                                        new Purpose(
                                                code,
                                                Map.of(
                                                        "kk", "мақсат", "ru", "цель", "en",
                                                        "purpose"),
                                                Set.of(Personal.CONTACT),
                                                Set.of("investigator"),
                                                bases,
                                                Set.of())));
        assertThat(configured).isInstanceOf(Configured.Standing.class);
    }

    private SubjectId victim() {
        var investigator = cast.investigator();
        var stated =
                new NewSubject(
                        StatedIin.of(CustodyCast.iin()),
                        List.of(PersonName.of("Жәкенова" + CustodyCast.letters(), "Дана", null)),
                        Stated.of(LocalDate.of(1992, 3, 4)),
                        Map.of(Personal.CONTACT, Stated.of("+7 701 000 00 00")));
        var registration =
                acting(
                        investigator,
                        () ->
                                victims.register(
                                        investigator,
                                        stated,
                                        new CaseId(java.util.UUID.randomUUID())));
        return ((Registration.Registered) registration).subject();
    }
}
