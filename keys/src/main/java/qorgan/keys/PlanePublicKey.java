package qorgan.keys;

import java.util.Arrays;
import java.util.HexFormat;

/// An office's public key for halves of P keys: X-Wing, that is X25519 with ML-KEM-768.
public final class PlanePublicKey {
    private final byte[] encoded;

    private PlanePublicKey(byte[] encoded) {
        this.encoded = encoded;
    }

    public static PlanePublicKey of(byte[] encoded) {
        if (encoded.length != HalfCipher.PUBLIC_KEY_BYTES) {
            throw new IllegalArgumentException("an X-Wing public key has 1216 bytes");
        }
        return new PlanePublicKey(encoded.clone());
    }

    public byte[] encoded() {
        return encoded.clone();
    }

    /// Eight bytes that name this key where a half says for which key it is.
    public byte[] id() {
        return Arrays.copyOf(Hash.sha256(encoded), HalfCipher.KEY_ID_BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlanePublicKey that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return "PlanePublicKey[" + HexFormat.of().formatHex(id()) + "]";
    }
}
