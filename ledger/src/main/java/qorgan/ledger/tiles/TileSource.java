package qorgan.ledger.tiles;

import java.io.IOException;
import java.util.Optional;

/// Reads the files of a log by their path below its prefix.
@FunctionalInterface
public interface TileSource {
    Optional<byte[]> read(String path) throws IOException;

    /// A tile, or the full one in its place when the log has dropped the partial one, cut to the
    /// width asked for.
    default Optional<byte[]> tile(Tile tile) throws IOException {
        var exact = read(tile.path());
        if (exact.isPresent() || !tile.isPartial()) {
            return exact;
        }
        var full = read(tile.full().path());
        return full.isEmpty() ? full : Optional.of(Bundle.cut(tile, full.get()));
    }
}
