package qorgan.vault.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.CaseId;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.OwnAccounts;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.Registration;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.Victims;

class ConsentsTest extends ServiceTest {
    private static final Field CONTACT = new Field("D.contact");
    private static final String RECIPIENT = "role:investigator";

    @Autowired Purposes purposes;
    @Autowired Consents consents;
    @Autowired Victims victims;
    @Autowired OwnAccounts accounts;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;

    private Actor shelter;
    private Actor herself;
    private SubjectId victim;
    private String purpose = "";

    @BeforeEach
    void aVictimWithAnAccount() {
        shelter = cast.shelterWorker();
        herself = cast.subject("victim-" + UUID.randomUUID());
        var registration =
                Acting.as(
                        shelter,
                        () ->
                                victims.register(
                                        shelter,
                                        new NewSubject(
                                                null,
                                                List.of(PersonName.of("Төлеу", "Гүлнар", null)),
                                                Stated.of(LocalDate.of(1994, 8, 2)),
                                                Map.of(CONTACT, Stated.of("+7 701 000 00 00"))),
                                        new CaseId(UUID.randomUUID())));
        victim = ((Registration.Registered) registration).subject();
        Acting.as(shelter, () -> accounts.link(shelter, victim, herself.id()));
        purpose = "victim-contact-" + UUID.randomUUID().toString().substring(0, 8);
        configure(byConsent(purpose, Set.of(CONTACT)));
    }

