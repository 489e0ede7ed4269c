package qorgan.vault.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.TestDatabase;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Forbidden;
import qorgan.vault.subject.Match;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.SubjectQuery;
import qorgan.vault.subject.Subjects;

class RegisterImportTest extends ServiceTest {
    @Autowired RegisterImport imports;
    @Autowired Register register;
    @Autowired Facilities facilities;
    @Autowired Subjects subjects;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;

    private Actor intake;
    private Facility holding;

    @BeforeEach
    void places() {
        intake = cast.intake();
        holding =
                CustodyCast.facility(
                        facilities,
                        cast.registrarOfPolice(),
                        Cast.POLICE_ALMATY,
                        FacilityType.TEMPORARY_HOLDING_FACILITY);
    }

    private Map<ImportColumn, Stated<String>> cells() {
        var cells = new EnumMap<ImportColumn, Stated<String>>(ImportColumn.class);
        cells.put(ImportColumn.REGISTER_NUMBER, Stated.of("ҚР-" + UUID.randomUUID()));
        cells.put(ImportColumn.IIN, Stated.of(CustodyCast.iin()));
        cells.put(ImportColumn.FAMILY_NAME, Stated.of("Серіков" + CustodyCast.letters()));
        cells.put(ImportColumn.GIVEN_NAME, Stated.of("Дәурен"));
        cells.put(ImportColumn.BIRTH_DATE, Stated.of("17.05.1988"));
        cells.put(ImportColumn.ARRESTED_AT, Stated.of("2021-03-04 14:05"));
        cells.put(ImportColumn.ARREST_PLACE, Stated.of("Алматы"));
        cells.put(ImportColumn.ORDERED_BY, Stated.of("полиция"));
        cells.put(ImportColumn.FACILITY, Stated.of(holding.code()));
        cells.put(ImportColumn.ADMITTED_AT, Stated.of("04.03.2021 15:30"));
        cells.put(ImportColumn.BASIS, Stated.of("arrest_record"));
        cells.put(ImportColumn.HEALTH, Stated.of("шағымы жоқ"));
        return cells;
    }

    private ImportReport take(List<ImportRow> rows) {
        return Acting.as(intake, () -> imports.take(intake, rows));
    }

    private long entries() {
        return Objects.requireNonNull(
                Acting.as(
                        intake,
                        () ->
                                new TransactionTemplate(transactions)
                                        .execute(
                                                _ ->
                                                        jdbc.queryForObject(
                                                                "select count(*) from register_event",
                                                                Long.class))));
    }

    @Test
    void a_row_brings_a_person_in_with_their_facts_and_is_found_by_number() {
        var iin = CustodyCast.iin();
        var cells = cells();
        cells.put(ImportColumn.IIN, Stated.of(iin));
        var report = take(List.of(new ImportRow(2, cells)));

        assertThat(report.refused()).isEmpty();
        assertThat(report.irregular()).isEmpty();
        assertThat(report.taken()).isEqualTo(1);
        var found = Acting.as(intake, () -> subjects.find(intake, SubjectQuery.byIin(iin)));
        var subject = ((Match.One) found).subject();
        assertThat(Acting.as(intake, () -> register.whereabouts(subject)))
                .containsKeys(Custody.WHEREABOUTS, Custody.DEPRIVATION_DATETIME);
        assertThat(Acting.as(intake, () -> subjects.keeper(subject)).orElseThrow().region())
                .isEqualTo(Cast.ALMATY);
    }

    @Test
    void nothing_comes_in_twice() {
        var rows = List.of(new ImportRow(2, cells()), new ImportRow(3, cells()));
        take(rows);
        var before = entries();

        var again = take(rows);

        assertThat(again.taken()).isZero();
        assertThat(again.present()).isEqualTo(2);
        assertThat(entries()).isEqualTo(before);
    }

