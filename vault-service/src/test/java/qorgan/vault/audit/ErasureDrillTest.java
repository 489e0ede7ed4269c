package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.embedded.EmbeddedPostgres;
import qorgan.keys.Codec;
import qorgan.keys.Destroyable;
import qorgan.keys.Epochs;
import qorgan.keys.ErasureDecision;
import qorgan.keys.ErasureTerms;
import qorgan.keys.Field;
import qorgan.keys.KeyDestroyed;
import qorgan.keys.KeyName;
import qorgan.keys.KeyTable;
import qorgan.keys.Place;
import qorgan.keys.RootKeys;
import qorgan.keys.Sealed;
import qorgan.keys.Started;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.keys.root.HeldRoot;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.DemoAuthority;
import qorgan.keys.sign.TrustAnchors;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.TestClock;
import qorgan.vault.TestDatabase;

/// The drill of an erasure on the service's own table in a real PostgreSQL, and every way to
/// destroy what must never be destroyed.
class ErasureDrillTest extends ServiceTest {
    private static final Field DIAGNOSIS = new Field("M.diagnosis");
    private static final Field WHEREABOUTS = new Field("W.whereabouts");

    @TempDir Path directory;
    @Autowired private KeyDestructions destructions;
    @Autowired private Leaves leaves;

    private final HeldRoot root = HeldRoot.random();
    private final TestClock drill = new TestClock();
    private final SubjectId arman = SubjectId.random();
    private final Place diagnosis = new Place(Cast.ALMATY, arman, DIAGNOSIS, UUID.randomUUID(), 0);

    @Test
    void erased_and_the_epochs_passed_no_backup_brings_it_back() throws Exception {
        try (var owner = schema();
                var superuser = in(TestDatabase.postgres().superuser())) {
            var started = start(owner);
            var sealed = seal(started, "ulcer");
            byte[] backup = backup(superuser);
            assertThat(destroy(started)).isEqualTo(1);

            // Too early: the row is back, its epoch still lives, and the list keeps it closed.
            restore(superuser, backup);
            started = start(owner);
            assertThat(started.vault().maintenance().pendingErasures())
                    .extracting(KeyName::owner)
                    .containsExactly(arman.value());
            assertClosed(started, sealed);
            assertThat(started.vault().maintenance().repeatErasures()).isEqualTo(1);

            // The month passes: the rest is carried over, the old epoch goes.
            var month = YearMonth.from(drill.instant().atZone(ZoneOffset.UTC));
            drill.moveTo(month.plusMonths(1).atDay(2).atStartOfDay(ZoneOffset.UTC).toInstant());
            var maintenance = started.vault().maintenance();
            maintenance.rewrap(null, false, step -> {});
            assertThat(maintenance.closeEpochs()).containsExactly(month);

            // Now even a thief of the backup who takes the list of erasures away opens nothing.
            restore(superuser, backup);
            Files.delete(directory.resolve("epochs").resolve("erased"));
            assertClosed(start(owner), sealed);
        }
    }

    @Test
    void where_somebody_was_cannot_be_erased_by_any_role_and_what_is_erased_has_its_leaf()
            throws Exception {
        var other = SubjectId.random();
        try (var owner = connect(EmbeddedPostgres.OWNER);
                var app = connect(EmbeddedPostgres.APP);
                var statement = owner.createStatement();
                var thief = app.createStatement()) {
            statement.execute(
                    "insert into subject_key select 'KZ-ALA', '"
                            + other.value()
                            + "', purpose, 1, '1', '\\x00' from unnest(array['W', 'R', 'A', 'M'])"
                            + " purpose");
            for (var sql :
                    List.of(
                            "delete from subject_key",
                            "update subject_key set bytes = '\\x00'",
                            "truncate subject_key",
                            "drop table subject_key",
                            "alter table subject_key disable trigger all",
                            "insert into audit_key_destroyed (region, owner, purpose, version)"
                                    + " values ('x', gen_random_uuid(), 'W', 1)")) {
                assertThatThrownBy(() -> thief.execute(sql))
                        .as(sql)
                        .isInstanceOf(SQLException.class);
            }
            for (var sql :
                    List.of(
                            "delete from subject_key where purpose = 'W'",
                            "delete from subject_key where purpose = 'R'",
                            "delete from subject_key where purpose = 'A'",
                            "delete from subject_key where region = '*'",
                            "delete from subject_key",
                            "update subject_key set purpose = 'M' where purpose = 'W'",
                            "truncate subject_key")) {
                assertThatThrownBy(() -> statement.execute(sql))
                        .as(sql)
                        .isInstanceOf(SQLException.class);
            }
            assertThat(
                            statement.executeUpdate(
                                    "delete from subject_key where purpose = 'M' and owner = '"
                                            + other.value()
                                            + "'"))
                    .isEqualTo(1);
            assertThat(destructions.take()).isPositive();
            assertThat(destructions.take()).isZero();
            var row =
                    statement.executeQuery(
                            "select destroyed_id from audit_key_destroyed where owner = '"
                                    + other.value()
                                    + "'");
            assertThat(row.next()).isTrue();
            assertThat(leaves.find(LeafKind.KEY_DESTRUCTION, row.getObject(1, UUID.class), 0))
                    .isPresent();
        }
    }

