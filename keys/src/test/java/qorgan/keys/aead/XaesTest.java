package qorgan.keys.aead;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class XaesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] NONCE = "ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(US_ASCII);
    private static final byte[] MESSAGE = "XAES-256-GCM".getBytes(US_ASCII);
    private static final byte[] NOTHING = new byte[0];

    @Test
    void the_two_vectors_of_the_specification() {
        check((byte) 1, NOTHING, "ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271");
        check(
                (byte) 3,
                "c2sp.org/XAES-256-GCM".getBytes(US_ASCII),
                "986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d");
    }

    private static void check(byte key, byte[] associatedData, String expected) {
        var cipher = new Xaes(filled(key));
        byte[] ciphertext = cipher.encrypt(NONCE, MESSAGE, associatedData);
        assertThat(HEX.formatHex(ciphertext)).isEqualTo(expected);
        assertThat(cipher.decrypt(NONCE, ciphertext, associatedData)).isEqualTo(MESSAGE);
    }

    @Test
    void ten_thousand_accumulated_vectors() {
        assertThat(accumulated(10_000))
                .isEqualTo("e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939");
        System.out.println("vectors: XAES-256-GCM accumulated: 10,000 accepted");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "qorgan.long",
            matches = "true",
            disabledReason = "the long form: -Dqorgan.long=true")
    void a_million_accumulated_vectors() {
        assertThat(accumulated(1_000_000))
                .isEqualTo("2163ae1445985a30b60585ee67daa55674df06901b890593e824b8a7c885ab15");
        System.out.println("vectors: XAES-256-GCM accumulated: 1,000,000 accepted");
    }

    private static String accumulated(int iterations) {
        var random = new SHAKEDigest(128);
        var all = new SHAKEDigest(128);
        for (int i = 0; i < iterations; i++) {
            byte[] key = take(random, 32);
            byte[] nonce = take(random, 24);
            byte[] plaintext = take(random, take(random, 1)[0] & 0xFF);
            byte[] associatedData = take(random, take(random, 1)[0] & 0xFF);
            var cipher = new Xaes(key);
            byte[] ciphertext = cipher.encrypt(nonce, plaintext, associatedData);
            byte[] opened = cipher.decrypt(nonce, ciphertext, associatedData);
            if (!Arrays.equals(opened, plaintext)) {
                throw new AssertionError("iteration " + i + " does not open");
            }
            all.update(ciphertext, 0, ciphertext.length);
        }
        return HEX.formatHex(take(all, 32));
    }

    private static byte[] take(SHAKEDigest stream, int length) {
        var bytes = new byte[length];
        stream.doOutput(bytes, 0, length);
        return bytes;
    }

    @Test
    void a_sealed_record_from_our_own_past_still_opens() {
        // Made by the first version that was written down; it must open for as long as records
        // live.
        var sealed = HEX.parseHex(OUR_PAST);
        var cipher = new Xaes(filled((byte) 7));
        assertThat(cipher.open(sealed, 0, "place".getBytes(US_ASCII))).isEqualTo(MESSAGE);
    }

    private static final String OUR_PAST =
            "4142434445464748494a4b4c4d4e4f5051525354555657582d7730a71a9c80d1fe4d1279748e5b4d8b9bf40ed3565aa6589fa2ef021acba896cbaf84f52002f1b3ef10452d075a2de04c5363b02932726d1f94c6";

    @Test
    void seal_then_open_is_identity_and_every_bit_counts() {
        var cipher = new Xaes(filled((byte) 7));
        byte[] data = "place".getBytes(US_ASCII);
        var sealed = new byte[3 + Xaes.sealedLength(MESSAGE.length)];
        cipher.seal(NONCE, MESSAGE, data, sealed, 3);
        assertThat(cipher.open(sealed, 3, data)).isEqualTo(MESSAGE);
        for (int bit = 24; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(cipher.open(changed, 3, data)).isNull();
        }
        for (int length = 0; length < sealed.length; length++) {
            assertThat(cipher.open(Arrays.copyOf(sealed, length), 3, data)).isNull();
        }
        assertThat(cipher.open(sealed, 3, NOTHING)).isNull();
        assertThat(new Xaes(filled((byte) 8)).open(sealed, 3, data)).isNull();
    }

    @Test
    void the_commitment_is_the_derivation_continued_and_depends_on_key_and_nonce() {
        byte[] data = NOTHING;
        byte[] first = commitment(filled((byte) 7), NONCE, data);
        assertThat(commitment(filled((byte) 7), NONCE, "x".getBytes(US_ASCII))).isEqualTo(first);
        assertThat(commitment(filled((byte) 8), NONCE, data)).isNotEqualTo(first);
        byte[] other = NONCE.clone();
        other[0] ^= 1;
        assertThat(commitment(filled((byte) 7), other, data)).isNotEqualTo(first);
    }

    private static byte[] commitment(byte[] key, byte[] nonce, byte[] data) {
        var sealed = new byte[Xaes.sealedLength(MESSAGE.length)];
        new Xaes(key).seal(nonce, MESSAGE, data, sealed, 0);
        return Arrays.copyOfRange(sealed, 24, 56);
    }

    @Test
    void the_sealed_form_contains_the_plain_xaes_ciphertext() {
        var cipher = new Xaes(filled((byte) 1));
        var sealed = new byte[Xaes.sealedLength(MESSAGE.length)];
        cipher.seal(NONCE, MESSAGE, NOTHING, sealed, 0);
        assertThat(Arrays.copyOfRange(sealed, 56, sealed.length))
                .isEqualTo(new Xaes(filled((byte) 1)).encrypt(NONCE, MESSAGE, NOTHING));
        assertThat(Arrays.copyOf(sealed, 24)).isEqualTo(NONCE);
    }

    @Test
    void a_ciphertext_shorter_than_its_tag_does_not_open() {
        var cipher = new Xaes(filled((byte) 1));
        assertThat(cipher.decrypt(NONCE, new byte[15], NOTHING)).isNull();
        byte[] empty = cipher.encrypt(NONCE, NOTHING, NOTHING);
        assertThat(empty).hasSize(16);
        assertThat(cipher.decrypt(NONCE, empty, NOTHING)).isEmpty();
        empty[3] ^= 1;
        assertThat(cipher.decrypt(NONCE, empty, NOTHING)).isNull();
    }

    @Test
    void lengths_of_key_and_nonce_are_checked_and_nothing_prints() {
        assertThatThrownBy(() -> new Xaes(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
        var cipher = new Xaes(filled((byte) 1));
        assertThatThrownBy(() -> cipher.encrypt(new byte[23], MESSAGE, NOTHING))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(cipher).hasToString("Xaes[hidden]");
    }

    @Test
    void a_closed_cipher_no_longer_opens() {
        var cipher = new Xaes(filled((byte) 7));
        byte[] ciphertext = cipher.encrypt(NONCE, MESSAGE, NOTHING);
        cipher.close();
        assertThat(cipher.decrypt(NONCE, ciphertext, NOTHING)).isNull();
    }

    private static byte[] filled(byte value) {
        var key = new byte[32];
        Arrays.fill(key, value);
        return key;
    }
}
