package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.SubjectId;
import qorgan.vault.TestDatabase;
import qorgan.vault.consent.Configured;
import qorgan.vault.consent.ConsentId;
import qorgan.vault.consent.ConsentItem;
import qorgan.vault.consent.Consents;
import qorgan.vault.consent.Given;
import qorgan.vault.consent.Giver;
import qorgan.vault.consent.NewConsent;
import qorgan.vault.consent.ProofForm;
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
    @Autowired Consents consents;
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

    @Test
    void a_withdrawal_between_opening_and_delivery_wins_and_nothing_is_shown() throws Exception {
        var victim = victim();
        var code = "victim-contact-" + UUID.randomUUID().toString().substring(0, 8);
        configured(code, Set.of(), Set.of(ConsentItem.values()));
        var investigator = cast.investigator();
        var consent = consented(victim, code);
        assertThat(open(investigator, victim, code)).isInstanceOf(ContactAnswer.Open.class);

        try (var others = Executors.newSingleThreadExecutor()) {
            // The withdrawal is written and not yet committed while the reader opens; the delivery
            // waits for it at its share lock.
            var reading =
                    inTransaction(
                            () -> {
                                consents.withdraw(cast.standingOfficer(), consent);
                                var begun = others.submit(() -> open(investigator, victim, code));
                                eventually(() -> isWaiting());
                                return begun;
                            });
            assertThat(reading.get(30, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            ContactAnswer.Closed.class,
                            closed -> assertThat(closed.ground()).isEqualTo("consent_missing"));
        }

        assertThat(outcomes(code)).containsExactly("DELIVERED", "VOID");
    }

    private boolean isWaiting() {
        try (var superuser = TestDatabase.postgres().superuser("qorgan");
                var statement = superuser.createStatement();
                var found =
                        statement.executeQuery(
                                """
                                select count(*) from pg_stat_activity
                                where wait_event_type = 'Lock' and query like '%consent_consent%for share%'
                                """)) {
            found.next();
            return found.getLong(1) > 0;
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> outcomes(String purpose) {
        return inTransaction(
                () ->
                        jdbc.sql(
                                        """
                                        select o.outcome from audit_entry e join audit_outcome o using (entry_id)
                                        where e.purpose = ? and e.kind = 'CONTACT' order by e.at
                                        """)
                                .param(purpose)
                                .query(String.class)
                                .list());
    }

    private ConsentId consented(SubjectId victim, String purpose) {
        var officer = cast.standingOfficer();
        var items = new EnumMap<ConsentItem, Stated<String>>(ConsentItem.class);
        for (var item : ConsentItem.values()) {
            items.put(item, Stated.of("айтылды"));
        }
        var given =
                acting(
                        officer,
                        () ->
                                consents.give(
                                        officer,
                                        new NewConsent(
                                                victim,
                                                purpose,
                                                "investigator",
                                                Set.of(Personal.CONTACT),
                                                clock.instant().minusSeconds(5),
                                                12,
                                                items,
                                                ProofForm.WRITTEN,
                                                Giver.SUBJECT,
                                                false,
                                                false,
                                                null)));
        return ((Given.Taken) given).consent();
    }

    private ContactAnswer open(Actor reader, SubjectId victim, String purpose) {
        return acting(reader, () -> contacts.open(reader, victim, purpose, Language.EN));
    }

    private void configured(String code, Set<String> bases) {
        configured(code, bases, Set.of());
    }

    private void configured(String code, Set<String> bases, Set<ConsentItem> items) {
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
                                                items)));
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
                                        investigator, stated, new CaseId(UUID.randomUUID())));
        return ((Registration.Registered) registration).subject();
    }
}
