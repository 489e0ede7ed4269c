package qorgan.vault.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.embedded.EmbeddedPostgres;
import qorgan.keys.BlindIndexes;
import qorgan.keys.Deposit;
import qorgan.keys.RootKeys;
import qorgan.keys.Started;
import qorgan.keys.SubjectId;
import qorgan.keys.SubjectKeyStore;
import qorgan.keys.Vault;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.TestDatabase;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Forbidden;
import qorgan.vault.register.CustodyCast;

/// The key of the blind index changes while people are registered and looked for.
class IndexKeysTest extends ServiceTest {
    private static final LocalDate BORN = LocalDate.of(1979, 2, 3);
    private static final UUID BEGINNING = new UUID(0, 0);

    @Autowired IndexKeys keys;
    @Autowired IndexWalk walk;
    @Autowired IndexRows rows;
    @Autowired Subjects subjects;
    @Autowired AccessLog log;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;
    @Autowired RootKeys root;
    @Autowired SubjectKeyStore store;

    private Actor operator;
    private Actor intake;

    private record Person(SubjectId subject, String iin, PersonName name) {}

    @BeforeEach
    void begin() {
        operator = cast.registrarOfPolice();
        intake = cast.intake();
        finish();
    }

    @AfterEach
    void finish() {
        while (!walk.step(500).over()) {
            continue;
        }
    }

    @Test
    void everybody_is_found_at_each_step_of_a_change() {
        var people = new ArrayList<Person>();
        for (int each = 0; each < 24; each++) {
            people.add(registered());
        }
        var before = change();
        assertThat(begun()).isTrue();
        assertThat(change())
                .satisfies(
                        change -> {
                            assertThat(change.version()).isEqualTo(before.version() + 1);
                            assertThat(change.isUnderWay()).isTrue();
                            assertThat(change.behind()).isEqualTo(change.people());
                        });
        assertThat(begun()).as("a second one at once").isFalse();
        long behind = change().behind();
        for (boolean over = false; !over; ) {
            over = walk.step(Math.toIntExact(behind / 5 + 1)).over();
            people.add(registered());
            people.forEach(this::assertFound);
        }
        assertThat(change())
                .satisfies(
                        change -> {
                            assertThat(change.isUnderWay()).isFalse();
                            assertThat(change.behind()).isZero();
                            assertThat(change.moved()).isEqualTo(behind);
                            assertThat(kindOf(Objects.requireNonNull(change.proof())))
                                    .isEqualTo("KEY_OPERATION");
                        });
        assertThat(versions(people)).containsOnly(before.version() + 1);
    }

    @Test
    void a_batch_whose_connection_is_killed_is_whole_or_not_there_and_the_change_goes_on()
            throws Exception {
        var person = registered();
        var tokens = tokens(person);
        assertThat(begun()).isTrue();
        try (var holder = owner();
                var pool = Executors.newSingleThreadExecutor()) {
            // Holds one row back, so that the batch stands in the middle of its work.
            holder.setAutoCommit(false);
            try (var hold = holder.createStatement()) {
                hold.execute(
                        "select from subject_index where subject_id = '%s' for update"
                                .formatted(person.subject()));
            }
            var batch = pool.submit(() -> walk.step(100_000));
            killWhoWaits();
            assertThatThrownBy(batch::get).hasCauseInstanceOf(DataAccessException.class);
            holder.rollback();
        }
        assertThat(change().moved()).isZero();
        assertThat(tokens(person)).isEqualTo(tokens);
        assertFound(person);
        finish();
        assertThat(change().behind()).isZero();
        assertThat(tokens(person)).hasSameSizeAs(tokens).doesNotContainAnyElementsOf(tokens);
        assertFound(person);
    }

    @Test
    void readers_and_writers_go_on_beside_it() throws Exception {
        var people = new ArrayList<Person>();
        for (int each = 0; each < 20; each++) {
            people.add(registered());
        }
        var over = new AtomicBoolean();
        var searches = new AtomicInteger();
        try (var pool = Executors.newFixedThreadPool(3)) {
            var readers =
                    List.of(
                            pool.submit(() -> search(people, over, searches)),
                            pool.submit(() -> search(people, over, searches)));
            var writer = pool.submit(() -> register(over));
            try {
                changeOnce();
                changeOnce();
            } finally {
                over.set(true);
            }
            for (var reader : readers) {
                reader.get();
            }
            writer.get().forEach(this::assertFound);
        }
        assertThat(searches.get()).isGreaterThan(100);
        finish();
        assertThat(change().behind()).isZero();
    }

