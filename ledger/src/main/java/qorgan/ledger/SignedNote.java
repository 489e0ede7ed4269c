package qorgan.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A text with signature lines under it (C2SP signed-note). Reading one verifies nothing: see
/// [VerifierKey].
public record SignedNote(String text, List<NoteSignature> signatures) {
    private static final int LONGEST = 1 << 20;
    private static final int MOST_SIGNATURES = 100;

    /// Preconditions: `text` ends in a newline and holds no other control character.
    public SignedNote {
        if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new IllegalArgumentException("not the text of a note");
        }
        signatures = List.copyOf(signatures);
    }

    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException("a note of over a megabyte");
        }
        try {
            return parse(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notUtf8) {
            throw new IllegalArgumentException("a note that is not UTF-8", notUtf8);
        }
    }

    private static SignedNote parse(String note) {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n") || blank + 2 == note.length()) {
            throw new IllegalArgumentException("a note without signatures");
        }
        var signatures = new ArrayList<NoteSignature>();
        for (String line : note.substring(blank + 2, note.length() - 1).split("\n", -1)) {
            signatures.add(NoteSignature.parse(line));
        }
        if (signatures.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException("over a hundred signatures");
        }
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    public SignedNote with(NoteSignature more) {
        var all = new ArrayList<>(signatures);
        all.removeIf(one -> one.name().equals(more.name()) && one.keyId() == more.keyId());
        all.add(more);
        return new SignedNote(text, all);
    }

    public byte[] bytes() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()).append('\n'));
        return note.toString().getBytes(StandardCharsets.UTF_8);
    }
}
