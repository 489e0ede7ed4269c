package qorgan.keys.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import qorgan.keys.json.CanonicalJson;
import qorgan.keys.sign.HybridVerifier.Algorithm;
import qorgan.keys.sign.HybridVerifier.Reason;
import qorgan.keys.sign.HybridVerifier.Verdict;

class HybridTest {
    private static final HybridSigner SIGNER = HybridSigner.generate();
    private static final HybridVerifier VERIFIER =
            HybridVerifier.trusting(List.of(SIGNER.publicKey()));
    private static final Map<String, Object> STATEMENT =
            Map.of("number", "AST-17", "entry", 42, "fields", List.of("W.whereabouts"));

    @Test
    void a_receipt_verifies_with_both_signatures() {
        byte[] envelope = SIGNER.sign("receipt", STATEMENT);
        assertThat(CanonicalJson.isCanonical(envelope)).isTrue();
        assertThat(VERIFIER.verify("receipt", envelope))
                .isInstanceOfSatisfying(
                        Verdict.Valid.class,
                        valid -> {
                            assertThat(valid.kind()).isEqualTo("receipt");
                            assertThat(valid.statement()).isEqualTo(CanonicalJson.of(STATEMENT));
                            assertThat(valid.key()).isEqualTo(SIGNER.publicKey());
                            assertThat(valid.algorithms())
                                    .isEqualTo(EnumSet.allOf(Algorithm.class));
                        });
    }

    @Test
    void an_envelope_that_was_only_laid_out_anew_still_verifies() {
        var pretty = new String(SIGNER.sign("slip", STATEMENT), UTF_8).replace(",", " ,\n ");
        assertThat(VERIFIER.verify("slip", pretty.getBytes(UTF_8)))
                .isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void what_was_changed_is_refused() {
        var envelope = new String(SIGNER.sign("receipt", STATEMENT), UTF_8);
        refused(Reason.SIGNATURE_WRONG, "receipt", envelope.replace("AST-17", "AST-18"));
        refused(
                Reason.SIGNATURE_WRONG,
                "receipt",
                envelope.replace("\"entry\":42", "\"entry\":43"));
        refused(Reason.OTHER_KIND, "slip", envelope);
        refused(
                Reason.SIGNATURE_WRONG,
                "slip",
                envelope.replace("\"kind\":\"receipt\"", "\"kind\":\"slip\""));
        refused(
                Reason.UNKNOWN_KEY,
                "receipt",
                envelope.replace(SIGNER.publicKey().id(), "0000000000000000"));
        refused(Reason.NOT_AN_ENVELOPE, "receipt", envelope.replace("{\"key", "{\"x\":1,\"key"));
        refused(Reason.NOT_AN_ENVELOPE, "receipt", "[]");
        refused(Reason.NOT_AN_ENVELOPE, "receipt", "x");
        refused(Reason.NOT_AN_ENVELOPE, "receipt", "{}");
    }

    @Test
    void an_envelope_with_any_bit_changed_is_refused_or_still_says_the_same() {
        byte[] envelope = SIGNER.sign("receipt", STATEMENT);
        var random = new Random(9);
        for (int i = 0; i < 400; i++) {
            byte[] changed = envelope.clone();
            int bit = random.nextInt(changed.length * 8);
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatCode(
                            () -> {
                                if (VERIFIER.verify("receipt", changed)
                                        instanceof Verdict.Valid valid) {
                                    assertThat(valid.statement())
                                            .isEqualTo(CanonicalJson.of(STATEMENT));
                                }
                            })
                    .as("bit " + bit)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void each_signature_may_be_demanded_and_none_may_be_wrong() {
        var envelope = new String(SIGNER.sign("receipt", STATEMENT), UTF_8);
        var classical = envelope.replaceAll(",\"ml-dsa-65\":\"[^\"]*\"", "").getBytes(UTF_8);
        var postQuantum = envelope.replaceAll("\"ed25519\":\"[^\"]*\",", "").getBytes(UTF_8);
        var one = VERIFIER.demanding(Set.of(Algorithm.ED25519));
        var other = VERIFIER.demanding(Set.of(Algorithm.ML_DSA_65));
        assertThat(VERIFIER.verify("receipt", classical))
                .isEqualTo(new Verdict.Refused(Reason.SIGNATURE_MISSING));
        assertThat(VERIFIER.verify("receipt", postQuantum))
                .isEqualTo(new Verdict.Refused(Reason.SIGNATURE_MISSING));
        assertThat(one.verify("receipt", classical)).isInstanceOf(Verdict.Valid.class);
        assertThat(one.verify("receipt", postQuantum))
                .isEqualTo(new Verdict.Refused(Reason.SIGNATURE_MISSING));
        assertThat(other.verify("receipt", postQuantum)).isInstanceOf(Verdict.Valid.class);
        assertThat(other.verify("receipt", classical))
                .isEqualTo(new Verdict.Refused(Reason.SIGNATURE_MISSING));
        var wrong = envelope.replaceFirst("\"ml-dsa-65\":\"....", "\"ml-dsa-65\":\"AAAA");
        assertThat(one.verify("receipt", wrong.getBytes(UTF_8)))
                .isEqualTo(new Verdict.Refused(Reason.SIGNATURE_WRONG));
        var garbled = envelope.replaceFirst("\"ed25519\":\"....", "\"ed25519\":\"!!!!");
        assertThat(other.verify("receipt", garbled.getBytes(UTF_8)))
                .isEqualTo(new Verdict.Refused(Reason.SIGNATURE_WRONG));
        assertThatThrownBy(() -> VERIFIER.demanding(Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_signer_comes_back_from_its_export() {
        try (var exported = SIGNER.export();
                var again = HybridSigner.of(exported)) {
            assertThat(again.publicKey()).isEqualTo(SIGNER.publicKey());
            assertThat(VERIFIER.verify("slip", again.sign("slip", STATEMENT)))
                    .isInstanceOf(Verdict.Valid.class);
        }
    }

    @Test
    void a_public_key_travels_as_text() {
        assertThat(HybridPublicKey.ofText(SIGNER.publicKey().text())).isEqualTo(SIGNER.publicKey());
        assertThatThrownBy(() -> HybridPublicKey.of(new byte[1983]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SIGNER.sign("Re ceipt", STATEMENT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void refused(Reason reason, String kind, String envelope) {
        assertThat(VERIFIER.verify(kind, envelope.getBytes(UTF_8)))
                .isEqualTo(new Verdict.Refused(reason));
    }
}