    @Test
    void a_number_that_came_in_with_other_content_is_reported() {
        var first = cells();
        take(List.of(new ImportRow(2, first)));
        var changed = cells();
        changed.put(
                ImportColumn.REGISTER_NUMBER,
                Objects.requireNonNull(first.get(ImportColumn.REGISTER_NUMBER)));

        assertThat(take(List.of(new ImportRow(9, changed))).refused())
                .containsExactly(
                        new ImportReport.RefusedRow(
                                9,
                                ImportColumn.REGISTER_NUMBER,
                                ImportReason.DIFFERS_FROM_EARLIER));
    }

    @Test
    void bad_rows_are_named_by_row_and_column_and_the_others_come_in() {
        var wrongDigit = cells();
        wrongDigit.put(ImportColumn.IIN, Stated.of("991332123456"));
        var noTime = cells();
        noTime.remove(ImportColumn.ARRESTED_AT);
        var unreadable = cells();
        unreadable.put(ImportColumn.BIRTH_DATE, Stated.of("31.02.1990"));
        var future = cells();
        future.put(ImportColumn.ARRESTED_AT, Stated.of("2999-01-01 00:00"));
        var nowhere = cells();
        nowhere.put(ImportColumn.FACILITY, Stated.of("no-such"));
        var basis = cells();
        basis.put(ImportColumn.BASIS, Stated.of("because"));
        var good = cells();

        var report =
                take(
                        List.of(
                                new ImportRow(2, wrongDigit),
                                new ImportRow(3, noTime),
                                new ImportRow(4, unreadable),
                                new ImportRow(5, future),
                                new ImportRow(6, nowhere),
                                new ImportRow(7, basis),
                                new ImportRow(8, good)));

        assertThat(report.taken()).isEqualTo(1);
        assertThat(report.refused())
                .containsExactlyInAnyOrder(
                        new ImportReport.RefusedRow(
                                2, ImportColumn.IIN, ImportReason.IIN_CHECK_DIGIT),
                        new ImportReport.RefusedRow(
                                3, ImportColumn.ARRESTED_AT, ImportReason.MISSING),
                        new ImportReport.RefusedRow(
                                4, ImportColumn.BIRTH_DATE, ImportReason.UNREADABLE),
                        new ImportReport.RefusedRow(
                                5, ImportColumn.ARRESTED_AT, ImportReason.IN_THE_FUTURE),
                        new ImportReport.RefusedRow(
                                6, ImportColumn.FACILITY, ImportReason.NO_SUCH_FACILITY),
                        new ImportReport.RefusedRow(
                                7, ImportColumn.BASIS, ImportReason.NO_SUCH_BASIS));
    }

    @Test
    void an_irregular_row_is_taken_and_named() {
        var cells = cells();
        cells.remove(ImportColumn.BASIS);
        var report = take(List.of(new ImportRow(2, cells)));
        assertThat(report.taken()).isEqualTo(1);
        assertThat(report.irregular())
                .containsExactly(
                        new ImportReport.IrregularRow(2, java.util.Set.of("kz-placement-basis")));
    }

    @Test
    void an_old_row_about_somebody_in_custody_now_does_not_move_them() {
        var iin = CustodyCast.iin();
        var noon = clock.instant().minus(Duration.ofMinutes(30));
        var subject =
                Acting.as(
                        intake,
                        () ->
                                CustodyCast.taken(
                                        register.arrest(
                                                intake,
                                                CustodyCast.arrest(
                                                        new Person.AsStated(
                                                                CustodyCast.withNumber(iin)),
                                                        noon))));
        Acting.as(
                intake,
                () ->
                        register.place(
                                intake,
                                CustodyCast.placement(
                                        subject,
                                        holding,
                                        noon.plusSeconds(900),
                                        Basis.ARREST_RECORD)));
        var old = cells();
        old.put(ImportColumn.IIN, Stated.of(iin));
        old.put(ImportColumn.RELEASED_AT, Stated.of("2021-09-04 10:00"));
        old.put(ImportColumn.CERTIFICATE, Stated.of("17"));

        assertThat(take(List.of(new ImportRow(2, old))).taken()).isEqualTo(1);

        assertThat(Acting.as(intake, () -> facilities.occupants(intake, holding.id())))
                .contains(subject);
        assertThat(Acting.as(intake, () -> register.notHappened(subject)))
                .contains(Custody.RELEASE_DATETIME);
    }