    @Test
    void an_instance_that_has_not_heard_of_the_change_finds_and_is_found() {
        var second = second().indexes();
        var other = new PersonIndex(jdbc, new Fingerprints(second), second);
        var early = registered();
        int known = second.currentVersion();
        assertThat(begun()).isTrue();
        finish();
        // Its memory is old: the statement tells it, and it asks again.
        assertThat(second.currentVersion()).isEqualTo(known);
        assertThat(inTransaction(() -> other.byIin(early.iin())))
                .isEqualTo(new Match.One(early.subject()));
        assertThat(second.currentVersion()).isEqualTo(known + 1);

        var third = second().indexes();
        int old = third.currentVersion();
        assertThat(begun()).isTrue();
        finish();
        assertThat(third.currentVersion()).isEqualTo(old);
        var late = registeredBy(third);
        assertFound(late);
        assertThat(change().behind()).isEqualTo(1);
        assertThat(begun()).as("nobody may be two versions behind").isFalse();
        finish();
        assertThat(change().behind()).isZero();
        assertFound(late);
    }

    @Test
    void a_number_that_cannot_be_computed_stays_and_is_counted() throws SQLException {
        var person = registered();
        assertThat(begun()).isTrue();
        try (var owner = owner();
                var spoil = owner.createStatement()) {
            spoil.execute(
                    "update subject_field set sealed = sealed || '\\x00' where subject_id = '%s'"
                            .formatted(person.subject()));
            finish();
            assertThat(change())
                    .satisfies(
                            change -> {
                                assertThat(change.isUnderWay()).isTrue();
                                assertThat(change.behind()).isEqualTo(1);
                            });
            assertFound(person);
            spoil.execute(
                    "update subject_field set sealed = substring(sealed for length(sealed) - 1) where subject_id = '%s'"
                            .formatted(person.subject()));
        }
        finish();
        assertThat(change().isUnderWay()).isFalse();
        assertFound(person);
    }

