package qorgan.keys.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import qorgan.keys.PlaneOffice;
import qorgan.keys.json.CanonicalJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Everything an agent did, in its own append-only file, each line chained to the one before by
/// SHA-256: a line is on the disk before a half leaves. The lines are canonical JSON without
/// values, so that the service takes them over as leaves of the log, and a missing line shows.
public final class AgentJournal {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String FIRST = "0".repeat(64);

    /// One line.
    ///
    /// @param outcome `given`, or the code of the refusal
    public record Line(
            long number,
            String previous,
            String office,
            Instant at,
            UUID entry,
            UUID record,
            String field,
            String official,
            String outcome) {
        /// The bytes that stand in the file, and from which the next line's `previous` is hashed.
        public byte[] canonical() {
            return CanonicalJson.of(
                    Map.of(
                            "number",
                            number,
                            "previous",
                            previous,
                            "office",
                            office,
                            "at",
                            at.toString(),
                            "entry",
                            entry.toString(),
                            "record",
                            record.toString(),
                            "field",
                            field,
                            "official",
                            official,
                            "outcome",
                            outcome));
        }
    }

    static final String GIVEN = "given";

    private final Path file;
    private final PlaneOffice office;
    private final Map<UUID, Set<String>> given = new HashMap<>();
    private @Nullable FileChannel writing;
    private long length;
    private String head = FIRST;
    private long next;

    private AgentJournal(Path file, PlaneOffice office) {
        this.file = file;
        this.office = office;
    }

    /// Opens the journal and checks its chain. The beginning of a line that a crash cut off is
    /// removed: nothing was answered on it.
    ///
    /// @throws IllegalStateException if a line was changed, removed or put in
    public static AgentJournal open(Path file, PlaneOffice office) {
        var journal = new AgentJournal(file, office);
        journal.cutTornEnd();
        for (var text : journal.texts()) {
            var line = parse(text);
            if (line.number() != journal.next
                    || !line.previous().equals(journal.head)
                    || !text.equals(new String(line.canonical(), UTF_8))) {
                throw new IllegalStateException(
                        "the agent's journal is broken at line " + journal.next);
            }
            journal.take(line);
        }
        return journal;
    }

    private void cutTornEnd() {
        if (!Files.exists(file)) {
            return;
        }
        try (var channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var last = ByteBuffer.allocate(1);
            length = channel.size();
            while (length > 0
                    && channel.read(last.clear(), length - 1) == 1
                    && last.get(0) != '\n') {
                length--;
            }
            channel.truncate(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All lines, for whoever puts them on the ledger.
    public List<Line> lines() {
        return texts().stream().map(AgentJournal::parse).toList();
    }

    private List<String> texts() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Up to `most` lines from that number on, as they stand in the file.
    synchronized List<String> from(long number, int most) {
        if (number >= next) {
            return List.of();
        }
        try (var lines = Files.lines(file)) {
            return lines.skip(number).limit(most).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Closes the file; a later line opens it again.
    synchronized void close() {
        var channel = writing;
        writing = null;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Reads one line.
    ///
    /// @throws IllegalStateException when it is none
    public static Line read(String text) {
        return parse(text);
    }

    /// True when this entry was given its half for that place before.
    synchronized boolean wasGiven(UUID entry, UUID record, String field) {
        return given.getOrDefault(entry, Set.of()).contains(record + field);
    }

    synchronized void write(
            Instant at, UUID entry, UUID record, String field, String official, String outcome) {
        var line = new Line(next, head, office.code(), at, entry, record, field, official, outcome);
        append(line.canonical());
        take(line);
    }

    /// What a failed write left behind (a full disk) is removed first: the line would otherwise
    /// stand behind half of another, and the journal would not open again.
    private void append(byte[] line) {
        try {
            var channel = channel();
            channel.truncate(length);
            var rest = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(false);
            length += rest.capacity();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileChannel channel() throws IOException {
        var channel = writing;
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            writing = channel;
        }
        return channel;
    }

    /// Tells of what was given before, so that ceilings hold over a restart.
    synchronized void replay(BiConsumer<UUID, Instant> each) {
        for (var line : lines()) {
            if (line.outcome().equals(GIVEN)) {
                each.accept(UUID.fromString(line.official()), line.at());
            }
        }
    }

    private void take(Line line) {
        if (line.outcome().equals(GIVEN)) {
            given.computeIfAbsent(line.entry(), absent -> new HashSet<>())
                    .add(line.record() + line.field());
        }
        head = HexFormat.of().formatHex(sha256(line.canonical()));
        next++;
    }

    private static Line parse(String text) {
        try {
            var node = MAPPER.readTree(text.getBytes(UTF_8));
            return new Line(
                    node.path("number").longValue(),
                    GrantTerms.text(node, "previous"),
                    GrantTerms.text(node, "office"),
                    Instant.parse(GrantTerms.text(node, "at")),
                    GrantTerms.uuid(node, "entry"),
                    GrantTerms.uuid(node, "record"),
                    GrantTerms.text(node, "field"),
                    GrantTerms.text(node, "official"),
                    GrantTerms.text(node, "outcome"));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new IllegalStateException("the agent's journal has an unreadable line", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no SHA-256", e);
        }
    }
}
