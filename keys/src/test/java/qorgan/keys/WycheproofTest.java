package qorgan.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Public vectors against the primitives as this library calls them. Each *valid* must be accepted,
/// each *invalid* refused, each *acceptable* decided here and counted.
class WycheproofTest {
    private static final HexFormat HEX = HexFormat.of();

    private interface Check {
        /// What the primitive does with this test: true accepts.
        boolean accepts(JsonNode group, JsonNode test) throws GeneralSecurityException;
    }

    @Test
    void aes_gcm() throws IOException, GeneralSecurityException {
        run(
                "aes_gcm_test.json",
                (group, test) -> {
                    // The library uses 256-bit keys, 96-bit nonces and 128-bit tags; others are run
                    // against the JDK all the same.
                    byte[] iv = hex(test, "iv");
                    try {
                        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
                        cipher.init(
                                Cipher.DECRYPT_MODE,
                                new SecretKeySpec(hex(test, "key"), "AES"),
                                new GCMParameterSpec(group.path("tagSize").intValue(), iv));
                        cipher.updateAAD(hex(test, "aad"));
                        byte[] plain = cipher.doFinal(join(hex(test, "ct"), hex(test, "tag")));
                        return Arrays.equals(plain, hex(test, "msg"));
                    } catch (AEADBadTagException
                            | IllegalArgumentException
                            | java.security.InvalidAlgorithmParameterException e) {
                        return false;
                    }
                });
    }

    @Test
    void aes_key_wrap_with_padding() throws IOException, GeneralSecurityException {
        run(
                "aes_kwp_test.json",
                (group, test) -> {
                    try {
                        var cipher = Cipher.getInstance("AES/KWP/NoPadding");
                        cipher.init(
                                Cipher.DECRYPT_MODE, new SecretKeySpec(hex(test, "key"), "AES"));
                        return Arrays.equals(cipher.doFinal(hex(test, "ct")), hex(test, "msg"));
                    } catch (javax.crypto.IllegalBlockSizeException
                            | javax.crypto.BadPaddingException
                            | InvalidKeyException e) {
                        return false;
                    }
                });
    }

    @Test
    void hmac_sha_256() throws IOException, GeneralSecurityException {
        run(
                "hmac_sha256_test.json",
                (group, test) -> {
                    byte[] tag = hex(test, "tag");
                    byte[] computed = Hash.hmac(hex(test, "key"), hex(test, "msg"));
                    int length = group.path("tagSize").intValue() / 8;
                    return MessageDigest.isEqual(Arrays.copyOf(computed, length), tag);
                });
    }

    @Test
    void hkdf_sha_256() throws IOException, GeneralSecurityException {
        run(
                "hkdf_sha256_test.json",
                (group, test) -> {
                    try {
                        byte[] output =
                                Hash.hkdf(
                                        hex(test, "ikm"),
                                        hex(test, "salt"),
                                        hex(test, "info"),
                                        test.path("size").intValue());
                        return Arrays.equals(output, hex(test, "okm"));
                    } catch (IllegalArgumentException e) {
                        return false;
                    }
                });
    }

    @Test
    void ed25519() throws IOException, GeneralSecurityException {
        run(
                "ed25519_test.json",
                (group, test) -> {
                    byte[] key = hex(group.path("publicKey"), "pk");
                    byte[] message = hex(test, "msg");
                    byte[] signature = hex(test, "sig");
                    return signature.length == Ed25519.SIGNATURE_SIZE
                            && Ed25519.verify(signature, 0, key, 0, message, 0, message.length);
                });
    }

    @Test
    void ml_dsa_65() throws IOException, GeneralSecurityException {
        run(
                "mldsa_65_verify_test.json",
                (group, test) -> {
                    // FIPS 204's context: the JDK takes none, and this library uses none.
                    if (test.has("ctx") && !test.path("ctx").stringValue().isEmpty()) {
                        return withContext(
                                hex(group, "publicKey"),
                                hex(test, "ctx"),
                                hex(test, "msg"),
                                hex(test, "sig"));
                    }
                    return withoutContext(
                            hex(group, "publicKey"), hex(test, "msg"), hex(test, "sig"));
                });
    }

