package qorgan.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A public key that signs notes, in the spelling `name+identifier+base64` (C2SP signed-note,
/// "vkey").
public final class VerifierKey {
    private final String name;
    private final KeyType type;
    private final byte[] publicKey;
    private final int id;

    VerifierKey(String name, KeyType type, byte[] publicKey) {
        if (!NoteSignature.isKeyName(name) || publicKey.length != type.keyLength()) {
            throw new IllegalArgumentException("not a key");
        }
        this.name = name;
        this.type = type;
        this.publicKey = publicKey.clone();
        this.id = identifier(name, type, publicKey);
    }

    /// An `IllegalArgumentException` says why the text is no key this program knows.
    public static VerifierKey parse(String vkey) {
        String[] parts = vkey.strip().split("\\+", 3);
        if (parts.length != 3 || !parts[1].matches("[0-9a-f]{8}")) {
            throw new IllegalArgumentException("a key is written name+identifier+base64");
        }
        byte[] bytes = Base64.getDecoder().decode(parts[2]);
        var type = bytes.length == 0 ? Optional.<KeyType>empty() : KeyType.of(bytes[0]);
        var key =
                new VerifierKey(
                        parts[0],
                        type.orElseThrow(() -> new IllegalArgumentException("unknown key type")),
                        Arrays.copyOfRange(bytes, 1, bytes.length));
        if (key.id != HexFormat.fromHexDigits(parts[1])) {
            throw new IllegalArgumentException("the key's identifier is of another key");
        }
        return key;
    }

    /// One key a line; blank lines and lines beginning with `#` are passed over.
    public static List<VerifierKey> parseAll(String lines) {
        return lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(VerifierKey::parse)
                .toList();
    }

    private static int identifier(String name, KeyType type, byte[] publicKey) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(type.code());
            return ByteBuffer.wrap(digest.digest(publicKey)).getInt();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    public String name() {
        return name;
    }

    public KeyType type() {
        return type;
    }

    public byte[] publicKey() {
        return publicKey.clone();
    }

    public int id() {
        return id;
    }

    public String encoded() {
        byte[] bytes =
                ByteBuffer.allocate(1 + publicKey.length).put(type.code()).put(publicKey).array();
        return name
                + '+'
                + HexFormat.of().toHexDigits(id)
                + '+'
                + Base64.getEncoder().encodeToString(bytes);
    }

    /// Whether a signature line says it is this key's: by name and identifier together.
    public boolean claims(NoteSignature signature) {
        return signature.keyId() == id && signature.name().equals(name);
    }

    /// Whether this key signed this checkpoint. Preconditions: none; a line of another key is
    /// simply not valid here.
    public boolean verifies(NoteSignature signature, Checkpoint checkpoint) {
        return claims(signature)
                && signature.signature().length == type.signatureLength()
                && SigningInput.verify(type, publicKey, name, signature.signature(), checkpoint);
    }

    /// Whether the note carries a valid signature of this key over the checkpoint it says.
    public boolean signed(SignedNote note) {
        var checkpoint = Checkpoint.parse(note.text());
        return note.signatures().stream().anyMatch(line -> verifies(line, checkpoint));
    }

    /// Whether the note carries a valid plain signature of this key over its text, whatever the
    // text
    /// is. False for the cosignature types, which sign checkpoints alone.
    public boolean signedText(SignedNote note) {
        byte[] text = note.text().getBytes(StandardCharsets.UTF_8);
        return type == KeyType.ED25519
                && note.signatures().stream()
                        .anyMatch(
                                line ->
                                        claims(line)
                                                && line.signature().length == type.signatureLength()
                                                && Ed25519Keys.verify(
                                                        publicKey, text, line.signature()));
    }

    /// When a cosignature says it was given; empty for the plain type. Not verified here.
    public Optional<Instant> time(NoteSignature signature) {
        return switch (type) {
            case ED25519 -> Optional.empty();
            case ED25519_COSIGNATURE, MLDSA44_COSIGNATURE ->
                    Optional.of(
                            Instant.ofEpochSecond(
                                    ByteBuffer.wrap(signature.signature()).getLong()));
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey key
                && name.equals(key.name)
                && type == key.type
                && Arrays.equals(publicKey, key.publicKey);
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return name + '+' + HexFormat.of().toHexDigits(id);
    }
}
