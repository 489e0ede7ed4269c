package qorgan.ledger.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.ledger.TestLog;
import qorgan.ledger.verify.LogVerifier;
import qorgan.ledger.verify.Trust;
import qorgan.ledger.verify.Verdict;
import qorgan.ledger.witness.WitnessPolicy;

class LogCopyTest {
    @TempDir Path folder;

    @Test
    void the_tiles_of_a_size_are_exactly_those_that_a_reader_of_it_needs() {
        assertThat(LogCopy.tiles(0)).isEmpty();
        assertThat(paths(1)).containsExactly("tile/entries/000.p/1", "tile/0/000.p/1");
        assertThat(paths(256)).containsExactly("tile/entries/000", "tile/0/000", "tile/1/000.p/1");
        assertThat(paths(600))
                .containsExactly(
                        "tile/entries/000",
                        "tile/entries/001",
                        "tile/entries/002.p/88",
                        "tile/0/000",
                        "tile/0/001",
                        "tile/0/002.p/88",
                        "tile/1/000.p/2");
        assertThat(paths(65_536))
                .hasSize(256 + 256 + 1 + 1)
                .endsWith("tile/1/000", "tile/2/000.p/1");
    }

    private static List<String> paths(long size) {
        return LogCopy.tiles(size).map(Tile::path).toList();
    }

    @Test
    void a_copy_verifies_and_a_second_one_fetches_only_what_is_new() throws IOException {
        var log = new TestLog().grow(600);
        var to = new DirectoryTiles(folder);
        var vkey = new LogCopy.Text("vkey", log.store.bytes("vkey"));
        var first = LogCopy.copy(log.store, to, 600, List.of(vkey), log.checkpoint().bytes());
        long tiles =
                LogCopy.tiles(600).mapToLong(tile -> log.store.bytes(tile.path()).length).sum();
        assertThat(first.files()).isEqualTo(7 + 2);
        assertThat(first.bytes())
                .isEqualTo(tiles + vkey.bytes().length + log.checkpoint().bytes().length);
        assertThat(
                        new LogVerifier(new Trust(log.log.verifierKeys(), WitnessPolicy.none()))
                                .verify(to))
                .isInstanceOf(Verdict.Sound.class);
        var again = LogCopy.copy(log.store, to, 600, List.of(), log.checkpoint().bytes());
        assertThat(again.files()).isEqualTo(1);
        assertThat(Files.readAllBytes(folder.resolve("vkey"))).isEqualTo(vkey.bytes());
    }

    @Test
    void a_log_that_lacks_a_tile_is_named_and_leaves_no_checkpoint() throws IOException {
        var log = new TestLog().grow(300);
        TileSource holes =
                path -> path.equals("tile/0/000") ? Optional.empty() : log.store.read(path);
        assertThatThrownBy(
                        () ->
                                LogCopy.copy(
                                        holes,
                                        new DirectoryTiles(folder),
                                        300,
                                        List.of(),
                                        log.checkpoint().bytes()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tile/0/000");
        assertThat(folder.resolve("checkpoint")).doesNotExist();
    }

    @Test
    void a_bundle_gives_its_entries_back_and_says_when_one_is_cut_off() {
        var bundle = new ByteArrayOutputStream();
        // One byte, empty at the end, longer than one byte of length says.
        var entries =
                List.of(new byte[] {1}, new byte[300], new byte[0], new byte[] {2, 3}, new byte[0]);
        entries.forEach(entry -> Bundle.add(bundle, entry));
        var bytes = bundle.toByteArray();
        var read = Bundle.entries(bytes);
        assertThat(read).hasSize(5);
        for (int i = 0; i < entries.size(); i++) {
            assertThat(read.get(i)).isEqualTo(entries.get(i));
        }
        assertThat(Bundle.entries(new byte[0])).isEmpty();
        var cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThatThrownBy(() -> Bundle.entries(cut)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Bundle.end(bytes, bytes.length - 1)).isEmpty();
        assertThat(Bundle.cut(new Tile(Tile.ENTRIES, 0, 2), bytes)).hasSize(3 + 302);
        assertThat(Bundle.cut(new Tile(0, 0, 2), new byte[96])).hasSize(64);
        assertThat(Bundle.cut(new Tile(0, 0, 2), new byte[64])).hasSize(64);
        assertThat(Bundle.cut(new Tile(0, 0, 2), new byte[40])).hasSize(40);
        assertThat(Bundle.cut(new Tile(Tile.ENTRIES, 0, 9), bytes)).isEqualTo(bytes);
        assertThatThrownBy(() -> Bundle.add(bundle, new byte[Bundle.LONGEST_ENTRY + 1]))
                .isInstanceOf(IllegalArgumentException.class);
        var longest = new ByteArrayOutputStream();
        Bundle.add(longest, new byte[Bundle.LONGEST_ENTRY]);
        assertThat(Bundle.entries(longest.toByteArray()).getFirst()).hasSize(Bundle.LONGEST_ENTRY);
    }

    /// Two levels of full tiles: what a small log never reaches.
    @Test
    void a_log_of_two_full_levels_verifies_and_a_changed_hash_up_there_is_named()
            throws IOException {
        int size = 256 * 256 + 300;
        var edge = Edge.EMPTY;
        var store = new MemoryTiles();
        while (edge.size() < size) {
            var entries = new ArrayList<byte[]>();
            for (long i = edge.size(); i < Math.min(size, edge.size() + 8192); i++) {
                entries.add(Long.toString(i).getBytes(StandardCharsets.US_ASCII));
            }
            var grown = edge.append(entries);
            store.write(grown.files());
            edge = grown.edge();
        }
        var log = new TestLog();
        store.files.put("checkpoint", log.log.checkpoint(edge, TestLog.NOON).bytes());
        var verifier = new LogVerifier(new Trust(log.log.verifierKeys(), WitnessPolicy.none()));
        var sound = (Verdict.Sound) verifier.verify(store);
        assertThat(sound.entries()).isEqualTo(size);
        tile(store, "tile/1/000")[32 * 200 + 3] ^= 1;
        var unsound = (Verdict.Unsound) verifier.verify(store);
        assertThat(unsound.where()).isEqualTo("tile/1/000");
        assertThat(unsound.what()).contains("hash 200 is not the root of tile/0/200");
        tile(store, "tile/1/000")[32 * 200 + 3] ^= 1;
        tile(store, "tile/2/000.p/1")[0] ^= 1;
        assertThat(((Verdict.Unsound) verifier.verify(store)).where()).isEqualTo("tile/2/000.p/1");
    }

    private static byte[] tile(MemoryTiles store, String path) {
        return Objects.requireNonNull(store.files.get(path));
    }
}
