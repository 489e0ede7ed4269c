package qorgan.ledger.tiles;

/// One file of a log with what is in it.
public record TileFile(Tile tile, byte[] bytes) {
    public String path() {
        return tile.path();
    }
}
