package qorgan.ledger.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import qorgan.ledger.TestLog;
import qorgan.ledger.merkle.Hash;

class TileTreeTest {
    private static final int TILES = 70;

    private final List<String> fetched = new ArrayList<>();
    private final TileSource zeroes =
            path -> {
                fetched.add(path);
                return Optional.of(new byte[Tile.WIDTH * Hash.SIZE]);
            };

    @Test
    void a_tile_is_fetched_once_and_the_last_sixty_four_are_remembered() {
        var tree = new TileTree(zeroes, TILES * (long) Tile.WIDTH);
        visit(tree, 64);
        visit(tree, 64);
        assertThat(fetched).hasSize(64).doesNotHaveDuplicates();
        visit(tree, 65);
        assertThat(fetched).hasSize(65);
        // The one that was asked for longest ago is gone, and no other.
        tree.node(0, 64L * Tile.WIDTH);
        tree.node(0, Tile.WIDTH);
        assertThat(fetched).hasSize(65);
        tree.node(0, 0);
        assertThat(fetched).hasSize(66);
    }

    private static void visit(TileTree tree, int tiles) {
        for (long tile = 0; tile < tiles; tile++) {
            tree.node(0, tile * Tile.WIDTH);
        }
    }

    @Test
    void a_bundle_that_ends_too_early_is_told_from_one_that_is_missing() throws IOException {
        var log = new TestLog().grow(10);
        var path = "tile/entries/000.p/10";
        log.store.files.put(path, Arrays.copyOf(log.store.bytes(path), 5 * 35));
        assertThat(log.tree().entry(4)).isEqualTo(log.openings.get(4).leaf().bytes());
        assertThatThrownBy(() -> log.tree().entry(5))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("entry 5 is cut");
        log.store.files.remove(path);
        assertThatThrownBy(() -> log.tree().entry(4))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("lacks " + path);
        assertThatThrownBy(() -> log.tree().entry(300))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
