package qorgan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.ledger.KeyType;
import qorgan.ledger.Leaf;
import qorgan.ledger.Log;
import qorgan.ledger.Promise;
import qorgan.ledger.SigningKey;
import qorgan.ledger.json.Json;
import qorgan.ledger.tiles.DirectoryTiles;
import qorgan.ledger.tiles.Edge;
import qorgan.ledger.witness.SeenCheckpoints;
import qorgan.ledger.witness.Witness;
import qorgan.ledger.witness.WitnessServer;

class LedgerCommandTest {
    private static final String ORIGIN = "log.qorgan.test/almaty";
    private static final Instant NOON = Instant.parse("2026-03-02T07:00:00Z");

    @TempDir Path folder;
    private final SecureRandom random = new SecureRandom();
    private final List<Leaf> leaves = new ArrayList<>();
    private Path origin;
    private Log log;

    @BeforeEach
    void a_log_on_disk() throws IOException {
        log =
                new Log(
                        ORIGIN,
                        List.of(
                                SigningKey.generate(ORIGIN, KeyType.ED25519, random),
                                SigningKey.generate(ORIGIN, KeyType.MLDSA44_COSIGNATURE, random)));
        for (int i = 0; i < 300; i++) {
            leaves.add(Leaf.filler(random));
        }
        origin = folder.resolve("origin");
        var store = new DirectoryTiles(origin);
        var published = log.publish(store, Edge.EMPTY, leaves, NOON);
        store.replace("checkpoint", published.checkpoint().bytes());
        store.replace("vkey", keys().getBytes(UTF_8));
    }

    @Test
    void an_exported_log_verifies_and_proves() throws IOException {
        Path copy = folder.resolve("copy");
        var said = run("ledger", "export", copy.toString(), "--from", origin.toString(), "--json");
        assertThat(said.status()).as(said.err()).isZero();
        assertThat(json(said).whole("size")).isEqualTo(300);
        assertThat(Files.readString(copy.resolve("vkey")).strip())
                .isEqualTo(log.verifierKeys().getFirst().encoded());
        assertThat(copy.resolve("tile/entries/001.p/44")).exists();
        assertThat(copy.resolve("witnesses")).exists();
        assertThat(
                        run(
                                        "ledger",
                                        "verify",
                                        copy.toString(),
                                        "--vkey",
                                        copy.resolve("vkey").toString())
                                .status())
                .isZero();
        assertThat(run("ledger", "verify", "log", copy.toString(), "--json").status()).isZero();
        Path proof = folder.resolve("p");
        assertThat(
                        run(
                                        "ledger",
                                        "prove",
                                        "299",
                                        "--from",
                                        copy.toString(),
                                        "--out",
                                        proof.toString())
                                .status())
                .isZero();
        String hash = leaves.get(299).hash().toString();
        String vkey = copy.resolve("vkey").toString();
        assertThat(
                        run(
                                        "ledger",
                                        "verify",
                                        "proof",
                                        proof.toString(),
                                        "--vkey",
                                        vkey,
                                        "--hash",
                                        hash)
                                .status())
                .isZero();
        Files.delete(copy.resolve("tile/0/000"));
        assertThat(run("ledger", "verify", copy.toString()).status()).isEqualTo(1);
    }

    @Test
    void tail_and_stats_say_what_is_there() {
        var tail = run("ledger", "tail", origin.toString(), "-n", "2", "--json");
        assertThat(tail.out().lines()).hasSize(2);
        assertThat(tail.out()).contains(leaves.get(299).hash().toString());
        var stats = json(run("ledger", "stats", origin.toString(), "--json"));
        assertThat(stats.whole("size")).isEqualTo(300);
        assertThat(stats.items("signatures")).hasSize(2);
        assertThat(run("ledger", "stats", origin.toString()).out()).contains("s ago");
    }

    @Test
    void a_witness_completes_the_checkpoint_of_a_log_in_a_directory() throws IOException {
        var key = SigningKey.generate("w.test/1", KeyType.ED25519_COSIGNATURE, random);
        Path witnesses = folder.resolve("witnesses");
        Files.writeString(witnesses, key.verifierKey().encoded() + "\n");
        try (var seen = new SeenCheckpoints(folder.resolve("seen"));
                var server =
                        new WitnessServer(
                                new Witness(List.of(key), log.verifierKeys(), seen),
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                Clock.systemUTC(),
                                line -> {})) {
            server.start();
            var said =
                    run(
                            "ledger",
                            "witness",
                            server.address().toString(),
                            "--key",
                            witnesses.toString(),
                            "--from",
                            origin.toString());
            assertThat(said.status()).as(said.err()).isZero();
        }
        assertThat(
                        run(
                                        "ledger",
                                        "verify",
                                        origin.toString(),
                                        "--witnesses",
                                        witnesses.toString())
                                .status())
                .isZero();
    }

    @Test
    void a_slip_is_proven_or_it_is_evidence() throws IOException {
        Path slip = folder.resolve("slip.json");
        Path vkey = folder.resolve("vkey");
        Files.writeString(vkey, keys());
        Files.write(slip, new Promise(ORIGIN, leaves.get(42), NOON).json().canonicalBytes());
        var proven = slip(slip, vkey);
        assertThat(proven.status()).as(proven.err()).isZero();
        assertThat(json(proven).whole("index")).isEqualTo(42);
        Files.write(slip, new Promise(ORIGIN, Leaf.filler(random), NOON).json().canonicalBytes());
        var missing = slip(slip, vkey);
        assertThat(missing.status()).isEqualTo(1);
        assertThat(json(missing).text("outcome")).isEqualTo("missing");
    }

    @Test
    void a_witness_keeps_its_keys() {
        String[] words = {
            "witness",
            "--dir",
            folder.resolve("w").toString(),
            "--name",
            "w.test/2",
            "--log",
            "-",
            "--keys-only"
        };
        var first = run(words);
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out().lines()).hasSize(2);
        assertThat(run(words).out()).isEqualTo(first.out());
    }

    private Said slip(Path slip, Path vkey) {
        return run(
                "ledger",
                "slip",
                slip.toString(),
                "--vkey",
                vkey.toString(),
                "--from",
                origin.toString(),
                "--json");
    }

    private String keys() {
        var lines = new StringBuilder();
        log.verifierKeys().forEach(key -> lines.append(key.encoded()).append('\n'));
        return lines.toString();
    }

    private record Said(int status, String out, String err) {}

    private static Json.Members json(Said said) {
        return Json.parseObject(said.out().getBytes(UTF_8));
    }

    private static Said run(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status =
                Qorgan.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(words);
        return new Said(status, out.toString(), err.toString());
    }
}
