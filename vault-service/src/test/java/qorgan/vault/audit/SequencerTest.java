package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import qorgan.embedded.EmbeddedPostgres;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.Leaf;
import qorgan.ledger.LogProof;
import qorgan.ledger.json.Json;
import qorgan.ledger.tiles.TileTree;
import qorgan.vault.ServiceTest;
import qorgan.vault.TestDatabase;
import qorgan.vault.audit.log.Checkpoints;
import qorgan.vault.audit.log.LogSigner;
import qorgan.vault.audit.log.SelfCheck;
import qorgan.vault.audit.log.Sequencer;
import qorgan.vault.audit.log.StoredTiles;

class SequencerTest extends ServiceTest {
    @Autowired Leaves leaves;
    @Autowired Sequencer sequencer;
    @Autowired Checkpoints checkpoints;
    @Autowired StoredTiles tiles;
    @Autowired LogSigner signer;
    @Autowired SelfCheck selfCheck;
    @Autowired Proofs proofs;
    @Autowired JdbcTemplate jdbc;

    @Test
    void a_committed_leaf_is_proven_after_a_beat() {
        var row = fact();
        sequencer.beat();
        var proven = (Proofs.Proof.Proven) proofs.of(LeafKind.REGISTER_EVENT, row, 0);
        var proof = LogProof.parse(proven.proof());
        assertThat(proof.leads(Leaf.parse(proven.leaf()).hash())).isTrue();
        assertThat(signer.verifierKeys()).allMatch(key -> key.signed(proof.checkpoint()));
        assertThat(proven.proof().length).isLessThan(8192);
    }

    @Test
    void what_is_not_integrated_is_not_yet_proven() {
        assertThat(proofs.of(LeafKind.REGISTER_EVENT, UUID.randomUUID(), 0))
                .isEqualTo(new Proofs.Proof.NotYetProven());
    }

    @Test
    void what_waited_while_nobody_led_is_proven_once_an_instance_has_started() {
        sequencer.stop();
        var row = fact();
        sequencer.start();
        assertThat(proofs.of(LeafKind.REGISTER_EVENT, row, 0))
                .isInstanceOf(Proofs.Proof.Proven.class);
    }

    @Test
    void a_quiet_beat_and_one_with_a_few_acts_add_as_many_leaves() {
        sequencer.beat();
        drain();
        var before = checkpoints.size();
        sequencer.beat();
        var quiet = checkpoints.size() - before;
        fact();
        fact();
        sequencer.beat();
        assertThat((checkpoints.size() - before - quiet) % 4).isZero();
        assertThat(quiet % 4).isZero();
    }

    @Test
    void every_leaf_gets_one_place_and_the_tree_has_no_gap() {
        var rows = new HashSet<UUID>();
        IntStream.range(0, 700).forEach(_ -> rows.add(fact()));
        drain();
        var size = checkpoints.size();
        assertThat(jdbc.queryForObject("select count(*) from audit_position", Long.class))
                .isEqualTo(size);
        assertThat(jdbc.queryForObject("select max(log_index) + 1 from audit_position", Long.class))
                .isEqualTo(size);
        var head = Checkpoint.parse(checkpoints.latest().orElseThrow().text());
        assertThat(new TileTree(tiles, head.size()).root()).isEqualTo(head.root());
        assertThat(rows)
                .allMatch(
                        row ->
                                proofs.of(LeafKind.REGISTER_EVENT, row, 0)
                                        instanceof Proofs.Proof.Proven);
        assertThat(selfCheck.run(Duration.ofMinutes(10))).isTrue();
    }

    @Test
    void a_leader_whose_session_is_cut_in_the_middle_loses_nothing() throws Exception {
        try (var pool = Executors.newSingleThreadExecutor()) {
            var cutting = pool.submit(cutSessionsThatLead());
            for (var i = 0; i < 60; i++) {
                fact();
                sequencer.beat();
            }
            assertThat(cutting.get()).isPositive();
        }
        drain();
        var head = Checkpoint.parse(checkpoints.latest().orElseThrow().text());
        assertThat(new TileTree(tiles, head.size()).root()).isEqualTo(head.root());
        assertThat(
                        jdbc.queryForObject(
                                """
                                select count(*) from audit_leaf l
                                where not exists (select from audit_position p where p.leaf_id = l.leaf_id)
                                  and not exists (select from audit_leaf_pending q where q.leaf_id = l.leaf_id)
                                """,
                                Long.class))
                .isZero();
        assertThat(selfCheck.run(Duration.ofMinutes(10))).isTrue();
    }

    private static Callable<Integer> cutSessionsThatLead() {
        return () -> {
            var cut = 0;
            var postgres = TestDatabase.postgres();
            try (var connection =
                            DriverManager.getConnection(
                                    postgres.jdbcUrl(),
                                    EmbeddedPostgres.APP,
                                    postgres.passwords().app());
                    var statement =
                            connection.prepareStatement(
                                    "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'")) {
                for (var i = 0; i < 200 && cut < 5; i++) {
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            cut += rows.getBoolean(1) ? 1 : 0;
                        }
                    }
                }
            }
            return cut;
        };
    }

    private void drain() {
        for (var i = 0; i < 50 && waiting() > 0; i++) {
            sequencer.beat();
        }
        assertThat(waiting()).isZero();
    }

    private long waiting() {
        var waiting = jdbc.queryForObject("select count(*) from audit_leaf_pending", Long.class);
        return waiting == null ? 0 : waiting;
    }

    private UUID fact() {
        var row = UUID.randomUUID();
        leaves.append(
                LeafKind.REGISTER_EVENT,
                row,
                0,
                Json.object().with("event", "placed").canonicalBytes());
        return row;
    }
}
