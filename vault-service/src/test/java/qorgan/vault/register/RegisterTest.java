package qorgan.vault.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static qorgan.vault.register.CustodyCast.arrest;
import static qorgan.vault.register.CustodyCast.placement;
import static qorgan.vault.register.CustodyCast.release;
import static qorgan.vault.register.CustodyCast.taken;
import static qorgan.vault.register.CustodyCast.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Codec;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Forbidden;
import qorgan.vault.subject.Fault;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.Subjects;
import qorgan.vault.subject.Warning;

class RegisterTest extends ServiceTest {
    @Autowired Register register;
    @Autowired Facilities facilities;
    @Autowired Subjects subjects;
    @Autowired AccessLog log;
    @Autowired Vault vault;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;

    private Facility holding;
    private Facility remand;
    private Facility remandOfAstana;
    private Actor intake;
    private Instant noon;

    @BeforeEach
    void places() {
        var registrar = cast.registrarOfPolice();
        holding =
                CustodyCast.facility(
                        facilities,
                        registrar,
                        Cast.POLICE_ALMATY,
                        FacilityType.TEMPORARY_HOLDING_FACILITY);
        remand =
                CustodyCast.facility(
                        facilities, registrar, Cast.REMAND_ALMATY, FacilityType.REMAND_CENTRE);
        remandOfAstana =
                CustodyCast.facility(
                        facilities, registrar, Cast.REMAND_ASTANA, FacilityType.REMAND_CENTRE);
        intake = cast.intake();
        noon = clock.instant().minus(Duration.ofMinutes(40));
    }

    private SubjectId arrested() {
        return Acting.as(
                intake,
                () ->
                        taken(
                                register.arrest(
                                        intake,
                                        arrest(
                                                new Person.AsStated(CustodyCast.somebody()),
                                                noon))));
    }

    private SubjectId placed() {
        var subject = arrested();
        Acting.as(
                intake,
                () ->
                        register.place(
                                intake,
                                placement(
                                        subject,
                                        holding,
                                        noon.plusSeconds(900),
                                        Basis.ARREST_RECORD)));
        return subject;
    }