    private Started start(Connection owner) {
        return Vault.start(
                new RootKeys(root, Epochs.in(directory.resolve("epochs"))),
                new KeyTable(owner),
                (entry, instance, now) -> true,
                drill,
                "drill");
    }

    private Sealed<String> seal(Started started, String text) {
        var office = started.office();
        var where = new Place(Cast.ALMATY, arman, WHEREABOUTS, UUID.randomUUID(), 0);
        started.vault()
                .seal(
                        office.deposit(UUID.randomUUID(), arman, Set.of(WHEREABOUTS)),
                        where,
                        "Almaty",
                        Codec.TEXT);
        return started.vault()
                .seal(
                        office.deposit(UUID.randomUUID(), arman, Set.of(DIAGNOSIS)),
                        diagnosis,
                        text,
                        Codec.TEXT);
    }

    private int destroy(Started started) {
        var now = drill.instant();
        var authority = DemoAuthority.root("State", now);
        byte[] text =
                new ErasureTerms(
                                UUID.randomUUID(),
                                Cast.ALMATY,
                                arman,
                                Destroyable.M,
                                "art. 18",
                                now.minus(Duration.ofDays(15)),
                                now.minus(Duration.ofDays(1)))
                        .canonical();
        var decision =
                ErasureDecision.verified(
                        text,
                        Cms.sign(text, authority.official("DPO", "Police", now), now),
                        Cms.sign(text, authority.official("Procurator", "Procuracy", now), now),
                        TrustAnchors.of(List.of(authority.certificate())),
                        now);
        return started.vault().maintenance().destroy(decision, subject -> false);
    }

    private void assertClosed(Started started, Sealed<String> sealed) {
        var warrant =
                started.office()
                        .warrant(UUID.randomUUID(), new byte[32], Set.of(arman), Set.of(DIAGNOSIS));
        try (var opening = started.vault().open(warrant)) {
            assertThatThrownBy(() -> opening.plain(sealed, diagnosis, Codec.TEXT))
                    .isInstanceOf(KeyDestroyed.class);
        }
    }

    /// A schema of its own, with the service's table as the migrations made it.
    private static Connection schema() throws SQLException {
        try (var superuser = TestDatabase.postgres().superuser();
                var statement = superuser.createStatement()) {
            statement.execute("drop schema if exists drill cascade");
            statement.execute("create schema drill authorization qorgan_owner");
            statement.execute(
                    "create table drill.subject_key (like public.subject_key including all)");
            statement.execute("alter table drill.subject_key owner to qorgan_owner");
        }
        return in(connect(EmbeddedPostgres.OWNER));
    }

    private static Connection in(Connection connection) throws SQLException {
        connection.setSchema("drill");
        return connection;
    }

    private static Connection connect(String role) throws SQLException {
        var passwords = TestDatabase.postgres().passwords();
        return DriverManager.getConnection(
                TestDatabase.postgres().jdbcUrl(),
                role,
                role.equals(EmbeddedPostgres.OWNER) ? passwords.owner() : passwords.app());
    }

    private static byte[] backup(Connection superuser) throws SQLException, IOException {
        var bytes = new ByteArrayOutputStream();
        superuser
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy subject_key to stdout (format binary)", bytes);
        return bytes.toByteArray();
    }

    private static void restore(Connection superuser, byte[] backup)
            throws SQLException, IOException {
        try (var statement = superuser.createStatement()) {
            statement.execute("delete from subject_key");
        }
        superuser
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "copy subject_key from stdin (format binary)",
                        new ByteArrayInputStream(backup));
    }
}
