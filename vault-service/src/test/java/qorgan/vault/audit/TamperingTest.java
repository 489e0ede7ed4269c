package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import qorgan.embedded.EmbeddedPostgres;
import qorgan.keys.Entropy;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.ledger.KeyType;
import qorgan.ledger.SigningKey;
import qorgan.ledger.json.Json;
import qorgan.vault.ServiceTest;
import qorgan.vault.TestDatabase;
import qorgan.vault.audit.log.Alarms;
import qorgan.vault.audit.log.Checkpoints;
import qorgan.vault.audit.log.Countersigned;
import qorgan.vault.audit.log.LogSettings;
import qorgan.vault.audit.log.Sequencer;
import qorgan.vault.edge.MachineClock;
import qorgan.vault.identity.Acting;

/// Somebody with the owner's password changes rows behind the service's back.
class TamperingTest extends ServiceTest {
    @Autowired AccessLog accessLog;
    @Autowired Leaves leaves;
    @Autowired Sequencer sequencer;
    @Autowired LogSettings settings;
    @Autowired Countersigned countersigned;
    @Autowired Checkpoints checkpoints;
    @Autowired JdbcTemplate jdbc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit_entry",
                "audit_outcome",
                "audit_warrant_use",
                "audit_bulk_part",
                "audit_leaf",
                "audit_position",
                "audit_tile",
                "audit_checkpoint",
                "audit_cosignature",
                "audit_decision",
                "audit_case",
                "audit_case_step",
                "audit_review",
                "audit_revision"
            })
    void the_service_itself_can_neither_change_nor_delete(String table) {
        for (var verb : List.of("UPDATE", "DELETE", "TRUNCATE")) {
            assertThat(
                            jdbc.queryForObject(
                                    "select has_table_privilege('qorgan_app', ?, ?)",
                                    Boolean.class,
                                    table,
                                    verb))
                    .as(verb + " on " + table)
                    .isFalse();
        }
        assertThatThrownBy(() -> jdbc.update("delete from " + table))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_changed_leaf_no_longer_matches_its_row() throws SQLException {
        var row = UUID.randomUUID();
        var content = Json.object().with("event", "placed").with("at", "2026-03-02T09:00:00Z");
        leaves.append(LeafKind.REGISTER_EVENT, row, 0, content.canonicalBytes());
        sequencer.beat();
        assertThat(leaves.matches(LeafKind.REGISTER_EVENT, row, 0, content.canonicalBytes()))
                .isTrue();
        // The row of the register says another hour than the leaf.
        assertThat(
                        leaves.matches(
                                LeafKind.REGISTER_EVENT,
                                row,
                                0,
                                content.with("at", "2026-03-02T19:00:00Z").canonicalBytes()))
                .isFalse();
        // A leaf made anew for the forged row is not the one in the log.
        try (var owner = owner();
                var update =
                        owner.prepareStatement(
                                "update audit_leaf set leaf = set_byte(leaf, 5, (get_byte(leaf, 5) + 1) % 256)"
                                        + " where row_id = ?")) {
            update.setObject(1, row);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        assertThat(leaves.matches(LeafKind.REGISTER_EVENT, row, 0, content.canonicalBytes()))
                .isFalse();
        try (var owner = owner();
                var back =
                        owner.prepareStatement(
                                "update audit_leaf set leaf = set_byte(leaf, 5, (get_byte(leaf, 5) + 255) % 256)"
                                        + " where row_id = ?")) {
            back.setObject(1, row);
            back.executeUpdate();
        }
    }

    @Test
    void an_older_revision_does_not_pass_for_the_newer() {
        var row = UUID.randomUUID();
        var first = Json.object().with("cell", "1").canonicalBytes();
        var second = Json.object().with("cell", "2").canonicalBytes();
        leaves.append(LeafKind.REGISTER_EVENT, row, 0, first);
        leaves.append(LeafKind.REGISTER_EVENT, row, 1, second);
        assertThat(leaves.matches(LeafKind.REGISTER_EVENT, row, 1, first)).isFalse();
        assertThat(leaves.matches(LeafKind.REGISTER_EVENT, row, 1, second)).isTrue();
        assertThat(leaves.matches(LeafKind.REGISTER_EVENT, row, 2, second)).isFalse();
    }

    @Test
    void proof_lags_when_a_committed_entry_waits_too_long() throws SQLException {
        var alarms = new Alarms();
        var health = new ProofHealth(jdbc, settings, alarms, countersigned, MachineClock.of(null));
        assertThat(health.measure().reasons()).doesNotContain(ProofHealth.Reason.UNSEQUENCED);
        var intake = cast.intake();
        try (var owner = owner();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("lock table audit_position in exclusive mode");
            Acting.as(
                    intake,
                    () ->
                            accessLog.note(
                                    intake, Note.of(EntryKind.SEARCH, "test", java.util.Map.of())));
            statement.execute(
                    "update audit_leaf_pending set queued_at = queued_at - interval '61 seconds'");
            // The waiting row is visible to others only once committed; the lock goes with it, so
            // the measure is taken by the same session.
            var seen =
                    new ProofHealth(
                            new JdbcTemplate(
                                    new org.springframework.jdbc.datasource
                                            .SingleConnectionDataSource(owner, true)),
                            settings,
                            alarms,
                            countersigned,
                            MachineClock.of(null));
            assertThat(seen.measure().reasons()).contains(ProofHealth.Reason.UNSEQUENCED);
            assertThat(seen.lagging()).isTrue();
            owner.rollback();
        }
    }

    @Test
    void proof_lags_when_clocks_are_apart() {
        var ahead = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(31));
        var health = new ProofHealth(jdbc, settings, new Alarms(), countersigned, ahead);
        assertThat(health.measure().reasons()).contains(ProofHealth.Reason.CLOCKS_APART);
        assertThat(health.lagging()).isTrue();
    }

    @Test
    void proof_lags_until_a_witness_has_confirmed_the_log_since_the_start() {
        var key =
                SigningKey.generate(
                        "witness.test/silent", KeyType.ED25519_COSIGNATURE, Entropy.source());
        var watched =
                new LogSettings(
                        settings.origin(),
                        null,
                        Duration.ZERO,
                        settings.quantum(),
                        settings.calmBeats(),
                        List.of(
                                new LogSettings.WitnessAddress(
                                        "http://127.0.0.1:1/", key.verifierKey().encoded())),
                        1,
                        settings.lagAllowed(),
                        settings.cosignatureAllowed(),
                        settings.clocksApartAllowed(),
                        settings.outcomeWithin());
        var machine = MachineClock.of(null);
        var health =
                new ProofHealth(
                        jdbc,
                        watched,
                        new Alarms(),
                        new Countersigned(checkpoints, watched, machine.clock()),
                        machine);
        assertThat(health.measure().reasons()).contains(ProofHealth.Reason.UNCONFIRMED);
        assertThat(health.lagging()).isTrue();
    }

    @Test
    void no_marked_value_is_in_any_table_of_the_log() throws SQLException {
        var marked = "CANARY-" + UUID.randomUUID();
        var intake = cast.intake();
        var person = SubjectId.random();
        var entry =
                Acting.as(
                        intake,
                        () ->
                                accessLog.open(
                                        intake,
                                        new Access(
                                                EntryKind.CUSTODY,
                                                Set.of(person),
                                                Set.of(new Field("W.whereabouts")),
                                                "custody",
                                                List.of("icpped-17-3"),
                                                new byte[0],
                                                new byte[0],
                                                null,
                                                null)));
        var subject = cast.subject("arman");
        Acting.as(subject, () -> tracker.complain(subject, person, entry.entry(), marked));
        try (var owner = owner();
                var tables =
                        owner.prepareStatement(
                                "select tablename from pg_tables where tablename like 'audit_%'");
                var names = tables.executeQuery()) {
            while (names.next()) {
                try (var search =
                        owner.prepareStatement(
                                "select count(*) from "
                                        + names.getString(1)
                                        + " t where position(? in t::text) > 0 or position(? in t::text) > 0"
                                        + " or position(? in t::text) > 0")) {
                    search.setString(1, marked);
                    search.setString(2, person.toString());
                    search.setString(
                            3,
                            java.util.HexFormat.of()
                                    .formatHex(
                                            marked.getBytes(
                                                    java.nio.charset.StandardCharsets.UTF_8)));
                    try (var found = search.executeQuery()) {
                        assertThat(found.next()).isTrue();
                        assertThat(found.getInt(1)).as(names.getString(1)).isZero();
                    }
                }
            }
        }
    }

    @Autowired Tracker tracker;

    private static Connection owner() throws SQLException {
        var postgres = TestDatabase.postgres();
        return DriverManager.getConnection(
                postgres.jdbcUrl(), EmbeddedPostgres.OWNER, postgres.passwords().owner());
    }
}
