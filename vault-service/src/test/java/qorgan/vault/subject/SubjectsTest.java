package qorgan.vault.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.embedded.EmbeddedPostgres;
import qorgan.keys.Codec;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.TestDatabase;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.Role;

class SubjectsTest extends ServiceTest {
    private static final LocalDate BORN = LocalDate.of(1987, 3, 21);

    @Autowired Subjects subjects;
    @Autowired Victims victims;
    @Autowired Envelopes envelopes;
    @Autowired OwnAccounts accounts;
    @Autowired AccessLog log;
    @Autowired Vault vault;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;

    private SubjectId registered(Actor actor, NewSubject stated) {
        return ((Registration.Registered) Acting.as(actor, () -> subjects.register(actor, stated)))
                .subject();
    }

    private static NewSubject named(String family, String given) {
        return new NewSubject(
                null, List.of(PersonName.of(family, given, null)), Stated.of(BORN), Map.of());
    }

    private static String unusual() {
        var text = new StringBuilder();
        for (var each : UUID.randomUUID().toString().replaceAll("[^0-9]", "").toCharArray()) {
            text.append("бвгджзклмн".charAt(each - '0')).append('а');
        }
        return text.toString();
    }

    private Match find(Actor actor, SubjectQuery query) {
        return Acting.as(actor, () -> subjects.find(actor, query));
    }

    @Test
    void a_person_is_found_in_another_spelling_and_alphabet() {
        var intake = cast.intake();
        var stem = unusual();
        var subject = registered(intake, named(stem + "ұлы", "Қанат"));

        assertThat(
                        find(
                                intake,
                                SubjectQuery.byName(
                                        PersonName.of(stem + "ов", "Канат", null), BORN)))
                .isEqualTo(new Match.One(subject));
        assertThat(
                        find(
                                intake,
                                SubjectQuery.byName(
                                        PersonName.of(stem + "ов", "Канат", null),
                                        BORN.plusDays(1))))
                .isEqualTo(new Match.None());
    }

    @Test
    void two_people_of_one_name_are_several_and_never_listed() {
        var intake = cast.intake();
        var stem = unusual();
        registered(intake, named(stem, "Дина"));
        registered(intake, named(stem, "Дина"));
        assertThat(find(intake, SubjectQuery.byName(PersonName.of(stem, "Дина", null), BORN)))
                .isEqualTo(new Match.Several());
    }

    @Test
    void a_number_as_stated_is_taken_with_a_warning() {
        var intake = cast.intake();
        var stated =
                new NewSubject(
                        StatedIin.asStated("991332123456"),
                        List.of(PersonName.of(unusual(), "Ержан", null)),
                        Stated.of(BORN),
                        Map.of());
        var registration = Acting.as(intake, () -> subjects.register(intake, stated));
        assertThat(((Registration.Registered) registration).warnings())
                .contains(Warning.IIN_AS_STATED, Warning.IIN_BIRTH_DATE_DIFFERS);
        var refused =
                Acting.as(
                        intake,
                        () ->
                                subjects.register(
                                        intake,
                                        new NewSubject(
                                                StatedIin.of("991332123456"),
                                                List.of(),
                                                null,
                                                Map.of())));
        assertThat(refused).isEqualTo(new Registration.Refused("iin", Fault.IIN_CHECK_DIGIT));
    }

    @Test
    void an_amendment_moves_one_revision_on_and_history_keeps_the_sealed_one() {
        var intake = cast.intake();
        var subject =
                registered(
                        intake,
                        new NewSubject(
                                null,
                                List.of(PersonName.of(unusual(), "Ерлан", null)),
                                Stated.of(BORN),
                                Map.of(Personal.ADDRESS, Stated.of("Абай 1"))));
        Acting.as(
                intake,
                () ->
                        subjects.amend(
                                intake, subject, Map.of(Personal.ADDRESS, Stated.of("Абай 2"))));

        var value =
                Objects.requireNonNull(
                        Acting.as(intake, () -> subjects.sealed(subject, Set.of(Personal.ADDRESS)))
                                .get(Personal.ADDRESS));
        assertThat(value.place().revision()).isEqualTo(1);
        assertThat(opened(intake, subject, value)).isEqualTo("Абай 2");
        var history =
                Acting.as(
                        intake,
                        () ->
                                new TransactionTemplate(transactions)
                                        .execute(
                                                _ ->
                                                        jdbc.queryForList(
                                                                """
                                                                select a.revision from subject_field_aud a
                                                                join audit_revision r using (rev)
                                                                where a.field_id = ? and r.actor = ? and r.entry_id is not null
                                                                order by a.rev
                                                                """,
                                                                Long.class,
                                                                value.source(),
                                                                intake.id().value())));
        assertThat(history).containsExactly(0L, 1L);
    }

    private String opened(Actor actor, SubjectId subject, SealedValue value) {
        return Acting.as(
                actor,
                () -> {
                    var committed =
                            log.open(
                                    actor,
                                    new Access(
                                            EntryKind.CUSTODY,
                                            Set.of(subject),
                                            Set.of(value.place().field()),
                                            "test",
                                            List.of("test"),
                                            new byte[0],
                                            new byte[0],
                                            null,
                                            null));
                    try (var opening = vault.open(committed.warrant());
                            var plain = opening.plain(value.sealed(), value.place(), Codec.TEXT)) {
                        return plain.value();
                    }
                });
    }

    @Test
    void a_value_changed_in_the_database_is_not_used() {
        var intake = cast.intake();
        var subject = registered(intake, named(unusual(), "Айдар"));
        asOwner(
                "update subject_field set sealed = sealed || '\\x00'::bytea where subject_id = '"
                        + subject
                        + "' and field = 'D.name'");
        assertThat(Acting.as(intake, () -> subjects.sealed(subject, Set.of(Personal.NAME))))
                .isEmpty();
    }