    /// Two hundred rows in four batches; the third is cut off when all of it is written but the
    /// last table, by killing the database's process under it.
    @Test
    void what_is_cut_off_in_the_middle_is_not_in_and_repeating_brings_all_in_once()
            throws SQLException {
        var rows = new ArrayList<ImportRow>();
        for (int i = 0; i < 200; i++) {
            var cells = cells();
            // Of the few numbers that belong to nobody two rows may get one.
            cells.remove(ImportColumn.IIN);
            if (i % 20 == 7) {
                cells.put(ImportColumn.BIRTH_DATE, Stated.of("31.02.1980"));
            }
            rows.add(new ImportRow(i + 2, cells));
        }
        var before = entries();
        var batches =
                List.of(
                        rows.subList(0, 50),
                        rows.subList(50, 100),
                        rows.subList(100, 150),
                        rows.subList(150, 200));
        assertThat(take(batches.get(0)).taken() + take(batches.get(1)).taken()).isEqualTo(95);
        var half = entries();
        assertThatThrownBy(() -> cutOff(() -> take(batches.get(2))))
                .hasCauseInstanceOf(DataAccessException.class);
        assertThat(entries()).as("nothing of the batch that was cut off").isEqualTo(half);

        var reports = batches.stream().map(this::take).toList();

        assertThat(reports).extracting(ImportReport::present).containsExactly(47, 48, 0, 0);
        assertThat(reports).extracting(ImportReport::taken).containsExactly(0, 0, 47, 48);
        assertThat(reports.stream().flatMap(report -> report.refused().stream()))
                .hasSize(10)
                .allMatch(refused -> refused.reason() == ImportReason.UNREADABLE);
        assertThat(entries() - before).as("arrest and admission of each").isEqualTo(2 * 190);
        assertThat(batches.stream().map(this::take).mapToInt(ImportReport::taken).sum()).isZero();
        assertThat(entries() - before).isEqualTo(2 * 190);
    }

    /// Runs it until it waits for the table in which it remembers its rows, then kills its
    /// connection.
    private static void cutOff(Runnable batch) throws SQLException {
        try (var superuser = TestDatabase.postgres().superuser();
                var statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute("lock table register_import in exclusive mode");
            var running = CompletableFuture.runAsync(batch);
            var killed = false;
            var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!killed && System.nanoTime() < deadline) {
                try (var found =
                        statement.executeQuery(
                                """
                                select pg_terminate_backend(pid) from pg_locks
                                where relation = 'register_import'::regclass and not granted
                                """)) {
                    killed = found.next();
                }
            }
            assertThat(killed).as("it came to its last table").isTrue();
            superuser.rollback();
            running.join();
        }
    }

    @Test
    void only_who_may_import_does() {
        var doctor = cast.doctor();
        assertThatThrownBy(() -> Acting.as(doctor, () -> imports.take(doctor, List.of())))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void rows_come_in_fast_enough_for_ten_thousand_a_minute() {
        var size = Integer.getInteger("qorgan.import.rows", 1000);
        var rows = new ArrayList<ImportRow>();
        for (int i = 0; i < size; i++) {
            rows.add(new ImportRow(i + 2, cells()));
        }
        var started = System.nanoTime();
        for (int i = 0; i < size; i += RegisterImport.BATCH) {
            var report = take(rows.subList(i, Math.min(size, i + RegisterImport.BATCH)));
            assertThat(report.refused()).isEmpty();
        }
        var millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
        System.out.println("import: " + size + " rows in " + millis + " ms");
        // On an idle machine it takes a sixth of this; the bound only catches a fall back to row by
        // row.
        assertThat(millis).isLessThan(size * 36L);
    }
}
