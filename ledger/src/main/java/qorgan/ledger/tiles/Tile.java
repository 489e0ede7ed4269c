package qorgan.ledger.tiles;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of one file of a tiled log (C2SP tlog-tiles): hashes at `level` 0 to 63, or entries at
/// [#ENTRIES]; a width under 256 makes it a partial one.
public record Tile(int level, long index, int width) {
    public static final int WIDTH = 256;
    public static final int ENTRIES = -1;

    private static final Pattern PATH =
            Pattern.compile(
                    "tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public Tile {
        if (level < ENTRIES || level > 63 || index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException(
                    "no such tile: " + level + ", " + index + ", " + width);
        }
    }

    public static Tile hashes(int level, long index, int width) {
        return new Tile(level, index, width);
    }

    public static Tile entries(long index, int width) {
        return new Tile(ENTRIES, index, width);
    }

    /// How wide the tile is in a tree of `size` leaves; 0 when that tree does not have it.
    public static int widthIn(long size, int level, long index) {
        long hashes = level > 7 ? 0 : size >> 8 * Math.max(level, 0);
        return (int) Math.clamp(hashes - index * WIDTH, 0L, (long) WIDTH);
    }

    public boolean isPartial() {
        return width < WIDTH;
    }

    public Tile full() {
        return new Tile(level, index, WIDTH);
    }

    /// The path below the log's prefix, such as `tile/0/x001/234.p/5`.
    public String path() {
        var number = new StringBuilder(String.format("%03d", index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            number.insert(0, String.format("x%03d/", rest % 1000));
        }
        return "tile/"
                + (level == ENTRIES ? "entries" : Integer.toString(level))
                + "/"
                + number
                + (isPartial() ? ".p/" + width : "");
    }

    /// Reads a path back; empty for anything that [#path] would not have written.
    public static Optional<Tile> parse(String path) {
        var match = PATH.matcher(path);
        if (!match.matches() || match.group(2).length() > 23) {
            return Optional.empty();
        }
        int level = match.group(1).equals("entries") ? ENTRIES : Integer.parseInt(match.group(1));
        long index = Long.parseLong(match.group(2).replaceAll("[x/]", ""));
        int width = match.group(3) == null ? WIDTH : Integer.parseInt(match.group(3));
        if (level > 63 || width > WIDTH) {
            return Optional.empty();
        }
        var tile = new Tile(level, index, width);
        return tile.path().equals(path) ? Optional.of(tile) : Optional.empty();
    }
}
