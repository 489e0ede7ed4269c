package qorgan.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.ledger.KeyType;
import qorgan.ledger.LeafOpening;
import qorgan.ledger.SignedNote;
import qorgan.ledger.SigningKey;
import qorgan.ledger.TestLog;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.witness.AddCheckpoint;
import qorgan.ledger.witness.SeenCheckpoints;
import qorgan.ledger.witness.Witness;
import qorgan.ledger.witness.Witness.Answer;
import qorgan.ledger.witness.WitnessPolicy;

/// Every way to bend a log that we could think of, and who notices: the verifier from the files
/// alone, the verifier with a checkpoint somebody kept, or the witness.
class TamperingTest {
    private static final int SIZE = 1000;

    @TempDir Path memory;
    private TestLog log;
    private SeenCheckpoints seen;
    private Witness witness;

    @BeforeEach
    void a_log_that_a_witness_has_seen() throws IOException {
        log = new TestLog().grow(SIZE);
        seen = new SeenCheckpoints(memory);
        var key =
                SigningKey.generate(
                        "witness.test/ngo", KeyType.MLDSA44_COSIGNATURE, new SecureRandom());
        witness = new Witness(List.of(key), log.log.verifierKeys(), seen);
        var answer = witness.add(new AddCheckpoint(0, List.of(), log.checkpoint()), TestLog.NOON);
        var note = log.checkpoint();
        for (var line : ((Answer.Cosigned) answer).signatures()) {
            note = note.with(line);
        }
        log.checkpoint(note);
    }

    @AfterEach
    void close() throws IOException {
        seen.close();
    }

    @Test
    void untouched_it_is_sound() throws IOException {
        var sound = (Verdict.Sound) verifier().verify(log.store);
        assertThat(sound.entries()).isEqualTo(SIZE);
        assertThat(sound.cosignedBy()).containsExactly("witness.test/ngo");
        assertThat(sound.signedBy()).hasSize(2);
    }

    @Test
    void flip_an_entry_caught_by_the_verifier_as_that_leaf() throws IOException {
        flip("tile/entries/002", 35 * 17 + 9);
        caught(verifier().verify(log.store), "leaf " + (512 + 17), "entry is not");
    }

    @Test
    void flip_a_hash_caught_by_the_verifier_as_that_tile() throws IOException {
        flip("tile/0/001", 32 * 5);
        caught(verifier().verify(log.store), "tile/0/001", "hash 5 is not that of leaf 261");
    }

    @Test
    void flip_a_hash_above_caught_by_the_verifier_as_that_tile() throws IOException {
        flip("tile/1/000.p/3", 64);
        caught(
                verifier().verify(log.store),
                "tile/1/000.p/3",
                "hash 2 is not the root of tile/0/002");
    }

    /// Whatever single byte of whatever file is flipped, the verifier names that file, or the leaf
    /// within it.
    @Test
    void any_flipped_byte_is_found_where_it_is() throws IOException {
        var random = new Random(6962);
        for (String path : List.copyOf(log.store.files.keySet())) {
            if (!path.startsWith("tile/")) {
                continue;
            }
            for (int i = 0; i < 8; i++) {
                byte[] before = log.store.bytes(path);
                int at = random.nextInt(before.length);
                flip(path, at);
                var verdict = (Verdict.Unsound) verifier().verify(log.store);
                boolean named = verdict.where().equals(path);
                boolean leaf =
                        path.startsWith("tile/entries")
                                && verdict.where().equals("leaf " + leafAt(path, before, at));
                assertThat(named || leaf).as(path + " byte " + at + ": " + verdict).isTrue();
                log.store.files.put(path, before);
            }
        }
    }

    private static long leafAt(String path, byte[] bundle, int at) {
        return Long.parseLong(path.substring(13, 16)) * 256
                + at * 256L / Math.max(bundle.length, 256 * 35);
    }

    @Test
    void drop_an_entry_caught_by_the_verifier_at_the_root() throws IOException {
        var fewer = new ArrayList<>(log.openings);
        fewer.remove(300);
        rebuiltWithoutTheKey(fewer);
        assertThat(verifier().verify(log.store)).isInstanceOf(Verdict.Unsound.class);
    }

    @Test
    void drop_a_bundle_caught_by_the_verifier_as_missing() throws IOException {
        log.store.files.remove("tile/entries/001");
        caught(verifier().verify(log.store), "tile/entries/001", "missing");
    }

    @Test
    void reorder_entries_caught_by_the_verifier_at_the_root() throws IOException {
        var other = new ArrayList<>(log.openings);
        var first = other.remove(10);
        other.add(20, first);
        rebuiltWithoutTheKey(other);
        caught(verifier().verify(log.store), "checkpoint", "its root is not");
    }

    @Test
    void truncate_a_bundle_caught_by_the_verifier_as_that_bundle() throws IOException {
        cut("tile/entries/003.p/232", 35 * 100);
        caught(verifier().verify(log.store), "tile/entries/003.p/232", "ends before leaf 868");
    }