    @Test
    void a_shelters_people_are_invisible_to_custody() {
        var shelter = cast.shelterWorker();
        var stem = unusual();
        var caseId = new CaseId(UUID.randomUUID());
        var registration =
                Acting.as(shelter, () -> victims.register(shelter, named(stem, "Әсел"), caseId));
        var subject = ((Registration.Registered) registration).subject();
        var query = SubjectQuery.byName(PersonName.of(stem, "Әсел", null), BORN);

        assertThat(find(shelter, query)).isEqualTo(new Match.One(subject));
        for (var custody : List.of(cast.intake(), cast.custody(), cast.investigator())) {
            assertThat(find(custody, query)).isEqualTo(new Match.None());
            assertThat(Acting.as(custody, () -> subjects.isThere(subject))).isFalse();
            assertThat(Acting.as(custody, () -> victims.of(caseId))).isEmpty();
            assertThat(Acting.as(custody, () -> subjects.sealed(subject, Personal.DETAILS)))
                    .isEmpty();
        }
    }

    @Test
    void a_proposal_protects_at_once_and_lapses_unless_another_person_confirms_it() {
        var first = cast.protectionOfficer();
        var second = Cast.official("protection-2", Cast.POLICE_ALMATY, Role.PROTECTION);
        var subject = registered(cast.intake(), named(unusual(), "Самал"));
        var sealing = Acting.as(first, () -> envelopes.seal(first, subject, envelope()));
        var id = ((Step.Done) sealing).envelope();

        assertThat(isProtected(cast.intake(), subject)).isTrue();
        assertThat(isProtected(cast.shelterWorker(), subject)).isTrue();
        clock.advance(Duration.ofHours(25));
        assertThat(isProtected(cast.intake(), subject)).isFalse();
        assertThat(Acting.as(first, () -> envelopes.confirmSeal(first, id, Stated.of("ұсыныс"))))
                .isEqualTo(new Step.NeedsAnotherPerson());
        assertThat(Acting.as(second, () -> envelopes.confirmSeal(second, id, Stated.of("келісім"))))
                .isInstanceOf(Step.Done.class);
        assertThat(isProtected(cast.intake(), subject)).isTrue();
    }

    @Test
    void a_measure_is_ended_by_two_people_of_two_offices() {
        var first = cast.protectionOfficer();
        var second = Cast.official("protection-2", Cast.POLICE_ALMATY, Role.PROTECTION);
        var elsewhere = Cast.official("protection-3", Cast.PROCURACY_ALMATY, Role.PROTECTION);
        var subject = registered(cast.intake(), named(unusual(), "Жанар"));
        var id =
                ((Step.Done) Acting.as(first, () -> envelopes.seal(first, subject, envelope())))
                        .envelope();
        Acting.as(second, () -> envelopes.confirmSeal(second, id, Stated.of("келісім")));
        Acting.as(first, () -> envelopes.proposeEnd(first, id, Stated.of("сот қаулысы")));

        assertThat(Acting.as(first, () -> envelopes.confirmEnd(first, id, Stated.of("иә"))))
                .isEqualTo(new Step.NeedsAnotherPerson());
        assertThat(Acting.as(second, () -> envelopes.confirmEnd(second, id, Stated.of("иә"))))
                .isEqualTo(new Step.NeedsAnotherOffice());
        assertThat(isProtected(first, subject)).isTrue();
        assertThat(Acting.as(elsewhere, () -> envelopes.confirmEnd(elsewhere, id, Stated.of("иә"))))
                .isInstanceOf(Step.Done.class);
        assertThat(isProtected(first, subject)).isFalse();
    }

    @Test
    void an_account_reads_one_persons_file_after_an_officer_linked_it() {
        var officer = cast.standingOfficer();
        var me = cast.subject("own-" + UUID.randomUUID());
        var subject = registered(cast.intake(), named(unusual(), "Мәди"));
        var other = registered(cast.intake(), named(unusual(), "Олжас"));

        assertThat(Acting.as(me, () -> accounts.personOf(me))).isEmpty();
        assertThat(Acting.as(officer, () -> accounts.link(officer, subject, me.id()))).isTrue();
        assertThat(Acting.as(officer, () -> accounts.link(officer, other, me.id()))).isFalse();
        assertThat(Acting.as(me, () -> accounts.personOf(me))).contains(subject);
    }

    @Test
    void what_is_stated_never_prints_itself() {
        var stated =
                new NewSubject(
                        StatedIin.of("991332123455"),
                        List.of(PersonName.of("Құпиябаев", "Құпия", null)),
                        Stated.of(BORN),
                        Map.of(Personal.ADDRESS, Stated.of("құпия көше")));
        assertThat(stated.toString()).doesNotContain("991332", "Құпия", "құпия", "1987");
        assertThatThrownBy(
                        () ->
                                new NewSubject(
                                        null,
                                        List.of(),
                                        null,
                                        Map.of(Personal.IIN, Stated.of("1"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private boolean isProtected(Actor actor, SubjectId subject) {
        return Acting.as(actor, () -> subjects.isProtected(subject));
    }

    private static NewEnvelope envelope() {
        return new NewEnvelope(
                Map.of(Personal.PROTECTED_LOCATION, Stated.of("қауіпсіз жер")),
                true,
                Stated.of("қаулы"));
    }

    private static void asOwner(String statements) {
        var postgres = TestDatabase.postgres();
        try (var connection =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(),
                                EmbeddedPostgres.OWNER,
                                postgres.passwords().owner());
                var change = connection.createStatement()) {
            change.execute(statements);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
