package qorgan.ledger.tiles;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A store for tests, open to every tampering.
public final class MemoryTiles implements TileStore {
    public final Map<String, byte[]> files = new LinkedHashMap<>();

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path)).map(byte[]::clone);
    }

    public byte[] bytes(String path) {
        return read(path).orElseThrow(() -> new AssertionError("no " + path));
    }

    @Override
    public void write(List<TileFile> more) {
        more.forEach(file -> files.putIfAbsent(file.path(), file.bytes()));
    }
}
