package qorgan.keys.root;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Files whose loss would lose every key.
final class DurableFile {
    private DurableFile() {}

    /// Written beside, forced to the disk, moved over, and the directory forced too: a crash at any
    /// moment leaves the old file or the new one, whole.
    static void replace(Path file, byte[] bytes) throws IOException {
        var staged = file.resolveSibling(file.getFileName() + ".new");
        try (var channel =
                FileChannel.open(
                        staged,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(
                staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var directory =
                FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
