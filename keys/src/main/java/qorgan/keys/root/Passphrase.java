package qorgan.keys.root;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import qorgan.keys.Secret;

/// A custodian's passphrase becomes a key by Argon2id (RFC 9106).
final class Passphrase {
    /// RFC 9106 §4, second recommended option: 64 MiB, three passes (there with four lanes; one
    /// here, since the pure Java generator runs in one thread). Stored with each share, so that it
    /// may grow.
    static final Cost RECOMMENDED = new Cost(64 * 1024, 3);

    record Cost(int kibibytes, int passes) {
        Cost {
            if (kibibytes < 8 || passes < 1) {
                throw new IllegalArgumentException("Argon2id takes at least 8 KiB and one pass");
            }
        }
    }

    private Passphrase() {}

    static Secret key(char[] passphrase, byte[] salt, Cost cost) {
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        var bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(cost.kibibytes())
                        .withIterations(cost.passes())
                        .withParallelism(1)
                        .withSalt(salt)
                        .build());
        var key = new byte[Secret.KEY_BYTES];
        generator.generateBytes(bytes, key);
        Arrays.fill(bytes, (byte) 0);
        return Secret.taking(key);
    }
}
