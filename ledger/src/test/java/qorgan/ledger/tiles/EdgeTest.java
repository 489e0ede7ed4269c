package qorgan.ledger.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.ledger.merkle.Hasher;
import qorgan.ledger.merkle.Proofs;
import qorgan.ledger.merkle.Twin;

class EdgeTest {
    @Test
    void grown_in_any_batches_the_tree_is_the_twins() throws IOException {
        for (long seed = 0; seed < 12; seed++) {
            var random = new Random(seed);
            var entries = entries(random, 1 + random.nextInt(1400));
            var store = new MemoryTiles();
            var edge = Edge.EMPTY;
            while (edge.size() < entries.size()) {
                int from = (int) edge.size();
                int to = Math.min(entries.size(), from + 1 + random.nextInt(600));
                var grown = edge.append(entries.subList(from, to));
                store.write(grown.files());
                edge = grown.edge();
                String where = "seed " + seed + ", size " + to;
                var root = Twin.root(entries.subList(0, to));
                assertThat(edge.root()).as(where).isEqualTo(root);
                assertThat(Edge.read(store, to).root()).as(where).isEqualTo(root);
                assertThat(new TileTree(store, to).root()).as(where).isEqualTo(root);
            }
            provesEverything(store, entries, "seed " + seed, random);
        }
    }

    private static void provesEverything(
            TileSource store, List<byte[]> entries, String where, Random random) {
        int size = entries.size();
        var tree = new TileTree(store, size);
        for (int i = 0; i < 20; i++) {
            int index = random.nextInt(size);
            var leaf = Hasher.leafOf(entries.get(index));
            assertThat(tree.entry(index)).as(where).isEqualTo(entries.get(index));
            assertThat(Proofs.includes(index, size, leaf, tree.inclusion(index), tree.root()))
                    .as(where + ", leaf " + index)
                    .isTrue();
            var old = Twin.root(entries.subList(0, index));
            assertThat(Proofs.extendsTree(index, old, size, tree.root(), tree.consistency(index)))
                    .as(where + ", from " + index)
                    .isTrue();
        }
    }

    @Test
    void batches_leave_the_full_tiles_of_one_batch() {
        var entries = entries(new Random(7), 70_000);
        var once = new MemoryTiles();
        once.write(Edge.EMPTY.append(entries).files());
        var often = new MemoryTiles();
        var edge = Edge.EMPTY;
        for (int from = 0; from < entries.size(); from += 977) {
            var grown = edge.append(entries.subList(from, Math.min(from + 977, entries.size())));
            often.write(grown.files());
            edge = grown.edge();
        }
        once.files.forEach(
                (path, bytes) -> assertThat(often.files.get(path)).as(path).isEqualTo(bytes));
        // The example of the specification: 273 full and one partial tile of 112, then 1 and 17,
        // then a partial one of 1.
        assertThat(once.files.keySet())
                .contains(
                        "tile/0/272",
                        "tile/0/273.p/112",
                        "tile/1/000",
                        "tile/1/001.p/17",
                        "tile/2/000.p/1",
                        "tile/entries/273.p/112")
                .hasSize(274 * 2 + 2 + 1);
    }

    @Test
    void a_dropped_partial_tile_is_cut_from_the_full_one(@TempDir Path folder) throws IOException {
        var store = new DirectoryTiles(folder);
        var entries = entries(new Random(1), 300);
        store.write(Edge.EMPTY.append(entries).files());
        assertThat(new TileTree(store, 100).root()).isEqualTo(Twin.root(entries.subList(0, 100)));
        assertThat(Edge.read(store, 100).root()).isEqualTo(Twin.root(entries.subList(0, 100)));
        assertThat(new TileTree(store, 100).entry(99)).isEqualTo(entries.get(99));
    }

    @Test
    void nothing_more_is_nothing_new_and_a_full_edge_has_nothing_unfinished() throws IOException {
        var entries = entries(new Random(2), 260);
        var store = new MemoryTiles();
        var first = Edge.EMPTY.append(entries.subList(0, 256));
        store.write(first.files());
        var none = first.edge().append(List.of());
        assertThat(none.edge()).isSameAs(first.edge());
        assertThat(none.files()).isEmpty();
        var read = Edge.read(store, 256);
        assertThat(read.size()).isEqualTo(256);
        assertThat(read.append(entries.subList(256, 260)).edge().root())
                .isEqualTo(Twin.root(entries));
    }

    @Test
    void a_tree_knows_how_wide_its_tiles_are_up_to_the_highest() {
        assertThat(Tile.widthIn(1L << 56, 7, 0)).isEqualTo(1);
        assertThat(Tile.widthIn((1L << 56) - 1, 7, 0)).isZero();
        assertThat(Tile.widthIn(Long.MAX_VALUE, 8, 0)).isZero();
        assertThat(Tile.widthIn(Long.MAX_VALUE, 63, 0)).isZero();
        assertThat(Tile.widthIn(300, 0, 1)).isEqualTo(44);
        assertThat(Tile.widthIn(300, Tile.ENTRIES, 0)).isEqualTo(256);
        assertThat(Tile.widthIn(300, 0, 2)).isZero();
    }

    @Test
    void a_missing_tile_is_named() {
        var store = new MemoryTiles();
        store.write(Edge.EMPTY.append(entries(new Random(1), 300)).files());
        store.files.remove("tile/0/001.p/44");
        assertThatThrownBy(() -> Edge.read(store, 300)).hasMessageContaining("tile/0/001.p/44");
        assertThatThrownBy(() -> new TileTree(store, 300).inclusion(299))
                .hasMessageContaining("tile/0/001.p/44");
    }

    @Test
    void paths_are_those_of_the_specification() {
        assertThat(Tile.hashes(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(Tile.entries(5, 7).path()).isEqualTo("tile/entries/005.p/7");
        for (long index :
                new long[] {0, 7, 999, 1000, 1_234_067, 40_000_000_000L, 999_999_999_999_999L}) {
            for (int width : new int[] {1, 255, 256}) {
                for (int level : new int[] {Tile.ENTRIES, 0, 5, 63}) {
                    var tile = new Tile(level, index, width);
                    assertThat(Tile.parse(tile.path())).contains(tile);
                }
            }
        }
        assertThat(
                        List.of(
                                "tile/64/000",
                                "tile/00/000",
                                "tile/0/x000/001",
                                "tile/0/1",
                                "tile/0/000.p/0",
                                "tile/0/000.p/256",
                                "tile/0/000.p/257",
                                "tile/0/000.p/999",
                                "tile/0/x001/x000/x000/x000/x000/x000/x000/000",
                                "tile/0/000.p/01",
                                "tile/0/../000",
                                "tile/-1/000"))
                .allSatisfy(path -> assertThat(Tile.parse(path)).as(path).isEmpty());
    }

    private static List<byte[]> entries(Random random, int count) {
        var entries = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            var entry = ByteBuffer.allocate(4 + random.nextInt(40)).putInt(i);
            entries.add(entry.array());
        }
        return entries;
    }
}