    @Test
    void truncate_a_tile_caught_by_the_verifier_as_that_tile() throws IOException {
        cut("tile/0/002", 32 * 100);
        caught(verifier().verify(log.store), "tile/0/002", "has 3200 bytes");
    }

    @Test
    void replace_a_tile_caught_by_the_verifier_as_that_tile() throws IOException {
        log.store.files.put("tile/0/001", log.store.bytes("tile/0/000"));
        caught(verifier().verify(log.store), "tile/0/001", "hash 0 is not that of leaf 256");
    }

    @Test
    void replace_a_bundle_caught_by_the_verifier_as_its_first_leaf() throws IOException {
        log.store.files.put("tile/entries/001", log.store.bytes("tile/entries/000"));
        caught(verifier().verify(log.store), "leaf 256", "entry is not");
    }

    @Test
    void sign_with_a_foreign_key_caught_by_the_verifier() throws IOException {
        var stranger = new TestLog().grow(SIZE);
        caught(verifier().verify(stranger.store), "checkpoint", "not signed by");
        log.checkpoint(new SignedNote(stranger.checkpoint().text(), log.checkpoint().signatures()));
        caught(verifier().verify(log.store), "checkpoint", "the signature of");
    }

    @Test
    void fork_with_the_stolen_key_caught_by_the_witness_and_the_policy() throws IOException {
        var kept = log.checkpoint();
        var other = new ArrayList<>(log.openings);
        other.set(999, TestLog.entry(999));
        var thief = log.stolen(other);
        // The files alone are sound: the thief has the key. That is what witnesses are for.
        assertThat(new LogVerifier(trust(0)).verify(thief.store)).isInstanceOf(Verdict.Sound.class);
        caught(verifier().verify(thief.store), "checkpoint", "too few witnesses");
        caught(new LogVerifier(trust(0)).against(kept).verify(thief.store), "checkpoint", "forked");
        assertThat(ask(thief, SIZE)).isEqualTo(new Answer.Forked(409, SIZE));
        assertThat(memory.resolve("evidence")).isNotEmptyDirectory();
    }

    @Test
    void back_date_an_entry_with_the_stolen_key_caught_by_the_witness() throws IOException {
        var kept = log.checkpoint();
        var other = new ArrayList<>(log.openings);
        other.add(100, TestLog.entry(100));
        var thief = log.stolen(other);
        assertThat(ask(thief, SIZE)).isEqualTo(new Answer.Unproven());
        caught(new LogVerifier(trust(0)).against(kept).verify(thief.store), "checkpoint", "forked");
    }

    @Test
    void roll_back_caught_by_the_witness_and_by_whoever_kept_a_checkpoint() throws IOException {
        var kept = log.checkpoint();
        var thief = log.stolen(log.openings.subList(0, 900));
        assertThat(ask(thief, 900)).isEqualTo(new Answer.OtherSize(SIZE, true));
        caught(
                new LogVerifier(trust(0)).against(kept).verify(thief.store),
                "checkpoint",
                "rolled back");
    }

    @Test
    void resign_with_the_stolen_key_caught_by_the_policy() throws IOException {
        var note = log.checkpoint();
        log.checkpoint(new SignedNote(note.text(), note.signatures().subList(0, 2)));
        caught(verifier().verify(log.store), "checkpoint", "too few witnesses");
    }

    @Test
    void honest_growth_offends_nobody() throws IOException {
        var kept = log.checkpoint();
        log.grow(300);
        assertThat(ask(log, SIZE)).isInstanceOf(Answer.Cosigned.class);
        var sound = (Verdict.Sound) new LogVerifier(trust(0)).against(kept).verify(log.store);
        assertThat(sound.remarks()).hasSize(1);
    }

    private Answer ask(TestLog log, long old) throws IOException {
        var path = old <= log.size() ? log.tree().consistency(old) : List.<Hash>of();
        return witness.add(new AddCheckpoint(old, path, log.checkpoint()), TestLog.NOON);
    }

    private void rebuiltWithoutTheKey(List<LeafOpening> entries) throws IOException {
        var note = log.checkpoint();
        var other = log.stolen(entries);
        log.store.files.clear();
        log.store.files.putAll(other.store.files);
        log.checkpoint(note);
    }

    private LogVerifier verifier() {
        return new LogVerifier(trust(1));
    }

    private Trust trust(int quorum) {
        return new Trust(
                log.log.verifierKeys(), WitnessPolicy.atLeast(quorum, witness.verifierKeys()));
    }

    private static void caught(Verdict verdict, String where, String what) {
        assertThat(verdict).isInstanceOf(Verdict.Unsound.class);
        var unsound = (Verdict.Unsound) verdict;
        assertThat(unsound.where()).as(unsound.what()).isEqualTo(where);
        assertThat(unsound.what()).contains(what);
    }

    private void flip(String path, int at) {
        byte[] bytes = log.store.bytes(path).clone();
        bytes[at] ^= 1;
        log.store.files.put(path, bytes);
    }

    private void cut(String path, int length) {
        log.store.files.put(path, Arrays.copyOf(log.store.bytes(path), length));
    }
}
