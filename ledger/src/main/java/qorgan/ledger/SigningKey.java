package qorgan.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// A private key of a log or a witness, in the spelling `PRIVATE+KEY+name+identifier+base64` with
/// the type byte and the seed of 32 bytes, whatever the type. Or a key that lies elsewhere, in a
/// token that signs with it: such a one has no spelling.
public final class SigningKey implements AutoCloseable {
    private static final String PREFIX = "PRIVATE+KEY+";
    private static final int SEED = 32;

    private final VerifierKey verifierKey;
    private final byte[] seed;
    private final Signer signer;

    /// Signs a message as it is; whoever calls has put it together.
    @FunctionalInterface
    public interface Signer {
        byte[] sign(byte[] message);
    }

    private SigningKey(VerifierKey verifierKey, byte[] seed, Signer signer) {
        this.verifierKey = verifierKey;
        this.seed = seed;
        this.signer = signer;
    }

    private static SigningKey of(String name, KeyType type, byte[] given, SecureRandom random) {
        byte[] seed = given.clone();
        return switch (type) {
            case ED25519, ED25519_COSIGNATURE ->
                    new SigningKey(
                            new VerifierKey(name, type, Ed25519Keys.publicKey(seed)),
                            seed,
                            message -> Ed25519Keys.sign(seed, message));
            case MLDSA44_COSIGNATURE -> {
                KeyPair pair = MlDsa44.fromSeed(seed);
                yield new SigningKey(
                        new VerifierKey(name, type, MlDsa44.publicKey(pair)),
                        seed,
                        message -> MlDsa44.sign(pair, message, random));
            }
        };
    }

    /// An Ed25519 key that lies in a token. Preconditions: `signer` signs with the private half of
    /// `publicKey`, its 32 bytes.
    public static SigningKey elsewhere(String name, KeyType type, byte[] publicKey, Signer signer) {
        if (type == KeyType.MLDSA44_COSIGNATURE) {
            throw new IllegalArgumentException("tokens keep Ed25519 keys");
        }
        return new SigningKey(new VerifierKey(name, type, publicKey), new byte[0], signer);
    }

    public static SigningKey generate(String name, KeyType type, SecureRandom random) {
        var seed = new byte[SEED];
        random.nextBytes(seed);
        return of(name, type, seed, random);
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
                of(
                        parts[0],
                        type.orElseThrow(() -> new IllegalArgumentException("unknown key type")),
                        Arrays.copyOfRange(bytes, 1, bytes.length),
                        random);
        if (!parts[1].equals(HexFormat.of().toHexDigits(key.verifierKey.id()))) {
            throw new IllegalArgumentException("the key's identifier is of another key");
        }
        return key;
    }

    /// Secret: for the one file that keeps it. Preconditions: the key does not lie elsewhere.
    public String encoded() {
        if (seed.length == 0) {
            throw new IllegalStateException("this key does not leave its token");
        }
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
        byte[] bare = signer.sign(message);
        byte[] signature =
                switch (type) {
                    case ED25519 -> bare;
                    case ED25519_COSIGNATURE, MLDSA44_COSIGNATURE ->
                            ByteBuffer.allocate(8 + bare.length).putLong(seconds).put(bare).array();
                };
        return new NoteSignature(verifierKey.name(), verifierKey.id(), signature);
    }

    /// Signs a text that is no checkpoint, as a plain note signature. Preconditions: the key is of
    /// the plain type.
    public NoteSignature signText(String text) {
        if (verifierKey.type() != KeyType.ED25519) {
            throw new IllegalArgumentException("only the plain type signs texts");
        }
        return new NoteSignature(
                verifierKey.name(),
                verifierKey.id(),
                signer.sign(text.getBytes(StandardCharsets.UTF_8)));
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
