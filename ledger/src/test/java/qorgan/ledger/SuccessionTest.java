package qorgan.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.ledger.verify.LogVerifier;
import qorgan.ledger.verify.Trust;
import qorgan.ledger.verify.Verdict;
import qorgan.ledger.witness.AddCheckpoint;
import qorgan.ledger.witness.SeenCheckpoints;
import qorgan.ledger.witness.Witness;
import qorgan.ledger.witness.Witness.Answer;
import qorgan.ledger.witness.Witness.Followed;
import qorgan.ledger.witness.WitnessClient;
import qorgan.ledger.witness.WitnessPolicy;
import qorgan.ledger.witness.WitnessServer;

/// A log goes over to other keys: who believed the old ones comes to believe the new ones by what
/// the old ones and the witnesses signed, and by nothing less.
class SuccessionTest {
    @TempDir Path memory;
    private final List<SigningKey> witnessKeys =
            List.of(
                    SigningKey.generate(
                            "w.test/1", KeyType.ED25519_COSIGNATURE, new SecureRandom()));
    private TestLog log;
    private List<VerifierKey> first;
    private SeenCheckpoints seen;
    private Witness witness;
    private long witnessed;

    @BeforeEach
    void a_log_that_a_witness_has_seen() throws IOException {
        log = new TestLog().grow(300);
        first = log.log.verifierKeys();
        seen = new SeenCheckpoints(memory);
        witness = new Witness(witnessKeys, first, seen);
        cosign();
    }

    @AfterEach
    void close() throws IOException {
        seen.close();
    }

    @Test
    void who_believed_the_old_key_follows_to_the_new_one() throws IOException {
        rotate();
        log.grow(100);
        cosign();
        var sound = sound(first);
        assertThat(sound.remarks()).containsExactly("handed over to its next keys at 301 entries");
        assertThat(sound.signedBy()).hasSize(2).allMatch(key -> !first.toString().contains(key));
        assertThat(sound(log.log.verifierKeys()).entries()).isEqualTo(401);
        assertThat(sound(List.of(first.getFirst())).signedBy()).hasSize(2);
    }

    @Test
    void two_successions_are_followed_from_each_generation() throws IOException {
        rotate();
        var second = log.log.verifierKeys();
        log.grow(10);
        cosign();
        rotate();
        log.grow(10);
        cosign();
        var all = new ArrayList<>(first);
        all.addAll(second);
        all.addAll(log.log.verifierKeys());
        for (var believed : List.of(first, second, log.log.verifierKeys(), all)) {
            assertThat(sound(believed).remarks()).hasSize(2);
        }
        // A list of all keys does not bring a retired one back.
        log.checkpoint(signed(log.checkpoint(), List.of()));
        assertThat(verdict(all, 0).toString()).contains("not signed by the log's key");
    }

    @Test
    void the_handover_itself_is_believed_by_either_key() throws IOException {
        rotate();
        assertThat(sound(first).checkpoint().size()).isEqualTo(301);
        assertThat(sound(log.log.verifierKeys()).checkpoint().size()).isEqualTo(301);
    }

    @Test
    void a_successor_that_the_old_key_did_not_sign_is_refused() throws IOException {
        var thief = TestLog.freshKeys();
        var stranger = TestLog.freshKeys();
        var kept = log.keys;
        var file = log.handOver(thief, Succession.state(TestLog.ORIGIN, stranger, thief));
        var _ = file.apply(log.checkpoint());
        refused(first, "succession/1", "it does not succeed to the key that is believed");
        log.keys = kept;
    }

    @Test
    void a_statement_with_another_signature_is_refused() throws IOException {
        var next = TestLog.freshKeys();
        var statement = Succession.state(TestLog.ORIGIN, log.keys, next);
        var bare = new SignedNote(statement.text(), statement.signatures().subList(1, 2));
        var _ = log.handOver(next, bare).apply(log.checkpoint());
        refused(first, "succession/1", "the statement is not signed by");
    }

    @Test
    void a_handover_that_the_old_key_did_not_sign_is_refused() throws IOException {
        var file = log.handOver();
        var note = log.checkpoint();
        for (int i = 0; i < 4; i++) {
            var lines = new ArrayList<>(note.signatures());
            lines.remove(i);
            var _ = file.apply(new SignedNote(note.text(), lines));
            refused(first, "succession/1", "the handover is not signed by");
        }
    }

    @Test
    void a_handover_that_no_witness_saw_is_refused_by_who_asks_for_witnesses() throws IOException {
        var _ = log.handOver().apply(log.checkpoint());
        assertThat(verdict(first, 0)).isInstanceOf(Verdict.Sound.class);
        var unsound = (Verdict.Unsound) verdict(first, 1);
        assertThat(unsound.where()).isEqualTo("succession/1");
        assertThat(unsound.what()).contains("too few witnesses");
    }

    @Test
    void a_handover_of_another_tree_is_refused() throws IOException {
        var other = log.stolen(log.openings.subList(1, 300));
        var _ = other.handOver().apply(other.checkpoint());
        log.store.files.put("succession/1", other.store.bytes("succession/1"));
        log.keys = other.keys;
        log.log = other.log;
        log.grow(10);
        refused(first, "succession/1", "forked");
    }

