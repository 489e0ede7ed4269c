package qorgan.ledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.ledger.KeyType;
import qorgan.ledger.SignedNote;
import qorgan.ledger.SigningKey;
import qorgan.ledger.TestLog;
import qorgan.ledger.witness.WitnessClient.Reply;

class WitnessTest {
    private static final Clock CLOCK = Clock.fixed(TestLog.NOON, ZoneOffset.UTC);

    @TempDir Path memory;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final List<SigningKey> keys =
            List.of(
                    SigningKey.generate(
                            "w.test/1", KeyType.ED25519_COSIGNATURE, new SecureRandom()),
                    SigningKey.generate(
                            "w.test/1", KeyType.MLDSA44_COSIGNATURE, new SecureRandom()));
    private TestLog log;
    private SeenCheckpoints seen;
    private Witness witness;
    private WitnessServer server;

    @BeforeEach
    void start() throws IOException {
        log = new TestLog().grow(300);
        seen = new SeenCheckpoints(memory);
        witness = new Witness(keys, log.log.verifierKeys(), seen);
        server =
                new WitnessServer(
                        witness,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        CLOCK,
                        heard::add);
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        seen.close();
    }

    @Test
    void growth_is_cosigned_with_every_key() throws Exception {
        var client = new WitnessClient(http, server.address(), witness.verifierKeys());
        var first = (Reply.Cosigned) client.cosign(log.checkpoint(), log.tree(), 0);
        assertThat(first.signatures()).hasSize(2);
        log.grow(500);
        var second = (Reply.Cosigned) client.cosign(log.checkpoint(), log.tree(), 300);
        var note = log.checkpoint();
        for (var line : second.signatures()) {
            note = note.with(line);
        }
        var finding =
                WitnessPolicy.atLeast(1, witness.verifierKeys())
                        .examine(SignedNote.parse(note.bytes()));
        assertThat(finding.satisfied()).isTrue();
        assertThat(finding.newest()).contains(TestLog.NOON);
        assertThat(heard).isEmpty();
    }

    @Test
    void a_client_that_forgot_the_size_learns_it() throws Exception {
        var client = new WitnessClient(http, server.address(), witness.verifierKeys());
        client.cosign(log.checkpoint(), log.tree(), 0);
        log.grow(1);
        assertThat(client.cosign(log.checkpoint(), log.tree(), 0))
                .isInstanceOf(Reply.Cosigned.class);
        assertThat(client.cosign(log.checkpoint(), log.tree(), 7))
                .isInstanceOf(Reply.Cosigned.class);
    }

