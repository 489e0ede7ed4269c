package qorgan.ledger;

import java.util.Arrays;
import java.util.Optional;

/// What a note signature is, by the type byte C2SP gives it. The two cosignature types carry the
/// time of signing.
public enum KeyType {
    /// A log's plain signature over the note's text (signed-note).
    ED25519(1, 32, 64),
    /// A cosignature v1 (tlog-cosignature).
    ED25519_COSIGNATURE(4, 32, 8 + 64),
    /// A cosignature over the tree itself, safe against quantum computers (tlog-cosignature); logs
    /// sign with it too.
    MLDSA44_COSIGNATURE(6, 1312, 8 + 2420);

    private final byte code;
    private final int keyLength;
    private final int signatureLength;

    KeyType(int code, int keyLength, int signatureLength) {
        this.code = (byte) code;
        this.keyLength = keyLength;
        this.signatureLength = signatureLength;
    }

    public byte code() {
        return code;
    }

    int keyLength() {
        return keyLength;
    }

    int signatureLength() {
        return signatureLength;
    }

    static Optional<KeyType> of(byte code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }
}
