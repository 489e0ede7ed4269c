package qorgan.ledger.tiles;

import java.io.IOException;
import java.util.List;

/// A [TileSource] that a sequencer can write to. Tiles never change once written: a store may skip
/// one it has.
public interface TileStore extends TileSource {
    /// Durable when it returns: the checkpoint that needs these files is signed afterwards.
    void write(List<TileFile> files) throws IOException;
}
