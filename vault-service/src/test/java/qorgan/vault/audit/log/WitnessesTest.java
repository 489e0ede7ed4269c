package qorgan.vault.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.KeyType;
import qorgan.ledger.SignedNote;
import qorgan.ledger.SigningKey;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.tiles.TileTree;
import qorgan.ledger.witness.AddCheckpoint;
import qorgan.ledger.witness.SeenCheckpoints;
import qorgan.ledger.witness.Witness;
import qorgan.ledger.witness.WitnessPolicy;
import qorgan.ledger.witness.WitnessServer;
import qorgan.vault.ServiceTest;
import qorgan.vault.audit.log.LogSettings.WitnessAddress;

/// The service and real witnesses over HTTP: its checkpoints are countersigned by each that
/// answers, count from the quorum on, and a witness that has seen more is an alarm.
class WitnessesTest extends ServiceTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Autowired JdbcTemplate jdbc;
    @Autowired StoredTiles tiles;
    @Autowired Sequencer sequencer;
    @Autowired LogSigner signer;

    @TempDir Path folder;
    private final List<AutoCloseable> open = new ArrayList<>();

    private record Running(WitnessAddress address, Witness witness, List<VerifierKey> keys) {}

    @AfterEach
    void close() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void two_of_three_witnesses_make_a_checkpoint_countersigned() throws Exception {
        var names = List.of("witness.test/one", "witness.test/two", "witness.test/three");
        var running = new ArrayList<Running>();
        for (var name : names) {
            running.add(witness(name));
        }
        var settings = settings(2, running.stream().map(Running::address).toList());
        var checkpoints = new Checkpoints(jdbc, settings);
        var alarms = new Alarms();
        var witnesses = new Witnesses(checkpoints, tiles, alarms, settings);
        sequencer.beat();
        witnesses.ask();
        var note = checkpoints.latestCosigned().orElseThrow();
        var keys = running.stream().flatMap(each -> each.keys().stream()).toList();
        assertThat(WitnessPolicy.atLeast(3, keys).examine(note).satisfied()).isTrue();
        assertThat(alarms.inconsistency()).isNull();

        // Two are gone: what comes now has one cosignature, which is not enough; the older one
        // stays.
        open.get(1).close();
        open.get(3).close();
        sequencer.beat();
        witnesses.ask();
        assertThat(size(checkpoints.latest().orElseThrow())).isGreaterThan(size(note));
        assertThat(size(checkpoints.latestCosigned().orElseThrow())).isEqualTo(size(note));
        assertThat(
                        size(
                                new Checkpoints(jdbc, settings(1, settings.witnesses()))
                                        .latestCosigned()
                                        .orElseThrow()))
                .isGreaterThan(size(note));
    }

    @Test
    void each_witness_signs_with_both_of_its_keys_and_the_line_of_a_stranger_counts_nothing()
            throws Exception {
        var running = witness("witness.test/both");
        var settings = settings(1, List.of(running.address()));
        var checkpoints = new Checkpoints(jdbc, settings);
        sequencer.beat();
        new Witnesses(checkpoints, tiles, new Alarms(), settings).ask();
        var note = checkpoints.latestCosigned().orElseThrow();
        assertThat(running.keys()).hasSize(2).allMatch(key -> key.signed(note));
        var stranger =
                SigningKey.generate("witness.test/both", KeyType.ED25519_COSIGNATURE, RANDOM);
        assertThat(stranger.verifierKey().signed(note)).isFalse();
    }

    @Test
    void a_witness_that_has_seen_more_than_the_log_has_is_an_alarm() throws Exception {
        var running = witness("witness.test/ahead");
        sequencer.beat();
        var latest = new Checkpoints(jdbc, settings(1, List.of())).latest().orElseThrow();
        var head = Checkpoint.parse(latest.text());
        // Somebody with the log's key showed the witness a longer log, and then the database was
        // rolled back.
        try (var key = stolen()) {
            var longer = new Checkpoint(head.origin(), head.size() + 1_000_000, head.root());
            var note =
                    new SignedNote(
                            longer.body(), List.of(key.sign(longer, Clock.systemUTC().instant())));
            var known = new ArrayList<>(signer.verifierKeys());
            known.add(key.verifierKey());
            var thief = witness("witness.test/robbed", known, folder.resolve("robbed"));
            thief.witness().add(new AddCheckpoint(0, List.of(), note), Clock.systemUTC().instant());
            var settings = settings(1, List.of(thief.address(), running.address()));
            var alarms = new Alarms();
            new Witnesses(new Checkpoints(jdbc, settings), tiles, alarms, settings).ask();
            assertThat(alarms.inconsistency()).contains("a witness has seen size");
        }
        assertThat(new TileTree(tiles, head.size()).root()).isEqualTo(head.root());
    }

    private SigningKey stolen() {
        return SigningKey.generate(signer.origin(), KeyType.ED25519, RANDOM);
    }

    private static long size(SignedNote note) {
        return Checkpoint.parse(note.text()).size();
    }

    private LogSettings settings(int quorum, List<WitnessAddress> witnesses) {
        return new LogSettings(
                signer.origin(),
                null,
                Duration.ZERO,
                4,
                0,
                witnesses,
                quorum,
                Duration.ofMinutes(1),
                Duration.ofHours(4),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5));
    }

    private Running witness(String name) throws IOException {
        return witness(name, signer.verifierKeys(), folder.resolve(name.replace('/', '-')));
    }

    private Running witness(String name, List<VerifierKey> logs, Path memory) throws IOException {
        Files.createDirectories(memory);
        var keys =
                List.of(
                        SigningKey.generate(name, KeyType.ED25519_COSIGNATURE, RANDOM),
                        SigningKey.generate(name, KeyType.MLDSA44_COSIGNATURE, RANDOM));
        var seen = new SeenCheckpoints(memory);
        var witness = new Witness(keys, logs, seen);
        var server =
                new WitnessServer(
                        witness, new InetSocketAddress("127.0.0.1", 0), Clock.systemUTC(), _ -> {});
        server.start();
        open.add(seen);
        open.add(server);
        var vkeys = keys.stream().map(key -> key.verifierKey()).toList();
        var lines = String.join("\n", vkeys.stream().map(VerifierKey::encoded).toList());
        return new Running(new WitnessAddress(server.address().toString(), lines), witness, vkeys);
    }
}
