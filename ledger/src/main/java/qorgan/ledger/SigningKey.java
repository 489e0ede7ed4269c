package qorgan.ledger;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A private key of a log or a witness, in the spelling `PRIVATE+KEY+name+identifier+base64` with
/// the type byte and the seed of 32 bytes, whatever the type.
public final class SigningKey implements AutoCloseable {
    private static final String PREFIX = "PRIVATE+KEY+";
    private static final int SEED = 32;

    private final VerifierKey verifierKey;
    private final byte[] seed;
    private final @Nullable KeyPair mlDsa;
    private final SecureRandom random;

    private SigningKey(String name, KeyType type, byte[] seed, SecureRandom random) {
        this.seed = seed.clone();
        this.random = random;
        this.mlDsa = type == KeyType.MLDSA44_COSIGNATURE ? MlDsa44.fromSeed(seed) : null;
        byte[] publicKey = mlDsa == null ? Ed25519Keys.publicKey(seed) : MlDsa44.publicKey(mlDsa);
        this.verifierKey = new VerifierKey(name, type, publicKey);
    }

    public static SigningKey generate(String name, KeyType type, SecureRandom random) {
        var seed = new byte[SEED];
        random.nextBytes(seed);
        return new SigningKey(name, type, seed, random);
    }

    public static SigningKey parse(String text, SecureRandom random) {
        String stripped = text.strip();
        String[] parts =
                stripped.startsWith(PREFIX)
                        ? stripped.substring(PREFIX.length()).split("\\+", 3)
                        : new String[0];
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a private key");
        }
        byte[] bytes = Base64.getDecoder().decode(parts[2]);
        var type = bytes.length == 1 + SEED ? KeyType.of(bytes[0]) : Optional.<KeyType>empty();
        var key =
                new SigningKey(
                        parts[0],
                        type.orElseThrow(() -> new IllegalArgumentException("unknown key type")),
                        Arrays.copyOfRange(bytes, 1, bytes.length),
                        random);
        if (!parts[1].equals(HexFormat.of().toHexDigits(key.verifierKey.id()))) {
            throw new IllegalArgumentException("the key's identifier is of another key");
        }
        return key;
    }

    /// Secret: for the one file that keeps it.
    public String encoded() {
        byte[] bytes =
                ByteBuffer.allocate(1 + SEED).put(verifierKey.type().code()).put(seed).array();
        return PREFIX
                + verifierKey.name()
                + '+'
                + HexFormat.of().toHexDigits(verifierKey.id())
                + '+'
                + Base64.getEncoder().encodeToString(bytes);
    }

    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /// Signs as the key's type says; `now` goes into the signature of the two cosignature types.
    public NoteSignature sign(Checkpoint checkpoint, Instant now) {
        var type = verifierKey.type();
        long seconds = now.getEpochSecond();
        byte[] message = SigningInput.of(type, verifierKey.name(), seconds, checkpoint);
        byte[] bare =
                mlDsa == null
                        ? Ed25519Keys.sign(seed, message)
                        : MlDsa44.sign(mlDsa, message, random);
        byte[] signature =
                switch (type) {
                    case ED25519 -> bare;
                    case ED25519_COSIGNATURE, MLDSA44_COSIGNATURE ->
                            ByteBuffer.allocate(8 + bare.length).putLong(seconds).put(bare).array();
                };
        return new NoteSignature(verifierKey.name(), verifierKey.id(), signature);
    }

    @Override
    public void close() {
        Arrays.fill(seed, (byte) 0);
    }

    @Override
    public String toString() {
        return "SigningKey[" + verifierKey + "]";
    }
}