    private String opened(SubjectId subject, Field field) {
        return Acting.as(
                intake,
                () -> {
                    var value =
                            Objects.requireNonNull(
                                    register.sealed(subject, Set.of(field)).get(field));
                    var committed =
                            log.open(
                                    intake,
                                    new Access(
                                            EntryKind.CUSTODY,
                                            Set.of(subject),
                                            Set.of(field),
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
    void an_arrest_and_its_placement_give_the_whereabouts_facts() {
        var subject = placed();

        var file = Acting.as(intake, () -> register.file(subject));

        assertThat(file.values().keySet())
                .contains(
                        Custody.STATUS,
                        Custody.DEPRIVATION_DATETIME,
                        Custody.DEPRIVATION_PLACE,
                        Custody.ORDERING_AUTHORITY,
                        Custody.WHEREABOUTS,
                        Custody.ADMISSION_DATETIME,
                        Custody.HEALTH_STATE);
        assertThat(file.gaps()).isEmpty();
        assertThat(file.broken()).isEmpty();
        assertThat(file.notHappened())
                .contains(
                        Custody.RELEASE_DATETIME,
                        Custody.TRANSFER_DESTINATION,
                        Custody.DEATH_CAUSE);
        assertThat(Wording.in("ru", opened(subject, Custody.WHEREABOUTS)))
                .isEqualTo("учреждение, улица 1");
        assertThat(opened(subject, Custody.DEPRIVATION_DATETIME)).isEqualTo(noon.toString());
    }

    @Test
    void a_placement_without_basis_is_taken_marked_and_reaches_the_procurator() {
        var subject = arrested();

        var recorded =
                Acting.as(
                        intake,
                        () ->
                                register.place(
                                        intake,
                                        placement(subject, holding, noon.plusSeconds(900), null)));

        assertThat(((Recorded.Taken) recorded).broken()).containsExactly("kz-placement-basis");
        var procurator = cast.procuratorOfAlmaty();
        assertThat(Acting.as(procurator, () -> register.alarms(procurator, noon)))
                .anySatisfy(
                        line -> {
                            assertThat(line.subject()).isEqualTo(subject);
                            assertThat(line.broken()).contains("kz-placement-basis");
                        });
        assertThat(Acting.as(intake, () -> register.whereabouts(subject)))
                .containsKey(Custody.WHEREABOUTS);
    }

    @Test
    void a_facility_of_the_wrong_type_is_irregular_and_not_refused() {
        var subject = arrested();
        var recorded =
                Acting.as(
                        intake,
                        () ->
                                register.place(
                                        intake,
                                        placement(
                                                subject,
                                                remand,
                                                noon.plusSeconds(900),
                                                Basis.ARREST_RECORD)));
        assertThat(((Recorded.Taken) recorded).broken()).containsExactly("kz-placement-basis");
    }

    @Test
    void an_arrest_after_its_own_record_is_irregular() {
        var late = arrest(new Person.AsStated(CustodyCast.somebody()), noon);
        var contradicting =
                new Fact.Arrest(
                        late.person(),
                        late.at(),
                        late.place(),
                        late.by(),
                        late.orderedBy(),
                        late.ground(),
                        late.supervisedBy(),
                        Stated.of(noon.minusSeconds(60)),
                        late.wantsTold(),
                        Map.of());
        var recorded = Acting.as(intake, () -> register.arrest(intake, contradicting));
        assertThat(((Recorded.Taken) recorded).broken()).containsExactly("kz-ccp-actual-time");
    }

    @Test
    void a_release_before_the_arrest_is_irregular() {
        var subject = placed();
        var recorded =
                Acting.as(
                        intake,
                        () -> register.release(intake, release(subject, noon.minusSeconds(300))));
        assertThat(((Recorded.Taken) recorded).broken()).containsExactly("kz-ccp-actual-time");
    }

    @Test
    void a_second_arrest_by_number_is_the_same_person_and_a_discrepancy() {
        var iin = CustodyCast.iin();
        var first =
                Acting.as(
                        intake,
                        () ->
                                register.arrest(
                                        intake,
                                        arrest(
                                                new Person.AsStated(CustodyCast.withNumber(iin)),
                                                noon)));
        var second =
                Acting.as(
                        intake,
                        () ->
                                register.arrest(
                                        intake,
                                        arrest(
                                                new Person.AsStated(CustodyCast.withNumber(iin)),
                                                noon.minusSeconds(300))));
        assertThat(taken(second)).isEqualTo(taken(first));
        assertThat(((Recorded.Taken) second).broken()).containsExactly("kz-discrepancy-query");
        assertThat(opened(taken(first), Custody.DEPRIVATION_DATETIME))
                .isEqualTo(noon.minusSeconds(300).toString());
    }

    @Test
    void a_fact_entered_more_than_an_hour_late_is_flagged() {
        var recorded =
                Acting.as(
                        intake,
                        () ->
                                register.arrest(
                                        intake,
                                        arrest(
                                                new Person.AsStated(CustodyCast.somebody()),
                                                noon.minus(Duration.ofHours(2)))));
        assertThat(((Recorded.Taken) recorded).broken()).containsExactly("reg-backdate-flag");
    }

    @Test
    void only_the_future_is_refused() {
        var recorded =
                Acting.as(
                        intake,
                        () ->
                                register.arrest(
                                        intake,
                                        arrest(
                                                new Person.AsStated(CustodyCast.somebody()),
                                                clock.instant().plus(Duration.ofMinutes(3)))));
        assertThat(recorded).isEqualTo(new Recorded.Refused("at", Fault.IN_THE_FUTURE));
    }

    @Test
    void a_person_whose_identity_is_not_established_is_registered() {
        var recorded =
                Acting.as(
                        intake,
                        () ->
                                register.arrest(
                                        intake,
                                        arrest(
                                                new Person.AsStated(
                                                        NewSubject.identityNotEstablished()),
                                                noon)));
        assertThat(((Recorded.Taken) recorded).warnings())
                .containsExactly(Warning.IDENTITY_NOT_ESTABLISHED);
    }

    @Test
    void a_wrong_check_digit_names_the_field_and_can_be_taken_as_stated() {
        var refused =
                Acting.as(
                        intake,
                        () ->
                                register.arrest(
                                        intake,
                                        arrest(
                                                new Person.AsStated(
                                                        CustodyCast.withNumber("991332123456")),
                                                noon)));
        assertThat(refused).isEqualTo(new Recorded.Refused("person.iin", Fault.IIN_CHECK_DIGIT));
    }

    @Test
    void of_two_officers_registering_one_transfer_one_wins_and_the_other_is_told()
            throws Exception {
        var subject = placed();
        var first = cast.custody();
        var second = cast.custodyOfAstana();
        var barrier = new CyclicBarrier(2);
        Callable<Recorded> one =
                () -> {
                    barrier.await();
                    return Acting.as(
                            first,
                            () ->
                                    register.transfer(
                                            first,
                                            transfer(
                                                    subject,
                                                    holding,
                                                    remandOfAstana,
                                                    noon.plusSeconds(1200),
                                                    false)));
                };
        Callable<Recorded> other =
                () -> {
                    barrier.await();
                    return Acting.as(
                            second,
                            () ->
                                    register.transfer(
                                            second,
                                            transfer(
                                                    subject,
                                                    holding,
                                                    remandOfAstana,
                                                    noon.plusSeconds(1380),
                                                    false)));
                };
        try (var threads = Executors.newFixedThreadPool(2)) {
            var outcomes =
                    threads.invokeAll(List.of(one, other)).stream()
                            .map(
                                    future -> {
                                        try {
                                            return future.get();
                                        } catch (java.util.concurrent.ExecutionException
                                                | InterruptedException e) {
                                            throw new AssertionError(e);
                                        }
                                    })
                            .toList();
            assertThat(outcomes).hasAtLeastOneElementOfType(Recorded.Taken.class);
            assertThat(outcomes).hasAtLeastOneElementOfType(Recorded.AlreadyRegistered.class);
        }
        assertThat(Acting.as(first, () -> register.lines(first, subject)))
                .filteredOn(line -> line.kind() == EventKind.TRANSFER)
                .hasSize(1);
    }

    @Test
    void two_officers_registering_one_arrest_by_number_make_one_person() throws Exception {
        var iin = CustodyCast.iin();
        var barrier = new CyclicBarrier(2);
        Callable<Recorded> act =
                () -> {
                    barrier.await();
                    return Acting.as(
                            intake,
                            () ->
                                    register.arrest(
                                            intake,
                                            arrest(
                                                    new Person.AsStated(
                                                            CustodyCast.withNumber(iin)),
                                                    noon)));
                };
        try (var threads = Executors.newFixedThreadPool(2)) {
            var futures = threads.invokeAll(List.of(act, act));
            var outcomes = List.of(futures.get(0).get(), futures.get(1).get());
            assertThat(outcomes).hasAtLeastOneElementOfType(Recorded.Taken.class);
            assertThat(outcomes).hasAtLeastOneElementOfType(Recorded.AlreadyRegistered.class);
        }
    }

    @Test
    void a_correction_supersedes_and_the_first_entry_stays() {
        var subject = placed();
        var lines = Acting.as(intake, () -> register.lines(intake, subject));
        var wrong =
                lines.stream().filter(line -> line.kind() == EventKind.PLACEMENT).findFirst().get();

        var corrected =
                Acting.as(
                        intake,
                        () ->
                                register.supersede(
                                        intake,
                                        wrong.event(),
                                        placement(
                                                subject,
                                                holding,
                                                noon.plusSeconds(960),
                                                Basis.ARREST_RECORD),
                                        Stated.of("минут қате")));
        var again =
                Acting.as(
                        intake,
                        () ->
                                register.supersede(
                                        intake,
                                        wrong.event(),
                                        placement(
                                                subject,
                                                holding,
                                                noon.plusSeconds(970),
                                                Basis.ARREST_RECORD),
                                        Stated.of("тағы")));

        assertThat(corrected).isInstanceOf(Recorded.Taken.class);
        assertThat(again).isInstanceOf(Recorded.AlreadyRegistered.class);
        assertThat(Acting.as(intake, () -> register.lines(intake, subject)))
                .filteredOn(line -> line.kind() == EventKind.PLACEMENT)
                .hasSize(2);
        assertThat(opened(subject, Custody.ADMISSION_DATETIME))
                .isEqualTo(noon.plusSeconds(960).toString());
    }

    @Test
    void a_placement_entered_late_stands_where_it_belongs() {
        var subject = arrested();
        Acting.as(
                intake,
                () ->
                        register.place(
                                intake,
                                placement(
                                        subject,
                                        remand,
                                        noon.plusSeconds(1800),
                                        Basis.JUDGE_DECISION)));
        Acting.as(
                intake,
                () ->
                        register.place(
                                intake,
                                placement(
                                        subject,
                                        holding,
                                        noon.plusSeconds(600),
                                        Basis.ARREST_RECORD)));
        assertThat(opened(subject, Custody.ADMISSION_DATETIME))
                .isEqualTo(noon.plusSeconds(1800).toString());
        assertThat(Acting.as(intake, () -> facilities.occupants(intake, remand.id())))
                .contains(subject);
    }

    @Test
    void the_region_of_registration_leads_after_a_transfer_elsewhere() {
        var subject = placed();
        var custody = cast.custodyOfAstana();
        Acting.as(
                custody,
                () ->
                        register.transfer(
                                custody,
                                transfer(
                                        subject,
                                        holding,
                                        remandOfAstana,
                                        noon.plusSeconds(1200),
                                        false)));
        assertThat(Acting.as(custody, () -> register.whereabouts(subject)).values())
                .allSatisfy(value -> assertThat(value.place().region()).isEqualTo(Cast.ALMATY));
        assertThat(Acting.as(custody, () -> facilities.headCounts(custody)))
                .containsKey(remandOfAstana.id());
    }

    @Test
    void what_happened_without_a_value_is_a_gap_and_may_be_explained() {
        var bare =
                new Fact.Arrest(
                        new Person.AsStated(NewSubject.identityNotEstablished()),
                        Stated.of(noon),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of(Custody.ORDERING_AUTHORITY, Stated.of("әлі белгісіз")));
        var subject = Acting.as(intake, () -> taken(register.arrest(intake, bare)));

        var file = Acting.as(intake, () -> register.file(subject));

        assertThat(file.gaps())
                .containsExactlyInAnyOrder(
                        Custody.DEPRIVATION_PLACE,
                        Custody.ORDERING_AUTHORITY,
                        Custody.SUPERVISING_AUTHORITY);
        assertThat(file.explained()).containsOnlyKeys(Custody.ORDERING_AUTHORITY);
        var completeness = Acting.as(intake, () -> register.completeness(intake, subject));
        assertThat(completeness.groups())
                .containsEntry(RegisterGroup.A_IDENTITY, Completeness.State.HELD)
                .containsEntry(RegisterGroup.B_DEPRIVATION, Completeness.State.MISSING)
                .containsEntry(RegisterGroup.C_AUTHORITY_AND_GROUNDS, Completeness.State.EXPLAINED)
                .containsEntry(RegisterGroup.G_DEATH, Completeness.State.NOT_HAPPENED);
    }

    @Test
    void an_entry_changed_in_the_database_is_not_used_for_an_answer() {
        var subject = placed();
        asOwner(
                "update register_event set facility_id = '"
                        + remand.id()
                        + "' where subject_id = '"
                        + subject
                        + "' and kind = 'placement'");
        assertThat(Acting.as(intake, () -> register.whereabouts(subject)))
                .doesNotContainKey(Custody.WHEREABOUTS)
                .containsKey(Custody.DEPRIVATION_DATETIME);
    }

    @Test
    void the_running_service_may_neither_change_nor_remove_an_entry() {
        var subject = placed();
        for (var statement :
                List.of(
                        "update register_event set kind = 'health' where subject_id = ?",
                        "delete from register_event where subject_id = ?",
                        "update register_value set gap = true where event_id in (select event_id from register_event where subject_id = ?)",
                        "delete from register_value where event_id in (select event_id from register_event where subject_id = ?)")) {
            assertThatThrownBy(
                            () ->
                                    Acting.as(
                                            intake,
                                            () ->
                                                    new TransactionTemplate(transactions)
                                                            .executeWithoutResult(
                                                                    _ ->
                                                                            jdbc.update(
                                                                                    statement,
                                                                                    subject
                                                                                            .value()))))
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void clear_columns_hold_no_stated_value() {
        var marker = "МАРКЕР" + CustodyCast.letters();
        var stated =
                new Fact.Arrest(
                        new Person.AsStated(CustodyCast.somebody()),
                        Stated.of(noon),
                        Stated.of(marker),
                        Stated.of(marker),
                        Stated.of(marker),
                        Stated.of(marker),
                        Stated.of(marker),
                        null,
                        Stated.of(marker),
                        Map.of());
        var subject = Acting.as(intake, () -> taken(register.arrest(intake, stated)));
        var rows =
                Acting.as(
                        intake,
                        () ->
                                new TransactionTemplate(transactions)
                                        .execute(
                                                _ ->
                                                        jdbc.queryForList(
                                                                        """
                                                                        select row_to_json(e)::text || coalesce(v.text, '') from register_event e
                                                                        left join (select event_id, string_agg(row_to_json(w)::text || encode(w.sealed, 'escape'), '') as text
                                                                                   from register_value w group by event_id) v using (event_id)
                                                                        where e.subject_id = ?
                                                                        """,
                                                                        String.class,
                                                                        subject.value())
                                                                .toString()));
        assertThat(rows).isNotEmpty().doesNotContain(marker);
    }

    @Test
    void custody_does_not_register_what_only_its_role_may_not() {
        var doctor = cast.doctor();
        assertThatThrownBy(
                        () ->
                                Acting.as(
                                        doctor,
                                        () ->
                                                register.arrest(
                                                        doctor,
                                                        arrest(
                                                                new Person.AsStated(
                                                                        CustodyCast.somebody()),
                                                                noon))))
                .isInstanceOf(Forbidden.class);
    }

    private void asOwner(String statement) {
        CustodyCast.asOwner(statement);
    }
}
