package qorgan.ledger.witness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.SignedNote;
import qorgan.ledger.Succession;
import qorgan.ledger.tiles.DirectoryTiles;

/// A witness's memory: one directory, one file a log with the last checkpoint it cosigned, replaced
/// whole and forced to disk. The directory is locked for one process. A file that cannot be read
/// stops the witness: forgetting would let a log go back.
public final class SeenCheckpoints implements AutoCloseable {
    private final DirectoryTiles files;
    private final FileChannel lock;

    public SeenCheckpoints(Path directory) throws IOException {
        Files.createDirectories(directory);
        files = new DirectoryTiles(directory);
        lock =
                FileChannel.open(
                        directory.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (!locked(lock)) {
            lock.close();
            throw new IOException("another witness uses " + directory);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    public Optional<Checkpoint> last(String origin) throws IOException {
        var bytes = files.read(path(origin));
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            var checkpoint = Checkpoint.parse(SignedNote.parse(bytes.get()).text());
            if (!checkpoint.origin().equals(origin)) {
                throw new IOException("the memory of " + origin + " is of another log");
            }
            return Optional.of(checkpoint);
        } catch (IllegalArgumentException broken) {
            throw new IOException("the memory of " + origin + " cannot be read", broken);
        }
    }

    void replace(SignedNote note) throws IOException {
        files.replace(path(Checkpoint.parse(note.text()).origin()), note.bytes());
    }

    /// The successions of a log that were taken, the oldest first.
    List<Succession> successions(String origin) throws IOException {
        var taken = new ArrayList<Succession>();
        for (int number = 1; ; number++) {
            var bytes = files.read(successionPath(origin, number));
            if (bytes.isEmpty()) {
                return List.copyOf(taken);
            }
            try {
                taken.add(Succession.parse(bytes.get()));
            } catch (IllegalArgumentException broken) {
                throw new IOException("the keys of " + origin + " cannot be read", broken);
            }
        }
    }

    void keepSuccession(String origin, int number, byte[] file) throws IOException {
        files.replace(successionPath(origin, number), file);
    }

    private static String successionPath(String origin, int number) {
        return "successions/" + digest(origin) + "-" + number;
    }

    /// Keeps a request that the log signed and that does not fit what was seen, with what was seen.
    void keepEvidence(AddCheckpoint request, Instant now) throws IOException {
        var checkpoint = request.checkpoint();
        String name =
                "evidence/"
                        + digest(checkpoint.origin())
                        + "-"
                        + checkpoint.size()
                        + "-"
                        + digest(checkpoint.root().toString());
        files.replace(name + ".request", request.bytes());
        files.replace(name + ".time", (now + "\n").getBytes(StandardCharsets.UTF_8));
        var before = files.read(path(checkpoint.origin()));
        if (before.isPresent()) {
            files.replace(name + ".seen", before.get());
        }
    }

    private static String path(String origin) {
        return "seen/" + digest(origin);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)),
                            0,
                            12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