    @Test
    void an_outstanding_obligation_keeps_a_withdrawal_from_having_effect() {
        var now = clock.instant();
        var taken = (Given.Taken) give(now.minusSeconds(5), 12);
        var dpo = cast.dpoOfShelter();
        assertThat(
                        Acting.as(
                                dpo,
                                () ->
                                        consents.bind(
                                                dpo, taken.consent(), "<b>", now.plusSeconds(60))))
                .isInstanceOf(Bound.Unreadable.class);
        assertThat(
                        Acting.as(
                                dpo,
                                () ->
                                        consents.bind(
                                                dpo, taken.consent(), "Act No. 1, article 2", now)))
                .isInstanceOf(Bound.EmptyWindow.class);
        var bound =
                Acting.as(
                        dpo,
                        () ->
                                consents.bind(
                                        dpo,
                                        taken.consent(),
                                        "Act No. 1, article 2",
                                        now.plus(Duration.ofDays(30))));

        var ended = Acting.as(herself, () -> consents.withdraw(herself, taken.consent()));

        assertThat(ended)
                .isInstanceOfSatisfying(
                        Ended.Barred.class,
                        bar -> assertThat(bar.article()).isEqualTo("Act No. 1, article 2"));
        assertThat(stateNow()).isInstanceOf(ConsentState.InForce.class);
        assertThat(Acting.as(herself, () -> consents.own(herself)).getFirst().withdrawnAt())
                .isNotNull();

        assertThat(
                        Acting.as(
                                dpo,
                                () -> consents.release(dpo, ((Bound.Standing) bound).obligation())))
                .isInstanceOf(Bound.Over.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(stateNow()).isInstanceOf(ConsentState.WasWithdrawn.class);
    }

    @Test
    void an_obligation_bars_only_until_its_end() {
        var now = clock.instant();
        var taken = (Given.Taken) give(now.minusSeconds(5), 12);
        var dpo = cast.dpoOfShelter();
        Acting.as(
                dpo,
                () ->
                        consents.bind(
                                dpo, taken.consent(), "Act No. 1", now.plus(Duration.ofDays(2))));
        Acting.as(herself, () -> consents.withdraw(herself, taken.consent()));
        clock.advance(Duration.ofDays(2));
        assertThat(stateNow()).isInstanceOf(ConsentState.WasWithdrawn.class);
    }

    private Given give(Instant from, int months) {
        return Acting.as(
                herself, () -> consents.give(herself, consent(from, months, items(), false, null)));
    }

    private ConsentState stateNow() {
        return Acting.as(
                shelter, () -> consents.inForce(victim, purpose, RECIPIENT, clock.instant()));
    }

    private static Purpose byConsent(String code, Set<Field> fields) {
        return new Purpose(
                code,
                Map.of("kk", "байланыс", "ru", "связь", "en", "contact"),
                fields,
                Set.of(RECIPIENT),
                Set.of(),
                Set.of(ConsentItem.values()));
    }

    private Configured configure(Purpose stated) {
        var registrar = cast.registrarOfPolice();
        return Acting.as(registrar, () -> purposes.configure(registrar, stated));
    }

    private static Map<ConsentItem, Stated<String>> items() {
        var items = new EnumMap<ConsentItem, Stated<String>>(ConsentItem.class);
        for (var item : ConsentItem.values()) {
            items.put(item, Stated.of("айтылды"));
        }
        return items;
    }

    private NewConsent consent(
            Instant from,
            int months,
            Map<ConsentItem, Stated<String>> items,
            boolean inCustody,
            @Nullable Witness witness) {
        return new NewConsent(
                victim,
                purpose,
                RECIPIENT,
                Set.of(CONTACT),
                from,
                months,
                items,
                ProofForm.PROVABLE_OTHER,
                Giver.SUBJECT,
                inCustody,
                false,
                witness);
    }

    private Given give(NewConsent stated) {
        return Acting.as(herself, () -> consents.give(herself, stated));
    }

    private ConsentState state(Instant at) {
        return Acting.as(herself, () -> consents.inForce(victim, purpose, RECIPIENT, at));
    }

    @Test
    void a_consent_given_on_her_own_page_is_in_force_until_she_withdraws_it() {
        var given = (Given.Taken) give(consent(clock.instant(), 3, items(), false, null));

        assertThat(state(clock.instant())).isInstanceOf(ConsentState.InForce.class);
        var ended =
                (Ended.Withdrawn)
                        Acting.as(herself, () -> consents.withdraw(herself, given.consent()));
        assertThat(state(ended.at())).isEqualTo(new ConsentState.WasWithdrawn(given.consent()));
        assertThat(state(ended.at().minusNanos(1000))).isInstanceOf(ConsentState.InForce.class);
        assertThat(Acting.as(herself, () -> consents.withdraw(herself, given.consent())))
                .isEqualTo(ended);
        assertThat(Acting.as(herself, () -> consents.hold(given.consent(), clock.instant())))
                .isFalse();
        assertThat(Acting.as(herself, () -> consents.own(herself)))
                .singleElement()
                .satisfies(fact -> assertThat(fact.withdrawnAt()).isEqualTo(ended.at()));
    }

    @Test
    void nobody_else_withdraws_it_or_learns_that_it_is_there() {
        var given = (Given.Taken) give(consent(clock.instant(), 3, items(), false, null));
        var another = cast.subject("another-" + UUID.randomUUID());
        assertThat(Acting.as(another, () -> consents.withdraw(another, given.consent())))
                .isEqualTo(new Ended.NotYours());
        assertThat(
                        Acting.as(
                                another,
                                () -> consents.withdraw(another, new ConsentId(UUID.randomUUID()))))
                .isEqualTo(new Ended.NotYours());
        assertThat(
                        Acting.as(
                                another,
                                () ->
                                        consents.give(
                                                another,
                                                consent(clock.instant(), 1, items(), false, null))))
                .isEqualTo(new Given.NothingHere());
    }

    @Test
    void each_of_the_seven_items_is_needed() {
        for (var item : ConsentItem.values()) {
            var six = items();
            six.remove(item);
            assertThat(give(consent(clock.instant(), 3, six, false, null)))
                    .isEqualTo(new Given.Invalid(Set.of(item), Set.of("kz-dpa-8-4-consent-items")));
        }
    }

    @Test
    void in_custody_a_consent_needs_a_witness_from_outside() {
        var staff = new Witness(UUID.randomUUID(), Witness.Kind.FACILITY_STAFF);
        var counsel = new Witness(UUID.randomUUID(), Witness.Kind.COUNSEL);
        assertThat(give(consent(clock.instant(), 3, items(), true, null)))
                .isEqualTo(new Given.Invalid(Set.of(), Set.of("kz-dpa-8-detainee-free")));
        assertThat(give(consent(clock.instant(), 3, items(), true, staff)))
                .isEqualTo(new Given.Invalid(Set.of(), Set.of("kz-dpa-8-detainee-free")));
        assertThat(give(consent(clock.instant(), 3, items(), true, counsel)))
                .isInstanceOf(Given.Taken.class);
    }

    @Test
    void a_period_in_months_ends_at_midnight_clamped_to_the_months_end() {
        assertThat(Consents.end(Instant.parse("2026-01-31T10:00:00Z"), 1))
                .isEqualTo(Instant.parse("2026-02-27T19:00:00Z"));
        assertThat(Consents.end(Instant.parse("2026-03-15T10:00:00Z"), 2))
                .isEqualTo(Instant.parse("2026-05-14T19:00:00Z"));
    }

    @Test
    void an_expired_consent_opens_nothing() {
        var from = clock.instant().minus(Duration.ofDays(70));
        var given = (Given.Taken) give(consent(from, 2, items(), false, null));
        assertThat(state(given.to().minusNanos(1000))).isInstanceOf(ConsentState.InForce.class);
        assertThat(state(given.to())).isEqualTo(new ConsentState.Expired(given.consent()));
        assertThat(Acting.as(herself, () -> consents.inForce(victim, purpose, "role:pmc", from)))
                .isEqualTo(new ConsentState.Missing());
    }

    @Test
    void a_purpose_that_rests_on_nothing_cannot_be_configured() {
        var nothing =
                new Purpose(
                        "nothing",
                        Map.of("en", "nothing"),
                        Set.of(CONTACT),
                        Set.of(RECIPIENT),
                        Set.of(),
                        Set.of());
        assertThat(configure(nothing)).isEqualTo(new Configured.RestsOnNothing());
        assertThat(
                        configure(
                                new Purpose(
                                        "invented",
                                        Map.of(),
                                        Set.of(CONTACT),
                                        Set.of(RECIPIENT),
                                        Set.of("because-i-say-so"),
                                        Set.of())))
                .isEqualTo(new Configured.UnknownBasis(Set.of("because-i-say-so")));
        assertThatThrownBy(
                        () ->
                                insertPurpose(
                                        "array[]::text[]", "array[]::text[]", "array['D.contact']"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasStackTraceContaining("purpose_rests_on_something");
        assertThatThrownBy(
                        () ->
                                insertPurpose(
                                        "array[]::text[]",
                                        "array['operator', 'period']",
                                        "array['D.contact']"))
                .hasStackTraceContaining("consent_has_seven_items");
    }

    @Test
    void no_consent_opens_what_the_law_keeps_from_it() {
        for (var closed :
                List.of("P.case_number", "S.protected_identity", "Q.requester_identity")) {
            var field = new Field(closed);
            assertThat(configure(byConsent("closed", Set.of(field))))
                    .isEqualTo(new Configured.NeverByConsent(Set.of(field)));
        }
        assertThatThrownBy(
                        () ->
                                insertPurpose(
                                        "array[]::text[]",
                                        "array['operator','subject_name','period','third_parties','cross_border','open_sources','data_list']",
                                        "array['P.case_number']"))
                .hasStackTraceContaining("never_by_consent");
    }

    @Test
    void a_withdrawal_is_never_taken_back_and_a_consent_never_rewritten() {
        var given = (Given.Taken) give(consent(clock.instant(), 3, items(), false, null));
        Acting.as(herself, () -> consents.withdraw(herself, given.consent()));
        assertThatThrownBy(
                        () ->
                                inTransaction(
                                        "update consent_consent set withdrawn_at = null,"
                                                + " withdrawn_by = null where consent_id = '"
                                                + given.consent()
                                                + "'"))
                .hasStackTraceContaining("never changed");
        assertThatThrownBy(
                        () ->
                                inTransaction(
                                        "update consent_consent set purpose = 'x' where consent_id"
                                                + " = '"
                                                + given.consent()
                                                + "'"))
                .hasStackTraceContaining("permission denied");
    }

    private void insertPurpose(String bases, String items, String fields) {
        inTransaction(
                """
                insert into consent_purpose (region, office, purpose_id, code, revision, titles, fields, recipients, bases,
                    consent_items, configured_by, configured_at, entry_id)
                values ('KZ-ALA', '%s', gen_random_uuid(), 'direct', 0, '{}', %s, array['x'], %s, %s, gen_random_uuid(),
                    now(), gen_random_uuid())
                """
                        .formatted(shelter.officeOrThrow(), fields, bases, items));
    }

    private void inTransaction(String statement) {
        Acting.as(
                shelter,
                () ->
                        new TransactionTemplate(transactions)
                                .executeWithoutResult(_ -> jdbc.update(statement)));
    }
}
