package qorgan.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes that each type of key signs for a checkpoint (C2SP signed-note and tlog-cosignature).
final class SigningInput {
    private static final byte[] SUBTREE_LABEL =
            "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);

    private SigningInput() {}

    static byte[] of(KeyType type, String name, long seconds, Checkpoint checkpoint) {
        return switch (type) {
            case ED25519 -> utf8(checkpoint.body());
            case ED25519_COSIGNATURE ->
                    utf8("cosignature/v1\ntime " + seconds + "\n" + checkpoint.body());
            case MLDSA44_COSIGNATURE -> subtree(name, seconds, checkpoint);
        };
    }

    /// Label, cosigner, time, origin, start, end, root; names behind a length of one byte, numbers
    /// in eight.
    private static byte[] subtree(String name, long seconds, Checkpoint checkpoint) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(SUBTREE_LABEL);
        text(out, name);
        number(out, seconds);
        text(out, checkpoint.origin());
        number(out, 0);
        number(out, checkpoint.size());
        out.writeBytes(checkpoint.root().bytes());
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = utf8(text);
        if (bytes.length == 0 || bytes.length > 255) {
            throw new IllegalArgumentException("a name of 1 to 255 bytes");
        }
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static void number(ByteArrayOutputStream out, long number) {
        out.writeBytes(ByteBuffer.allocate(8).putLong(number).array());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static boolean verify(
            KeyType type, byte[] publicKey, String name, byte[] signature, Checkpoint checkpoint) {
        return switch (type) {
            case ED25519 -> Ed25519Keys.verify(publicKey, of(type, name, 0, checkpoint), signature);
            case ED25519_COSIGNATURE, MLDSA44_COSIGNATURE -> {
                long seconds = ByteBuffer.wrap(signature).getLong();
                if (seconds < 0 || utf8(checkpoint.origin()).length > 255) {
                    yield false;
                }
                byte[] message = of(type, name, seconds, checkpoint);
                byte[] bare = Arrays.copyOfRange(signature, 8, signature.length);
                yield type == KeyType.MLDSA44_COSIGNATURE
                        ? MlDsa44.verify(publicKey, message, bare)
                        : Ed25519Keys.verify(publicKey, message, bare);
            }
        };
    }
}
