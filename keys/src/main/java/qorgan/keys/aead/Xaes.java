package qorgan.keys.aead;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// XAES-256-GCM (C2SP), with and without a commitment to the key.
///
/// ## Why
///
/// AES-GCM takes a nonce of 96 bits. Drawn at random, it may be used for 2³² messages a key before
/// a repetition becomes likelier than 2⁻³², and a repetition gives the authentication key away. A
/// subject's records have no such bound over decades. XAES-256-GCM takes 192 bits: the first half
/// derives a key for this message, the second half is its GCM nonce, and random nonces are safe for
/// 2⁸⁰ messages a key (C2SP: 2⁻³² risk).
///
/// ## Derivation (C2SP XAES-256-GCM; NIST SP 800-108r1 counter mode over CMAC)
///
/// With L = AES(K, 0¹²⁸) and K1 = L doubled in GF(2¹²⁸), and N₁ the first twelve bytes of the
/// nonce: the message key is AES(K, (00 01 'X' 00 ‖ N₁) ⊕ K1) ‖ AES(K, (00 02 'X' 00 ‖ N₁) ⊕ K1).
/// The message is encrypted with AES-256-GCM under it, with the nonce's last twelve bytes.
///
/// ## Commitment
///
/// GCM does not commit: someone who chooses two keys can make one ciphertext that opens under both,
/// differently. So [#seal] runs the same derivation on: counters 3 and 4 give 32 bytes more, which
/// stand before the ciphertext and are compared in constant time before anything is decrypted. For
/// one nonce, which is part of the ciphertext, two keys have the same commitment with the
/// probability of a 256-bit collision; see `docs/decisions` for the argument.
public final class Xaes implements AutoCloseable {
    public static final int KEY_BYTES = 32;
    public static final int NONCE_BYTES = 24;
    public static final int TAG_BYTES = 16;
    public static final int COMMITMENT_BYTES = 32;

    private static final int BLOCK = 16;
    private static final int HALF_NONCE = 12;

    /// AES-256 on whole blocks, each by itself, under a key that may stay where it is (a token).
    @FunctionalInterface
    public interface Blocks {
        byte[] encrypt(byte[] blocks);
    }

    /// Named once: looking through all providers costs as much as encrypting a record.
    private static final Provider JDK = Security.getProvider("SunJCE");

    private final byte[] key;
    private final AtomicReference<@Nullable Cipher> idle = new AtomicReference<>();

    /// It keeps the last message's key, which whoever has this object can derive anyway.
    private final AtomicReference<@Nullable Cipher> idleGcm = new AtomicReference<>();

    private final Blocks aes;
    private final byte[] subkey;

