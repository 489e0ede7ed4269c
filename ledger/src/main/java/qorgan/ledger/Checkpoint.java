package qorgan.ledger;

import java.util.List;
import qorgan.ledger.merkle.Hash;

/// What a log says about itself at one moment (C2SP tlog-checkpoint): its name, how many entries it
/// has, and the root over them. Extension lines are kept for the signature's sake; nothing here
/// gives them a meaning.
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    public Checkpoint {
        if (origin.isEmpty() || size < 0 || origin.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("not a checkpoint");
        }
        if (extensions.stream()
                .anyMatch(line -> line.isEmpty() || line.chars().anyMatch(c -> c < ' '))) {
            throw new IllegalArgumentException("an extension line that is none");
        }
        extensions = List.copyOf(extensions);
    }

    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    /// Reads a note's text; an `IllegalArgumentException` says what is not as it should be.
    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("a checkpoint ends in a newline");
        }
        var lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        if (lines.size() < 3) {
            throw new IllegalArgumentException("a checkpoint has three lines");
        }
        String size = lines.get(1);
        if (!size.matches("0|[1-9][0-9]{0,18}")) {
            throw new IllegalArgumentException("not a tree size");
        }
        return new Checkpoint(
                lines.get(0),
                Long.parseLong(size),
                Hash.parse(lines.get(2)),
                lines.subList(3, lines.size()));
    }

    /// The text that is signed.
    public String body() {
        var body = new StringBuilder();
        body.append(origin).append('\n').append(size).append('\n').append(root).append('\n');
        extensions.forEach(line -> body.append(line).append('\n'));
        return body.toString();
    }
}
