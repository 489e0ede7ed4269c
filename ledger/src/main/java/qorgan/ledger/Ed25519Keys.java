package qorgan.ledger;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// Ed25519 (RFC 8032) from Bouncy Castle, called where it is: a sixteenth of the time of the JDK's
/// own.
final class Ed25519Keys {
    private Ed25519Keys() {}

    static byte[] publicKey(byte[] seed) {
        var key = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, key, 0);
        return key;
    }

    static byte[] sign(byte[] seed, byte[] message) {
        var signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        return Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
    }
}