    @Test
    void every_refusal_has_the_protocols_status() throws Exception {
        var first = new AddCheckpoint(0, List.of(), log.checkpoint());
        assertThat(post("nonsense").statusCode()).isEqualTo(400);
        assertThat(post("old 00\n\n" + text(log.checkpoint())).statusCode()).isEqualTo(400);
        assertThat(post("old 301\n\n" + text(log.checkpoint())).statusCode()).isEqualTo(400);
        var strange = log.checkpoint().text().replace(TestLog.ORIGIN, "elsewhere.test/log");
        assertThat(
                        post("old 0\n\n"
                                        + text(
                                                new SignedNote(
                                                        strange, log.checkpoint().signatures())))
                                .statusCode())
                .isEqualTo(404);
        var unsigned = new TestLog().grow(3).checkpoint();
        assertThat(post("old 0\n\n" + text(unsigned)).statusCode()).isEqualTo(403);
        var early = post("old 5\n\n" + text(log.checkpoint()));
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).isEqualTo("0\n");
        assertThat(early.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
        assertThat(
                        post("old 0\n"
                                        + log.checkpoint().text().lines().skip(2).findFirst().get()
                                        + "\n\n"
                                        + text(log.checkpoint()))
                                .statusCode())
                .isEqualTo(422);
        assertThat(post(new String(first.bytes(), UTF_8)).statusCode()).isEqualTo(200);
        var late = post(new String(first.bytes(), UTF_8));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).isEqualTo("300\n");
        log.grow(10);
        assertThat(post("old 300\n\n" + text(log.checkpoint())).statusCode()).isEqualTo(422);
        var fork = log.stolen(log.openings.subList(10, 310));
        var forked = post("old 300\n\n" + text(fork.checkpoint()));
        assertThat(forked.statusCode()).isEqualTo(409);
        assertThat(heard).anySatisfy(line -> assertThat(line).startsWith("FORK"));
        var get = HttpRequest.newBuilder(server.address().resolve("add-checkpoint")).build();
        assertThat(http.send(get, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void what_was_seen_outlives_the_process() throws IOException {
        witness.add(new AddCheckpoint(0, List.of(), log.checkpoint()), TestLog.NOON);
        assertThatThrownBy(() -> new SeenCheckpoints(memory))
                .hasMessageContaining("another witness");
        seen.close();
        seen = new SeenCheckpoints(memory);
        var again = new Witness(keys, log.log.verifierKeys(), seen);
        assertThat(again.add(new AddCheckpoint(0, List.of(), log.checkpoint()), TestLog.NOON))
                .isEqualTo(new Witness.Answer.OtherSize(300, false));
    }

    @Test
    void a_broken_memory_stops_the_witness_instead_of_starting_anew() throws IOException {
        witness.add(new AddCheckpoint(0, List.of(), log.checkpoint()), TestLog.NOON);
        try (var files = Files.list(memory.resolve("seen"))) {
            Files.writeString(files.findFirst().orElseThrow(), "torn");
        }
        assertThatThrownBy(
                        () ->
                                witness.add(
                                        new AddCheckpoint(0, List.of(), log.checkpoint()),
                                        TestLog.NOON))
                .isInstanceOf(IOException.class);
    }

    /// Two logs race with different continuations: exactly one is cosigned, whatever the
    /// interleaving.
    @Test
    void of_two_continuations_only_one_is_cosigned() throws Exception {
        witness.add(new AddCheckpoint(0, List.of(), log.checkpoint()), TestLog.NOON);
        var prefix = List.copyOf(log.openings);
        var forks = new ArrayList<TestLog>();
        for (int i = 0; i < 8; i++) {
            var entries = new ArrayList<>(prefix);
            entries.add(TestLog.entry(5000 + i));
            forks.add(log.stolen(entries));
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    executor.invokeAll(
                            forks.stream()
                                    .<Callable<Witness.Answer>>map(
                                            fork ->
                                                    () ->
                                                            witness.add(
                                                                    new AddCheckpoint(
                                                                            300,
                                                                            fork.tree()
                                                                                    .consistency(
                                                                                            300),
                                                                            fork.checkpoint()),
                                                                    TestLog.NOON))
                                    .toList());
            int cosigned = 0;
            for (var answer : answers) {
                cosigned += answer.get() instanceof Witness.Answer.Cosigned ? 1 : 0;
            }
            assertThat(cosigned).isEqualTo(1);
        }
    }

    @Test
    void a_policy_counts_witnesses_not_keys() {
        var two = SigningKey.generate("w.test/2", KeyType.ED25519_COSIGNATURE, new SecureRandom());
        var all = new ArrayList<>(witness.verifierKeys());
        all.add(two.verifierKey());
        var checkpoint = new AddCheckpoint(0, List.of(), log.checkpoint()).checkpoint();
        var note = log.checkpoint();
        for (var key : keys) {
            note = note.with(key.sign(checkpoint, TestLog.NOON));
        }
        assertThat(WitnessPolicy.atLeast(1, all).examine(note).satisfied()).isTrue();
        assertThat(WitnessPolicy.atLeast(2, all).examine(note).satisfied()).isFalse();
        note = note.with(two.sign(checkpoint, TestLog.NOON));
        assertThat(WitnessPolicy.atLeast(2, all).examine(note).satisfied()).isTrue();
        assertThatThrownBy(() -> WitnessPolicy.atLeast(3, all))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_policy_file_is_read_as_specified() {
        var a = witness.verifierKeys().get(0);
        var b = witness.verifierKeys().get(1);
        var policy =
                WitnessPolicy.parse(
                        "# two offices\nlog "
                                + log.log.verifierKeys().getFirst().encoded()
                                + " https://log.test/\n\nwitness A "
                                + a.encoded()
                                + "\n  witness\tB "
                                + b.encoded()
                                + " https://b.test/\ngroup both all A B\nquorum both\n");
        assertThat(policy.logs()).hasSize(1);
        var checkpoint = new AddCheckpoint(0, List.of(), log.checkpoint()).checkpoint();
        var one = log.checkpoint().with(keys.get(0).sign(checkpoint, TestLog.NOON));
        assertThat(policy.examine(one).satisfied()).isFalse();
        assertThat(policy.examine(one.with(keys.get(1).sign(checkpoint, TestLog.NOON))).satisfied())
                .isTrue();
        for (String bad :
                List.of(
                        "",
                        "quorum x\n",
                        "quorum none\nquorum none\n",
                        "group g any A\nquorum g\n",
                        "witness A " + a.encoded() + "\ngroup g 2 A\nquorum g\n",
                        "witness A " + a.encoded() + "\ngroup g 0 A\nquorum g\n",
                        "witness A " + a.encoded() + "\nwitness B " + a.encoded() + "\nquorum A\n",
                        "witness A " + a.encoded() + "\nwitness A " + b.encoded() + "\nquorum A\n",
                        "witness none " + a.encoded() + "\nquorum none\n",
                        "witness L " + log.log.verifierKeys().getFirst().encoded() + "\nquorum L\n",
                        "log " + a.encoded() + "\nlog " + a.encoded() + "\nquorum none\n",
                        "log\nquorum none\n",
                        "witness A\nquorum none\n",
                        "witness A " + a.encoded() + "\ngroup g any\nquorum A\n",
                        "quorum\n",
                        "quorum none none\n",
                        "witness A " + a.encoded() + "\ngroup g any A\ngroup h any A\nquorum g\n",
                        "something else\nquorum none\n")) {
            assertThatThrownBy(() -> WitnessPolicy.parse(bad))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(WitnessPolicy.parse("quorum none\n").examine(log.checkpoint()).satisfied())
                .isTrue();
    }

    private HttpResponse<String> post(String body) throws Exception {
        URI uri = server.address().resolve("add-checkpoint");
        return http.send(
                HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String text(SignedNote note) {
        return new String(note.bytes(), UTF_8);
    }
}
