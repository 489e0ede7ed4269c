package qorgan.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import qorgan.ledger.Promise.Outcome;
import qorgan.ledger.json.Json;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.merkle.Hasher;

class PromiseTest {
    private static final Instant DUE = TestLog.NOON.plus(Duration.ofHours(1));
    private static final Instant BEFORE = DUE.minusSeconds(1);
    private static final Instant AFTER = DUE.plusSeconds(1);

    private TestLog log;

    @BeforeEach
    void a_log() throws IOException {
        log = new TestLog().grow(600);
    }

    @Test
    void a_leaf_that_is_there_is_proven() throws IOException {
        for (int index : new int[] {0, 255, 256, 599}) {
            var promise = new Promise(TestLog.ORIGIN, log.openings.get(index).leaf(), DUE);
            var outcome = promise.check(log.store, log.checkpoint(), Optional.empty(), BEFORE);
            assertThat(((Outcome.Proven) outcome).proof().index()).isEqualTo(index);
        }
    }

    @Test
    void a_missing_leaf_is_evidence_only_against_a_later_checkpoint() throws IOException {
        var promise = new Promise(TestLog.ORIGIN, TestLog.entry(0).leaf(), DUE);
        var note = log.checkpoint();
        assertThat(promise.check(log.store, note, Optional.of(BEFORE), BEFORE))
                .isEqualTo(new Outcome.NotYetProven(DUE));
        assertThat(promise.check(log.store, note, Optional.of(BEFORE), AFTER))
                .isEqualTo(new Outcome.Silent(DUE));
        assertThat(promise.check(log.store, note, Optional.empty(), AFTER))
                .isEqualTo(new Outcome.Silent(DUE));
        assertThat(promise.check(log.store, note, Optional.of(DUE), AFTER))
                .isInstanceOf(Outcome.Missing.class);
    }

    @Test
    void a_promise_survives_its_own_spelling_among_other_members() {
        var promise = new Promise(TestLog.ORIGIN, TestLog.entry(0).leaf(), DUE);
        var slip = promise.json().with("number", "2026-00017").canonical();
        assertThat(Promise.parse(slip.getBytes(UTF_8))).isEqualTo(promise);
        var signed = Json.object().with("kind", "slip").with("statement", promise.json());
        assertThat(Promise.parse(signed.canonical().getBytes(UTF_8))).isEqualTo(promise);
        var elsewhere = new Promise("elsewhere.test/log", promise.leaf(), DUE);
        assertThatThrownBy(
                        () -> elsewhere.check(log.store, log.checkpoint(), Optional.empty(), AFTER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Sizes of the promise to the asker: a proof with the log's and three witnesses' Ed25519
    /// signatures in a log of ten million entries, checked fast.
    @Test
    void a_slips_proof_is_small() {
        var random = new SecureRandom();
        var leaf = Leaf.filler(random);
        var path = new ArrayList<Hash>();
        for (int i = 0; i < 24; i++) {
            path.add(Hasher.leafOf(new byte[] {(byte) i}));
        }
        var checkpoint = new Checkpoint(TestLog.ORIGIN, 10_000_000, leaf.hash());
        var log = SigningKey.generate(TestLog.ORIGIN, KeyType.ED25519, random);
        var note = new SignedNote(checkpoint.body(), List.of(log.sign(checkpoint, DUE)));
        for (int i = 0; i < 3; i++) {
            var witness = SigningKey.generate("w.test/" + i, KeyType.ED25519_COSIGNATURE, random);
            note = note.with(witness.sign(checkpoint, DUE));
        }
        assertThat(new LogProof(7, path, note).bytes()).hasSizeLessThan(4096);
    }
}