    /// Copies the key; [#close] wipes the copy.
    public Xaes(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("XAES-256-GCM takes a key of 32 bytes");
        }
        this.key = key.clone();
        this.aes = this::underKey;
        this.subkey = doubled(aes.encrypt(new byte[BLOCK]));
    }

    /// Under a key that only `aes` holds: of the root key, XAES needs nothing but single blocks.
    public Xaes(Blocks aes) {
        this.key = new byte[0];
        this.aes = aes;
        this.subkey = doubled(aes.encrypt(new byte[BLOCK]));
    }

    /// Plain XAES-256-GCM: ciphertext and tag.
    public byte[] encrypt(byte[] nonce, byte[] plaintext, byte[] associatedData) {
        byte[] derived = derive(nonce, 2);
        var sealed = new byte[plaintext.length + TAG_BYTES];
        gcm(
                Cipher.ENCRYPT_MODE,
                derived,
                nonce,
                associatedData,
                plaintext,
                0,
                plaintext.length,
                sealed,
                0);
        return sealed;
    }

    /// The reverse of [#encrypt]; null when it does not verify.
    public byte @Nullable [] decrypt(byte[] nonce, byte[] ciphertext, byte[] associatedData) {
        if (ciphertext.length < TAG_BYTES) {
            return null;
        }
        byte[] derived = derive(nonce, 2);
        var plaintext = new byte[ciphertext.length - TAG_BYTES];
        return gcm(
                        Cipher.DECRYPT_MODE,
                        derived,
                        nonce,
                        associatedData,
                        ciphertext,
                        0,
                        ciphertext.length,
                        plaintext,
                        0)
                ? plaintext
                : null;
    }

    /// How many bytes [#seal] writes for a plaintext of that length.
    public static int sealedLength(int plaintext) {
        return NONCE_BYTES + COMMITMENT_BYTES + plaintext + TAG_BYTES;
    }

    /// Writes nonce, commitment, ciphertext and tag into `target` from `offset`.
    public void seal(
            byte[] nonce, byte[] plaintext, byte[] associatedData, byte[] target, int offset) {
        byte[] derived = derive(nonce, 4);
        System.arraycopy(nonce, 0, target, offset, NONCE_BYTES);
        System.arraycopy(derived, KEY_BYTES, target, offset + NONCE_BYTES, COMMITMENT_BYTES);
        gcm(
                Cipher.ENCRYPT_MODE,
                derived,
                nonce,
                associatedData,
                plaintext,
                0,
                plaintext.length,
                target,
                offset + NONCE_BYTES + COMMITMENT_BYTES);
    }

    /// The reverse of [#seal], reading `source` from `offset` to its end; null when it does not
    /// open.
    public byte @Nullable [] open(byte[] source, int offset, byte[] associatedData) {
        int body = offset + NONCE_BYTES + COMMITMENT_BYTES;
        if (source.length < body + TAG_BYTES) {
            return null;
        }
        byte[] nonce = Arrays.copyOfRange(source, offset, offset + NONCE_BYTES);
        byte[] derived = derive(nonce, 4);
        byte[] expected = Arrays.copyOfRange(derived, KEY_BYTES, KEY_BYTES + COMMITMENT_BYTES);
        byte[] stated = Arrays.copyOfRange(source, offset + NONCE_BYTES, body);
        if (!MessageDigest.isEqual(expected, stated)) {
            Arrays.fill(derived, (byte) 0);
            return null;
        }
        var plaintext = new byte[source.length - body - TAG_BYTES];
        return gcm(
                        Cipher.DECRYPT_MODE,
                        derived,
                        nonce,
                        associatedData,
                        source,
                        body,
                        source.length - body,
                        plaintext,
                        0)
                ? plaintext
                : null;
    }

    @Override
    public void close() {
        idle.set(null);
        idleGcm.set(null);
        Arrays.fill(key, (byte) 0);
        Arrays.fill(subkey, (byte) 0);
    }

    @Override
    public String toString() {
        return "Xaes[hidden]";
    }

    /// The first `count` blocks of the counter-mode derivation for this nonce.
    private byte[] derive(byte[] nonce, int count) {
        if (nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException("XAES-256-GCM takes a nonce of 24 bytes");
        }
        var input = new byte[count * BLOCK];
        for (int block = 0; block < count; block++) {
            int at = block * BLOCK;
            input[at + 1] = (byte) (block + 1);
            input[at + 2] = 'X';
            System.arraycopy(nonce, 0, input, at + 4, HALF_NONCE);
            for (int i = 0; i < BLOCK; i++) {
                input[at + i] ^= subkey[i];
            }
        }
        return aes.encrypt(input);
    }

    /// The cipher is kept between records, with the key that this object holds anyway; a second
    /// thread that finds it taken makes its own.
    private byte[] underKey(byte[] input) {
        try {
            var kept = idle.getAndSet(null);
            var cipher = kept == null ? aes() : kept;
            byte[] output = cipher.doFinal(input);
            idle.set(cipher);
            return output;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK refuses AES-256", e);
        }
    }

    private Cipher aes() throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/ECB/NoPadding", JDK);
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        return cipher;
    }

    private static byte[] doubled(byte[] value) {
        var result = new byte[BLOCK];
        int carry = 0;
        for (int i = BLOCK - 1; i >= 0; i--) {
            int bits = value[i] & 0xFF;
            result[i] = (byte) (bits << 1 | carry);
            carry = bits >>> 7;
        }
        // x^128 = x^7 + x^2 + x + 1, without a branch on the key's bit.
        result[BLOCK - 1] ^= (byte) (0x87 & -carry);
        return result;
    }

    /// One GCM operation under the first 32 bytes of `derived`, which is wiped. False: bad tag.
    private boolean gcm(
            int mode,
            byte[] derived,
            byte[] nonce,
            byte[] associatedData,
            byte[] input,
            int from,
            int length,
            byte[] output,
            int to) {
        try {
            var kept = idleGcm.getAndSet(null);
            var cipher = kept == null ? Cipher.getInstance("AES/GCM/NoPadding", JDK) : kept;
            cipher.init(
                    mode,
                    new SecretKeySpec(derived, 0, KEY_BYTES, "AES"),
                    new GCMParameterSpec(TAG_BYTES * 8, nonce, HALF_NONCE, HALF_NONCE));
            cipher.updateAAD(associatedData);
            var _ = cipher.doFinal(input, from, length, output, to);
            idleGcm.set(cipher);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK refuses AES-256-GCM", e);
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }
}
