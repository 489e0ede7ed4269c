package qorgan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import qorgan.ledger.merkle.Hash;

/// The bytes that are signed, written out by hand: signer and verifier share the code, so only this
/// tells that both are right.
class SigningInputTest {
    private static final byte[] ROOT = HexFormat.of().parseHex("a5".repeat(32));
    private static final Checkpoint HEAD = new Checkpoint("log.test/x", 258, Hash.of(ROOT));

    @Test
    void a_plain_signature_is_over_the_text_alone() {
        assertThat(SigningInput.of(KeyType.ED25519, "w", 7, HEAD))
                .isEqualTo(HEAD.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_cosignature_has_its_header_and_its_time_before_the_text() {
        assertThat(
                        new String(
                                SigningInput.of(KeyType.ED25519_COSIGNATURE, "w", 7, HEAD),
                                StandardCharsets.UTF_8))
                .isEqualTo("cosignature/v1\ntime 7\n" + HEAD.body());
    }

    @Test
    void a_post_quantum_cosignature_is_over_cosigner_time_origin_range_and_root() {
        var expected =
                HexFormat.of().formatHex("subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII))
                        + "08"
                        + HexFormat.of().formatHex("wit.test".getBytes(StandardCharsets.US_ASCII))
                        + "0000000000000107"
                        + "0a"
                        + HexFormat.of().formatHex("log.test/x".getBytes(StandardCharsets.US_ASCII))
                        + "0000000000000000"
                        + "0000000000000102"
                        + "a5".repeat(32);
        assertThat(
                        HexFormat.of()
                                .formatHex(
                                        SigningInput.of(
                                                KeyType.MLDSA44_COSIGNATURE,
                                                "wit.test",
                                                0x107,
                                                HEAD)))
                .isEqualTo(expected);
    }

    @Test
    void keys_are_equal_by_name_type_and_bytes() {
        var random = new SecureRandom();
        try (var one = SigningKey.generate("a.test", KeyType.ED25519, random);
                var other = SigningKey.generate("a.test", KeyType.ED25519, random)) {
            var key = one.verifierKey();
            assertThat(VerifierKey.parse(key.encoded())).isEqualTo(key).hasSameHashCodeAs(key);
            assertThat(key).isNotEqualTo(other.verifierKey()).isNotEqualTo("a.test");
            assertThat(key)
                    .isNotEqualTo(new VerifierKey("b.test", KeyType.ED25519, key.publicKey()))
                    .isNotEqualTo(
                            new VerifierKey(
                                    "a.test", KeyType.ED25519_COSIGNATURE, key.publicKey()));
            assertThat(key.toString()).startsWith("a.test+").hasSize("a.test+".length() + 8);
            assertThat(key.hashCode()).isEqualTo(key.id());
            assertThat(one.toString()).doesNotContain(one.encoded()).contains(key.toString());
        }
    }

    @Test
    void what_a_leaf_or_an_opening_prints_tells_nothing_of_its_content() {
        var opening = TestLog.entry(4);
        assertThat(opening.toString()).doesNotContain("office");
        assertThat(opening.leaf()).hasSameHashCodeAs(Leaf.parse(opening.leaf().bytes()));
        assertThat(opening.leaf().toString()).contains(opening.leaf().commitment().toString());
        assertThat(opening.open("office").toString()).isEqualTo("FieldOpening[office]");
        assertThat(Leaf.filler(new SecureRandom())).isNotEqualTo(Leaf.filler(new SecureRandom()));
    }
}
