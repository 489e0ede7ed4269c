package qorgan.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import qorgan.ledger.tiles.Edge;
import qorgan.ledger.tiles.MemoryTiles;
import qorgan.ledger.verify.LogVerifier;
import qorgan.ledger.verify.Trust;
import qorgan.ledger.verify.Verdict;
import qorgan.ledger.witness.WitnessPolicy;

/// What other programs made: keys, checkpoints, and logs whose entries mean nothing to us.
class ElsewhereTest {
    /// The pair of keys that Tessera's test logs are signed with, and a checkpoint one of them
    /// signed.
    private static final String PRIVATE =
            "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg";

    private static final String PUBLIC =
            "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
    private static final String CHECKPOINT =
            """
            example.com/log/testdata
            100270
            GRV1O0dCqmjjPvYi7CtOT79zb/fPwLNsMFWsynwU8Ac=

            — example.com/log/testdata M9e0lkcvy5bAe7rrC8tCyAP+my+CLzswA91zOpBNWVU7qCojkUOHnfdQzDImoYeYH8G8PJSwOqsx0RkSa261OmKVwwM=
            """;

    @Test
    void a_checkpoint_signed_by_go_is_believed() {
        var key = VerifierKey.parse(PUBLIC);
        assertThat(key.signed(SignedNote.parse(CHECKPOINT.getBytes(UTF_8)))).isTrue();
        var bent = CHECKPOINT.replace("100270", "100271");
        assertThat(key.signed(SignedNote.parse(bent.getBytes(UTF_8)))).isFalse();
    }

    @Test
    void the_same_seed_is_the_same_key_and_signs_the_same_bytes() {
        var key = SigningKey.parse(PRIVATE, new SecureRandom());
        assertThat(key.verifierKey().encoded()).isEqualTo(PUBLIC);
        var note = SignedNote.parse(CHECKPOINT.getBytes(UTF_8));
        assertThat(key.sign(Checkpoint.parse(note.text()), TestLog.NOON).line())
                .isEqualTo(note.signatures().getFirst().line());
    }

    @Test
    void entries_of_any_size_and_unknown_signatures_are_no_obstacle() throws IOException {
        var random = new Random(42);
        var entries = new ArrayList<byte[]>();
        for (int size : new int[] {0, 1, 65535, 255, 256, 32, 33}) {
            entries.add(new byte[size]);
        }
        while (entries.size() < 777) {
            var entry = new byte[random.nextInt(3000)];
            random.nextBytes(entry);
            entries.add(entry);
        }
        var grown = Edge.EMPTY.append(entries);
        var store = new MemoryTiles();
        store.write(grown.files());
        var key = SigningKey.parse(PRIVATE, new SecureRandom());
        var checkpoint =
                new Checkpoint(
                        "example.com/log/testdata", 777, grown.edge().root(), List.of("more"));
        var note =
                new SignedNote(
                        checkpoint.body(),
                        List.of(
                                new NoteSignature("strange.test/x", 1, new byte[] {1, 2, 3}),
                                new NoteSignature("example.com/log/testdata", 2, new byte[300]),
                                key.sign(checkpoint, TestLog.NOON)));
        store.files.put("checkpoint", note.bytes());
        var trust = new Trust(List.of(VerifierKey.parse(PUBLIC)), WitnessPolicy.none());
        var verdict = new LogVerifier(trust).verify(store);
        assertThat(verdict).isInstanceOf(Verdict.Sound.class);
        assertThat(((Verdict.Sound) verdict).entries()).isEqualTo(777);
        store.files.keySet().removeIf(path -> path.startsWith("tile/entries"));
        assertThat(new LogVerifier(trust).hashesOnly().verify(store))
                .isInstanceOf(Verdict.Sound.class);
        assertThat(new LogVerifier(trust).verify(store))
                .isEqualTo(new Verdict.Unsound("tile/entries/000", "missing"));
    }

    @Test
    void an_empty_log_is_a_log() throws IOException {
        var key = SigningKey.parse(PRIVATE, new SecureRandom());
        var checkpoint = new Checkpoint("example.com/log/testdata", 0, Edge.EMPTY.root());
        var store = new MemoryTiles();
        store.files.put(
                "checkpoint",
                new SignedNote(checkpoint.body(), List.of(key.sign(checkpoint, TestLog.NOON)))
                        .bytes());
        var trust = new Trust(List.of(VerifierKey.parse(PUBLIC)), WitnessPolicy.none());
        assertThat(new LogVerifier(trust).verify(store)).isInstanceOf(Verdict.Sound.class);
    }
}