    @Test
    void a_retired_key_signs_nothing_larger() throws IOException {
        var old = log.keys;
        rotate();
        log.grow(5);
        log.checkpoint(signed(log.checkpoint(), old));
        refused(first, "checkpoint", "retired at 301 entries");
        refused(log.log.verifierKeys(), "checkpoint", "retired at 301 entries");
        var answer =
                witness.add(
                        new AddCheckpoint(
                                witnessed, log.tree().consistency(witnessed), log.checkpoint()),
                        TestLog.NOON);
        assertThat(answer).isEqualTo(new Answer.Retired(first.getFirst(), 301));
        assertThat(memory.resolve("evidence")).isNotEmptyDirectory();
    }

    @Test
    void a_witness_follows_what_it_cosigned_and_remembers_it() throws IOException {
        var file = log.handOver();
        var _ = file.apply(log.checkpoint());
        var unseen = (Followed.Refused) witness.follow(log.store.bytes("succession/1"));
        assertThat(unseen.status()).isEqualTo(409);
        cosign();
        var _ = file.apply(log.checkpoint());
        log.grow(7);
        var path = log.tree().consistency(witnessed);
        var request = new AddCheckpoint(witnessed, path, log.checkpoint());
        assertThat(witness.add(request, TestLog.NOON)).isEqualTo(new Answer.NotSigned());
        assertThat(witness.follow(log.store.bytes("succession/1")))
                .isEqualTo(new Followed.Taken(log.log.verifierKeys()));
        assertThat(witness.follow(log.store.bytes("succession/1")))
                .isInstanceOf(Followed.Taken.class);
        seen.close();
        seen = new SeenCheckpoints(memory);
        var restarted = new Witness(witnessKeys, first, seen);
        assertThat(restarted.add(request, TestLog.NOON)).isInstanceOf(Answer.Cosigned.class);
    }

    @Test
    void a_witness_refuses_a_successor_of_a_stranger_and_says_so() throws Exception {
        var heard = new ArrayList<String>();
        var stranger = new TestLog().grow(3);
        var _ = stranger.handOver().apply(stranger.checkpoint());
        try (var server =
                new WitnessServer(
                        witness,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Clock.fixed(TestLog.NOON, ZoneOffset.UTC),
                        heard::add)) {
            server.start();
            var client =
                    new WitnessClient(
                            HttpClient.newHttpClient(), server.address(), witness.verifierKeys());
            assertThat(client.follow(stranger.store.bytes("succession/1")).orElseThrow())
                    .startsWith("403");
            assertThat(heard).hasSize(1);
            assertThat(client.follow("nonsense".getBytes(UTF_8)).orElseThrow()).startsWith("400");
            rotate();
            assertThat(client.follow(log.store.bytes("succession/1"))).isEmpty();
        }
    }

    @Test
    void a_file_that_is_no_succession_is_named() throws IOException {
        var file = log.handOver();
        var _ = file.apply(log.checkpoint());
        var whole = new String(log.store.bytes("succession/1"), UTF_8);
        for (String bent :
                List.of(
                        whole.replaceFirst("extra .*\n", ""),
                        whole.replaceFirst("extra .*\n", "extra e30=\n"),
                        whole.substring(0, whole.length() - 5),
                        whole.replaceFirst("index .*\n", "index x\n"))) {
            log.store.files.put("succession/1", bent.getBytes(UTF_8));
            assertThat(((Verdict.Unsound) verdict(first, 0)).where()).isEqualTo("succession/1");
        }
    }

    @Test
    void a_log_without_the_plain_key_type_cannot_succeed_and_a_cosigner_signs_no_texts() {
        assertThatThrownBy(() -> witnessKeys.getFirst().signText("x\n"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(first.get(1).signedText(new SignedNote("x\n", List.of()))).isFalse();
    }

    private void rotate() throws IOException {
        var file = log.handOver();
        cosign();
        var _ = file.apply(log.checkpoint());
        assertThat(witness.follow(log.store.bytes("succession/" + successions())))
                .isInstanceOf(Followed.Taken.class);
    }

    private long successions() {
        return log.store.files.keySet().stream().filter(n -> n.startsWith("succession/")).count();
    }

    private void cosign() throws IOException {
        var path = log.tree().consistency(witnessed);
        var answer =
                witness.add(new AddCheckpoint(witnessed, path, log.checkpoint()), TestLog.NOON);
        var note = log.checkpoint();
        for (var line : ((Answer.Cosigned) answer).signatures()) {
            note = note.with(line);
        }
        log.checkpoint(note);
        witnessed = log.size();
    }

    private static SignedNote signed(SignedNote note, List<SigningKey> keys) {
        var checkpoint = Checkpoint.parse(note.text());
        return new SignedNote(
                note.text(),
                keys.isEmpty()
                        ? List.of(new NoteSignature(TestLog.ORIGIN, 7, new byte[64]))
                        : keys.stream().map(key -> key.sign(checkpoint, TestLog.NOON)).toList());
    }

    private Verdict.Sound sound(List<VerifierKey> believed) throws IOException {
        var verdict = verdict(believed, 1);
        assertThat(verdict).isInstanceOf(Verdict.Sound.class);
        return (Verdict.Sound) verdict;
    }

    private Verdict verdict(List<VerifierKey> believed, int quorum) throws IOException {
        return new LogVerifier(
                        new Trust(
                                believed,
                                Set.of(TestLog.ORIGIN),
                                WitnessPolicy.atLeast(quorum, witness.verifierKeys())))
                .verify(log.store);
    }

    private void refused(List<VerifierKey> believed, String where, String what) throws IOException {
        var verdict = verdict(believed, 0);
        assertThat(verdict).isInstanceOf(Verdict.Unsound.class);
        assertThat(((Verdict.Unsound) verdict).where()).isEqualTo(where);
        assertThat(((Verdict.Unsound) verdict).what()).contains(what);
    }
}
