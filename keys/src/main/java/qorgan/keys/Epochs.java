package qorgan.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The monthly epoch keys, in a directory that is never part of a database backup.
///
/// A key that may be destroyed is wrapped under its class key and then under the month's epoch key.
/// To destroy it, its row is deleted; each month the remaining rows are carried to the next epoch,
/// and the old epoch's file is deleted. A backup then holds rows that no longer open: so a
/// destroyed key is gone from every backup once the epoch it was last wrapped under is gone, at
/// most 35 days later (31 days of the month, 4 to carry over).
///
/// `erased` in the same directory lists, by hash, the keys that were destroyed: a database restored
/// from too early a backup brings their rows back while their epoch still lives, and the list keeps
/// them closed.
public final class Epochs {
    private static final String SUFFIX = ".epoch";
    private static final String ERASED = "erased";

    private final Path directory;
    private final Map<YearMonth, Secret> opened = new HashMap<>();

    private Set<String> erased = Set.of();
    private long erasedLength;

    private Epochs(Path directory) {
        this.directory = directory;
    }

    /// The epochs of a directory, which is made if there is none.
    public static Epochs in(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Epochs(directory);
    }

    /// The months whose keys exist.
    public SortedSet<YearMonth> present() {
        var months = new TreeSet<YearMonth>();
        try (var files = Files.list(directory)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .forEach(name -> months.add(YearMonth.parse(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return months;
    }

    /// How many destroyed keys are kept closed by the list.
    public int erasures() {
        return erased().size();
    }

    /// The month's key, made when it doesn't exist yet; the caller closes it.
    synchronized Secret obtain(YearMonth month, KeyManagement root) {
        var existing = find(month, root);
        if (existing.isPresent()) {
            return existing.get();
        }
        try (var fresh = Entropy.key()) {
            write(file(month), root.wrap(fresh, purpose(month)));
        } catch (FileAlreadyExistsException e) {
            // Another instance was faster: its key is the month's.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return find(month, root).orElseThrow(CannotOpen::new);
    }

    /// The month's key, which the caller closes, or nothing when it was destroyed.
    synchronized Optional<Secret> find(YearMonth month, KeyManagement root) {
        if (!Files.exists(file(month))) {
            forget(month);
            return Optional.empty();
        }
        var known = opened.get(month);
        if (known == null) {
            try {
                known = root.unwrap(Files.readAllBytes(file(month)), purpose(month));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            opened.put(month, known);
        }
        return Optional.of(known.duplicate());
    }

    /// Wraps every epoch key again under `next`: a step of moving to another provider. A move that
    /// was cut off goes on: what only `next` opens has been moved.
    synchronized void rewrap(KeyManagement from, KeyManagement next) {
        for (var month : present()) {
            if (isMoved(month, from, next)) {
                continue;
            }
            try (var key = find(month, from).orElseThrow(CannotOpen::new)) {
                var staged = directory.resolve(month + ".moving");
                Files.deleteIfExists(staged);
                write(staged, next.wrap(key, purpose(month)));
                Files.move(
                        staged,
                        file(month),
                        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private boolean isMoved(YearMonth month, KeyManagement from, KeyManagement next) {
        try {
            byte[] wrapped = Files.readAllBytes(file(month));
            return next.opens(wrapped, purpose(month)) && !from.opens(wrapped, purpose(month));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Deletes the month's key. Whatever is still wrapped under it is gone for good.
    synchronized void destroy(YearMonth month) {
        forget(month);
        try {
            if (Files.exists(file(month))) {
                // Overwritten first: on a disk without copy-on-write this removes the bytes too.
                Files.write(file(month), new byte[(int) Files.size(file(month))]);
                Files.delete(file(month));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a destruction down before the row is deleted; the line is on the disk when this
    /// returns.
    synchronized void noteErasure(String region, java.util.UUID owner, String purpose) {
        // A line of its own, also behind one that a crash cut off.
        var line = "\n" + fingerprint(region, owner, purpose) + "\n";
        try (var channel =
                FileChannel.open(
                        directory.resolve(ERASED),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND)) {
            var rest = java.nio.ByteBuffer.wrap(line.getBytes(UTF_8));
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isErased(KeyName name) {
        var list = erased();
        return !list.isEmpty()
                && list.contains(fingerprint(name.region(), name.owner(), name.purpose()));
    }

    synchronized void close() {
        opened.values().forEach(Secret::close);
        opened.clear();
    }

    /// The list is read again when it has grown, which another instance may have caused.
    private synchronized Set<String> erased() {
        var file = directory.resolve(ERASED);
        try {
            long length = Files.exists(file) ? Files.size(file) : 0;
            if (length != erasedLength) {
                erased = length == 0 ? Set.of() : fingerprints(file);
                erasedLength = length;
            }
            return erased;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> fingerprints(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isEmpty()).collect(Collectors.toUnmodifiableSet());
        }
    }

    private void forget(YearMonth month) {
        var known = opened.remove(month);
        if (known != null) {
            known.close();
        }
    }

    private Path file(YearMonth month) {
        return directory.resolve(month + SUFFIX);
    }

    private static String purpose(YearMonth month) {
        return "epoch/" + month;
    }

    private static String fingerprint(String region, java.util.UUID owner, String purpose) {
        return HexFormat.of()
                .formatHex(Hash.sha256((region + "/" + owner + "/" + purpose).getBytes(UTF_8)));
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(bytes));
            channel.force(true);
        }
    }
}
