package qorgan.benchmarks.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import qorgan.keys.Entropy;
import qorgan.keys.aead.Xaes;

/// One record of 2 KiB, sealed and opened. The yardstick is the JDK's AES-256-GCM with a fresh key
/// for each record, because that is what a record's own derived key costs at the least; each side
/// draws a random nonce, and the fresh key is drawn too.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SealAndOpen {
    private static final int SIZE = 2048;
    private final byte[] key = Entropy.bytes(32);
    private final byte[] plaintext = Entropy.bytes(SIZE);
    private final byte[] place = Entropy.bytes(80);
    private final Xaes xaes = new Xaes(key);
    private final byte[] sealed = new byte[Xaes.sealedLength(SIZE)];
    private byte[] gcmSealed = {};
    private byte[] gcmNonce = {};
    private byte[] tinkSealed = {};
    private byte[] tinkXaesSealed = {};
    private Aead tink = new Nothing();
    private Aead tinkXaes = new Nothing();
    private Cipher reused = reused();

    @Setup
    public void prepare() throws GeneralSecurityException {
        xaes.seal(Entropy.bytes(24), plaintext, place, sealed, 0);
        gcmNonce = Entropy.bytes(12);
        gcmSealed = gcm(Cipher.ENCRYPT_MODE, key, gcmNonce).doFinal(plaintext);
        AeadConfig.register();
        tink = aead("AES256_GCM");
        tinkXaes = aead("XAES");
        tinkSealed = tink.encrypt(plaintext, place);
        tinkXaesSealed = tinkXaes.encrypt(plaintext, place);
    }

    private static Aead aead(String which) throws GeneralSecurityException {
        return KeysetHandle.generateNew(
                        which.equals("XAES")
                                ? PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE
                                : PredefinedAeadParameters.AES256_GCM)
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    @Benchmark
    public byte[] sealQorgan() {
        var result = new byte[Xaes.sealedLength(SIZE)];
        xaes.seal(Entropy.bytes(Xaes.NONCE_BYTES), plaintext, place, result, 0);
        return result;
    }

    @Benchmark
    public byte[] sealJdkFreshKey() throws GeneralSecurityException {
        byte[] fresh = Entropy.bytes(32);
        return gcm(Cipher.ENCRYPT_MODE, fresh, Entropy.bytes(12)).doFinal(plaintext);
    }

    @Benchmark
    public byte[] sealJdkReusedCipher() throws GeneralSecurityException {
        reused.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, Entropy.bytes(12)));
        reused.updateAAD(place);
        return reused.doFinal(plaintext);
    }

    @Benchmark
    public byte[] sealTink() throws GeneralSecurityException {
        return tink.encrypt(plaintext, place);
    }

    @Benchmark
    public byte[] sealTinkXaes() throws GeneralSecurityException {
        return tinkXaes.encrypt(plaintext, place);
    }

    @Benchmark
    public byte[] sealBouncyCastle() throws InvalidCipherTextException {
        return bouncyCastle(true, Entropy.bytes(12), plaintext);
    }

    @Benchmark
    public Object openQorgan() {
        byte[] opened = xaes.open(sealed, 0, place);
        return opened == null ? this : opened;
    }

    @Benchmark
    public byte[] openJdkFreshKey() throws GeneralSecurityException {
        // A key object of its own for each record, as a derived key is.
        return gcm(Cipher.DECRYPT_MODE, Arrays.copyOf(key, 32), gcmNonce).doFinal(gcmSealed);
    }

    @Benchmark
    public byte[] openTink() throws GeneralSecurityException {
        return tink.decrypt(tinkSealed, place);
    }

    @Benchmark
    public byte[] openTinkXaes() throws GeneralSecurityException {
        return tinkXaes.decrypt(tinkXaesSealed, place);
    }

    @Benchmark
    public byte[] openBouncyCastle() throws InvalidCipherTextException {
        return bouncyCastle(false, gcmNonce, gcmSealed);
    }

    private Cipher gcm(int mode, byte[] with, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(with, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(place);
        return cipher;
    }

    private byte[] bouncyCastle(boolean encrypt, byte[] nonce, byte[] input)
            throws InvalidCipherTextException {
        var cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(encrypt, new AEADParameters(new KeyParameter(key), 128, nonce, place));
        var output = new byte[cipher.getOutputSize(input.length)];
        int written = cipher.processBytes(input, 0, input.length, output, 0);
        int ignored = cipher.doFinal(output, written);
        return ignored < 0 ? input : output;
    }

    private static Cipher reused() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Stands in until the set-up has made the real ones.
    private static final class Nothing implements Aead {
        @Override
        public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
            throw new IllegalStateException("not set up");
        }

        @Override
        public byte[] decrypt(byte[] ciphertext, byte[] associatedData) {
            throw new IllegalStateException("not set up");
        }
    }
}
