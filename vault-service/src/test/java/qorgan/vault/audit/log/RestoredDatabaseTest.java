package qorgan.vault.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import qorgan.keys.Entropy;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.KeyType;
import qorgan.ledger.SigningKey;
import qorgan.vault.ServiceTest;
import qorgan.vault.audit.log.LogSettings.WitnessAddress;

/// A restart over a database that is older than what this instance, or the witnesses, have seen:
/// pretrial, medical, identity and protected data stay closed.
class RestoredDatabaseTest extends ServiceTest {
    @Autowired JdbcTemplate jdbc;
    @Autowired StoredTiles tiles;
    @Autowired Checkpoints checkpoints;
    @Autowired Sequencer sequencer;
    @Autowired LogSigner signer;

    @TempDir Path folder;

    @Test
    void after_a_restart_only_a_fresh_cosignature_of_enough_witnesses_confirms_the_log() {
        var one = witness("witness.test/first");
        var two = witness("witness.test/second");
        var settings = settings(null, 2, List.of(one, two));
        var counted = new Checkpoints(jdbc, settings);
        var noon = Clock.systemUTC().instant();
        sequencer.beat();
        var head = head();
        cosigned(counted, head, one, noon);
        cosigned(counted, head, two, noon);
        assertThat(started(counted, settings, noon)).isTrue();
        // Started an hour later over the same rows: they say nothing about now.
        var later = noon.plus(Duration.ofHours(1));
        assertThat(started(counted, settings, later)).isFalse();
        // The rows of the thief of the database, without a witness's key.
        sequencer.beat();
        var next = head();
        var thief = witness("witness.test/first");
        cosigned(counted, next, thief, later);
        cosigned(counted, next, two, later);
        assertThat(started(counted, settings, later)).isFalse();
        sequencer.beat();
        var last = head();
        cosigned(counted, last, one, later);
        assertThat(started(counted, settings, later)).as("one is no quorum").isFalse();
        cosigned(counted, last, two, later);
        assertThat(started(counted, settings, later)).isTrue();
    }

    @Test
    void an_older_database_than_this_instance_remembers_is_a_contradiction() throws IOException {
        sequencer.beat();
        var head = head();
        var keyFile = folder.resolve("log.key");
        var seen = folder.resolve("log.key.seen");
        var settings = settings(keyFile, 1, List.of());
        Files.writeString(seen, head.body());
        assertThat(restarted(settings, new Alarms())).isTrue();

        var newer = new Checkpoint(head.origin(), head.size() + 1_000_000, head.root());
        Files.writeString(seen, newer.body());
        var alarms = new Alarms();
        assertThat(restarted(settings, alarms)).isFalse();
        assertThat(alarms.inconsistency()).contains("does not extend");
        assertThat(Files.readString(seen)).as("it is not forgotten").isEqualTo(newer.body());
    }

    private boolean restarted(LogSettings settings, Alarms alarms) {
        return new SelfCheck(jdbc, tiles, checkpoints, signer, alarms, settings, Entropy.source())
                .run(Duration.ofMinutes(1));
    }

    private static boolean started(Checkpoints counted, LogSettings settings, Instant at) {
        return new Countersigned(counted, settings, Clock.fixed(at, ZoneOffset.UTC)).isConfirmed();
    }

    private Checkpoint head() {
        return Checkpoint.parse(checkpoints.latest().orElseThrow().text());
    }

    private static SigningKey witness(String name) {
        return SigningKey.generate(name, KeyType.ED25519_COSIGNATURE, Entropy.source());
    }

    private static void cosigned(Checkpoints in, Checkpoint head, SigningKey by, Instant at) {
        in.cosigned(head.size(), by.sign(head, at));
    }

    private LogSettings settings(@Nullable Path keyFile, int quorum, List<SigningKey> witnesses) {
        return new LogSettings(
                signer.origin(),
                keyFile,
                Duration.ZERO,
                4,
                0,
                witnesses.stream()
                        .map(
                                key ->
                                        new WitnessAddress(
                                                "http://127.0.0.1:1/", key.verifierKey().encoded()))
                        .toList(),
                quorum,
                Duration.ofMinutes(1),
                Duration.ofHours(4),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5));
    }
}
