package qorgan.ledger.tiles;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Copies the files of a tree of one size, and no others, from anywhere into a directory.
public final class LogCopy {
    private LogCopy() {}

    /// What a copy brought over; files that were there already are not fetched again.
    public record Copied(long files, long bytes) {}

    /// Every tile that a tree of `size` leaves has, entries first, then the hashes from level 0 up.
    public static Stream<Tile> tiles(long size) {
        int levels = (64 - Long.numberOfLeadingZeros(size) + 7) / 8;
        return IntStream.range(Tile.ENTRIES, levels)
                .boxed()
                .flatMap(
                        level ->
                                LongStream.range(0, count(size, level))
                                        .mapToObj(
                                                index ->
                                                        new Tile(
                                                                level,
                                                                index,
                                                                Tile.widthIn(size, level, index))));
    }

    private static long count(long size, int level) {
        long hashes = size >> 8 * Math.max(level, 0);
        return (hashes + Tile.WIDTH - 1) / Tile.WIDTH;
    }

    /// The tiles first, then `texts` (such as `vkey`), the checkpoint last: whoever finds a
    /// checkpoint in the copy finds everything under it.
    public static Copied copy(
            TileSource from, DirectoryTiles to, long size, List<Text> texts, byte[] checkpoint)
            throws IOException {
        long files = 0;
        long bytes = 0;
        for (Tile tile : (Iterable<Tile>) tiles(size)::iterator) {
            if (to.read(tile.path()).isPresent()) {
                continue;
            }
            byte[] content =
                    from.tile(tile)
                            .orElseThrow(() -> new IOException("the log lacks " + tile.path()));
            to.write(List.of(new TileFile(tile, content)));
            files++;
            bytes += content.length;
        }
        var last = new ArrayList<>(texts);
        last.add(new Text("checkpoint", checkpoint));
        for (Text text : last) {
            to.replace(text.path(), text.bytes());
            files++;
            bytes += text.bytes().length;
        }
        return new Copied(files, bytes);
    }

    /// A file of the log beside its tiles.
    public record Text(String path, byte[] bytes) {}
}