    @Test
    void the_running_service_moves_rows_in_this_one_way() {
        var person = registered();
        assertThatThrownBy(() -> jdbc.update("delete from subject_index"))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.update("update subject_index set key_version = 9"))
                .isInstanceOf(DataAccessException.class);
        assertThat(begun()).isTrue();
        int version = change().version();
        assertThatThrownBy(() -> move(version, List.of(person.subject()), List.of()))
                .hasStackTraceContaining("a number would be lost");
        assertThatThrownBy(() -> move(version - 1, List.of(person.subject()), List.of()))
                .hasStackTraceContaining("not the newest version");
        assertFound(person);
    }

    @Test
    void a_search_is_by_the_index_and_by_nothing_else() throws SQLException {
        try (var owner = owner();
                var many = owner.createStatement()) {
            many.execute(
                    """
                    insert into subject_person (region, office, subject_id, revision, registered_at, entry_id)
                    select 'KZ-ALA', '%1$s', gen_random_uuid(), 0, now(), gen_random_uuid() from generate_series(1, 20000);
                    insert into subject_index (region, office, kind, token, subject_id, key_version)
                    select 'KZ-ALA', '%1$s', 'name', gen_random_bytes(4), subject_id, %2$d
                    from subject_person p, generate_series(1, 3)
                    where not exists (select from subject_index i where i.subject_id = p.subject_id);
                    analyze subject_index; analyze subject_person;
                    """
                            .formatted(Cast.POLICE_ALMATY.id(), change().version()));
        }
        var tokens = new byte[][] {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 9, 9, 9}, {8, 8, 8, 8}};
        for (int times = 0; times < 8; times++) {
            // From the sixth time on PostgreSQL may have a plan that fits any values.
            assertThat(plan(PersonIndex.LOOKUP, "name", tokens, 2, 2, 2))
                    .contains("subject_index_pkey")
                    .containsPattern("Index Cond: .*kind = .*token = ANY")
                    .doesNotContain("Seq Scan on subject_index");
            assertThat(plan(PersonIndex.STANDING, (Object) tokens))
                    .containsPattern("Index Cond: .*kind = .*token = ANY")
                    .doesNotContain("Seq Scan on subject_index", "Seq Scan on subject_person");
            assertThat(plan(IndexRows.NEXT, 1_000, BEGINNING, 500))
                    .contains("subject_index_key")
                    .doesNotContain("Seq Scan", "Sort");
        }
        asOwner(
                """
                delete from subject_index i where not exists
                    (select from subject_field f where f.subject_id = i.subject_id) returning kind
                """);
    }

    @Test
    void an_operator_begins_and_holds_back_over_http_and_nobody_else() throws Exception {
        mvc.perform(get("/api/keys/index").with(by(cast.aigul())))
                .andExpect(status().isForbidden());
        mvc.perform(change("changes", 0).with(by(intake))).andExpect(status().isForbidden());
        mvc.perform(change("rate", 5).with(by(operator))).andExpect(status().isNotFound());
        mvc.perform(change("changes", -1).with(by(operator)))
                .andExpect(status().isUnprocessableContent());
        var person = registered();
        mvc.perform(change("changes", 7).with(by(operator)))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.perSecond").value(7))
                .andExpect(jsonPath("$.underWay").value(true));
        mvc.perform(change("changes", 0).with(by(operator)))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("still-running"));
        assertThat(walk.step(10).perSecond()).isEqualTo(7);
        mvc.perform(change("rate", 0).with(by(operator))).andExpect(status().isOk());
        assertThat(walk.step(10).perSecond()).isZero();
        finish();
        mvc.perform(get("/api/keys/index").with(by(operator)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.behind").value(0))
                .andExpect(jsonPath("$.proof").isNotEmpty());
        assertFound(person);
        assertThatThrownBy(() -> keys.change(cast.aigul())).isInstanceOf(Forbidden.class);
    }

    @Test
    void a_rate_is_kept_by_waiting() {
        assertThat(IndexBeat.owed(new IndexWalk.Step(500, 0, false), 1)).isZero();
        assertThat(IndexBeat.owed(new IndexWalk.Step(100, 50, false), 300)).isEqualTo(1_700);
        assertThat(IndexBeat.owed(new IndexWalk.Step(100, 50, false), 3_000)).isZero();
        assertThat(IndexBeat.batchFor(0)).isEqualTo(500);
        assertThat(IndexBeat.batchFor(1_000)).isEqualTo(200);
        assertThat(IndexBeat.batchFor(5)).isEqualTo(10);
        assertThat(IndexBeat.batchFor(100_000)).isEqualTo(500);
    }

    /// A whole change in about fifteen steps. Somebody who came in under the key before is moved
    /// first.
    private void changeOnce() {
        while (!begun()) {
            finish();
        }
        int batch = Math.toIntExact(change().behind() / 15 + 1);
        while (!walk.step(batch).over()) {
            continue;
        }
    }

    private boolean begun() {
        return as(operator, () -> keys.begin(operator, 0));
    }

    private IndexKeys.Change change() {
        return keys.change(operator);
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder
            change(String what, int perSecond) {
        return post("/api/keys/index/" + what)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"perSecond\":" + perSecond + "}");
    }

    private void search(List<Person> people, AtomicBoolean over, AtomicInteger searches) {
        while (!over.get()) {
            for (var person : people) {
                assertFound(person);
                searches.incrementAndGet();
            }
        }
    }

    private List<Person> register(AtomicBoolean over) {
        var people = new ArrayList<Person>();
        while (!over.get()) {
            people.add(registered());
        }
        return people;
    }

    private void assertFound(Person person) {
        var found = new Match.One(person.subject());
        assertThat(find(SubjectQuery.byIin(person.iin()))).as(person.iin()).isEqualTo(found);
        assertThat(find(SubjectQuery.byName(person.name(), BORN))).as("by name").isEqualTo(found);
    }

    private Match find(SubjectQuery query) {
        return as(intake, () -> subjects.find(intake, query));
    }

    private static <T> T as(Actor actor, Supplier<T> work) {
        return Acting.as(actor, work);
    }

    private static Person person() {
        return new Person(
                SubjectId.random(),
                CustodyCast.iin(),
                PersonName.of(CustodyCast.letters() + "ов", "Сәкен", null));
    }

    private Person registered() {
        var person = person();
        var registration = as(intake, () -> subjects.register(intake, stated(person)));
        return new Person(
                ((Registration.Registered) registration).subject(), person.iin(), person.name());
    }

    private static NewSubject stated(Person person) {
        return new NewSubject(
                StatedIin.asStated(person.iin()),
                List.of(person.name()),
                Stated.of(BORN),
                Map.of());
    }

    /// Another process of the service, over the same keys and tables.
    private Started second() {
        return Vault.start(root, store, (_, _, _) -> true, clock, "second");
    }

    /// Registered by an instance with this memory of the index key.
    private Person registeredBy(BlindIndexes indexes) {
        var person = registered();
        asOwner(
                "delete from subject_index where subject_id = '%s' returning kind"
                        .formatted(person.subject()));
        var draft =
                new Draft(
                        person.subject(),
                        intake.region(),
                        Cast.POLICE_ALMATY.id().value(),
                        true,
                        stated(person),
                        Set.of());
        var unused = inTransaction(() -> entered(indexes, draft));
        return person;
    }

    private Deposit entered(BlindIndexes indexes, Draft draft) {
        var deposit =
                log.deposit(
                        intake,
                        draft.subject(),
                        draft.fields(),
                        "registration",
                        "intl-ced-17-3-register");
        new PersonIndex(jdbc, new Fingerprints(indexes), indexes)
                .enter(List.of(draft), Map.of(draft.subject(), deposit));
        return deposit;
    }

    private <T> T inTransaction(Supplier<T> work) {
        return as(
                intake,
                () ->
                        Objects.requireNonNull(
                                new TransactionTemplate(transactions).execute(_ -> work.get())));
    }

    private void move(int version, List<SubjectId> people, List<IndexRows.Fresh> fresh) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> rows.move(version, people, fresh));
    }

    private String plan(String sql, Object... parameters) {
        return inTransaction(
                () ->
                        String.join(
                                "\n",
                                jdbc.queryForList("explain " + sql, String.class, parameters)));
    }

    private Set<String> tokens(Person person) {
        return Set.copyOf(
                asOwner(
                        "select encode(token, 'hex') from subject_index where subject_id = '%s'"
                                .formatted(person.subject())));
    }

    private Set<Integer> versions(List<Person> people) {
        var versions = new java.util.TreeSet<Integer>();
        for (var person : people) {
            asOwner(
                            "select key_version::text from subject_index where subject_id = '%s'"
                                    .formatted(person.subject()))
                    .forEach(version -> versions.add(Integer.valueOf(version)));
        }
        return versions;
    }

    private static String kindOf(UUID entry) {
        return asOwner("select kind from audit_entry where entry_id = '%s'".formatted(entry))
                .getFirst();
    }

    private static List<String> asOwner(String query) {
        try (var owner = owner();
                var statement = owner.createStatement();
                var found = statement.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (found.next()) {
                values.add(found.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// Ends the connection that waits for a row of the index, as a crash of its process would.
    private static void killWhoWaits() throws SQLException {
        try (var superuser = TestDatabase.postgres().superuser();
                var statement = superuser.createStatement()) {
            for (boolean killed = false; !killed; ) {
                try (var found =
                        statement.executeQuery(
                                """
                                select pg_terminate_backend(pid) from pg_stat_activity
                                where wait_event_type = 'Lock' and query like '%subject_index_move%'
                                    and pid <> pg_backend_pid()
                                """)) {
                    killed = found.next();
                }
            }
        }
    }

    private static Connection owner() throws SQLException {
        var postgres = TestDatabase.postgres();
        return DriverManager.getConnection(
                postgres.jdbcUrl(), EmbeddedPostgres.OWNER, postgres.passwords().owner());
    }
}