    @Test
    void ml_kem_768_decapsulation() throws IOException, GeneralSecurityException {
        run(
                "mlkem_768_test.json",
                (group, test) -> {
                    try {
                        var key =
                                new MLKEMPrivateKeyParameters(
                                        MLKEMParameters.ml_kem_768, hex(test, "seed"));
                        if (test.has("ek") && !Arrays.equals(key.getPublicKey(), hex(test, "ek"))) {
                            return false;
                        }
                        byte[] secret = new MLKEMExtractor(key).extractSecret(hex(test, "c"));
                        return Arrays.equals(secret, hex(test, "K"));
                    } catch (IllegalArgumentException e) {
                        return false;
                    }
                });
    }

    @Test
    void ml_kem_768_encapsulation_keys() throws IOException, GeneralSecurityException {
        run(
                "mlkem_768_encaps_test.json",
                (group, test) -> {
                    try {
                        var key =
                                new MLKEMPublicKeyParameters(
                                        MLKEMParameters.ml_kem_768, hex(test, "ek"));
                        if (!test.has("m")) {
                            return key.getEncoded().length == 1184;
                        }
                        var made = MLKEMGenerator.internalGenerateEncapsulated(key, hex(test, "m"));
                        return Arrays.equals(made.getEncapsulation(), hex(test, "c"))
                                && Arrays.equals(made.getSecret(), hex(test, "K"));
                    } catch (IllegalArgumentException e) {
                        return false;
                    }
                });
    }

    private static boolean withoutContext(byte[] key, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        try {
            var info =
                    new SubjectPublicKeyInfo(
                            new AlgorithmIdentifier(NISTObjectIdentifiers.id_ml_dsa_65), key);
            var verifier = Signature.getInstance("ML-DSA-65");
            verifier.initVerify(
                    KeyFactory.getInstance("ML-DSA-65")
                            .generatePublic(new X509EncodedKeySpec(info.getEncoded())));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (IOException
                | InvalidKeyException
                | InvalidKeySpecException
                | SignatureException e) {
            return false;
        }
    }

    private static boolean withContext(
            byte[] key, byte[] context, byte[] message, byte[] signature) {
        try {
            var verifier = new MLDSASigner();
            verifier.init(
                    false,
                    new ParametersWithContext(
                            new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_65, key), context));
            verifier.update(message, 0, message.length);
            return verifier.verifySignature(signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void run(String file, Check check) throws IOException, GeneralSecurityException {
        var folder = System.getProperty("qorgan.vectors", "");
        var path = Path.of(folder, "wycheproof", file);
        assumeTrue(
                !folder.isEmpty() && Files.isReadable(path),
                "the public vectors are not here: " + path);
        var root = JsonMapper.builder().build().readTree(Files.readAllBytes(path));
        int accepted = 0;
        int refused = 0;
        int decided = 0;
        List<String> wrong = new ArrayList<>();
        for (var group : root.path("testGroups").values()) {
            for (var test : group.path("tests").values()) {
                boolean accepts = check.accepts(group, test);
                var id = test.path("tcId").intValue() + " " + test.path("flags");
                switch (test.path("result").stringValue()) {
                    case "valid" -> {
                        accepted++;
                        if (!accepts) {
                            wrong.add("valid but refused: " + id);
                        }
                    }
                    case "invalid" -> {
                        refused++;
                        if (accepts) {
                            wrong.add("invalid but accepted: " + id);
                        }
                    }
                    default -> {
                        decided++;
                        System.out.println(
                                "vectors: "
                                        + file
                                        + " acceptable "
                                        + id
                                        + (accepts ? ": accepted" : ": refused"));
                    }
                }
            }
        }
        System.out.printf(
                "vectors: %s: %d accepted, %d refused, %d decided%n",
                file, accepted, refused, decided);
        assertThat(wrong).isEmpty();
        assertThat(accepted + refused + decided).as("the file's own count").isEqualTo(count(root));
    }

    private static int count(JsonNode root) {
        if (root.has("numberOfTests")) {
            return root.path("numberOfTests").intValue();
        }
        int tests = 0;
        for (var group : root.path("testGroups").values()) {
            tests += group.path("tests").size();
        }
        return tests;
    }

    private static byte[] hex(JsonNode node, String member) {
        var value = node.path(member);
        return value.isString() ? HEX.parseHex(value.stringValue()) : new byte[0];
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
