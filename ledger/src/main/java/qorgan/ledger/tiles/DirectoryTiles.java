package qorgan.ledger.tiles;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// A log in a directory, in the layout that can be served as it is.
public final class DirectoryTiles implements TileStore {
    private final Path root;

    public DirectoryTiles(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(at(path)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    @Override
    public void write(List<TileFile> files) throws IOException {
        for (TileFile file : files) {
            if (!Files.exists(at(file.path()))) {
                replace(file.path(), file.bytes());
            }
        }
    }

    /// Writes beside the place, forces to disk, then moves over it: a reader sees the old file or
    /// the new one, never half.
    public void replace(String path, byte[] bytes) throws IOException {
        Path target = at(path);
        Path folder = target.getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, ".new", "");
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private Path at(String path) {
        Path target = root.resolve(path).normalize();
        if (!target.startsWith(root)) {
            throw new IllegalArgumentException("outside the log");
        }
        return target;
    }
}
