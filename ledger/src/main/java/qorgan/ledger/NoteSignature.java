package qorgan.ledger;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;

/// One signature line of a note: who claims to have signed, with which key, and the signature
/// without the key's identifier.
public record NoteSignature(String name, int keyId, byte[] signature) {
    private static final String DASH = "— ";

    public NoteSignature {
        if (!isKeyName(name)) {
            throw new IllegalArgumentException("not a key's name");
        }
        signature = signature.clone();
    }

    static boolean isKeyName(String name) {
        return !name.isEmpty()
                && name.indexOf('+') < 0
                && name.codePoints()
                        .noneMatch(
                                c ->
                                        Character.isWhitespace(c)
                                                || Character.isSpaceChar(c)
                                                || c < ' ');
    }

    /// Reads one line without its newline; an `IllegalArgumentException` if it is not a signature
    /// line.
    public static NoteSignature parse(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length()) {
            throw new IllegalArgumentException("not a signature line");
        }
        byte[] bytes = Base64.getDecoder().decode(line.substring(space + 1));
        if (bytes.length < 5) {
            throw new IllegalArgumentException("a signature line without a signature");
        }
        var buffer = ByteBuffer.wrap(bytes);
        int keyId = buffer.getInt();
        var signature = new byte[buffer.remaining()];
        buffer.get(signature);
        return new NoteSignature(line.substring(DASH.length(), space), keyId, signature);
    }

    /// The line without its newline.
    public String line() {
        byte[] bytes =
                ByteBuffer.allocate(4 + signature.length).putInt(keyId).put(signature).array();
        return DASH + name + ' ' + Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "NoteSignature[" + name + " " + HexFormat.of().toHexDigits(keyId) + "]";
    }
}
