package qorgan.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import qorgan.ledger.merkle.Hasher;

class CheckpointTest {
    private static final Instant NOON = Instant.parse("2026-03-02T07:00:00Z");
    private final SecureRandom random = new SecureRandom();
    private final Checkpoint checkpoint =
            new Checkpoint("example.test/log", 7, Hasher.leafOf(new byte[] {7}));

    /// The key that the Go checksum database's note package uses in its own documentation.
    @Test
    void keys_are_spelled_as_elsewhere() {
        var key =
                SigningKey.parse(
                        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
                        random);
        assertThat(key.verifierKey().encoded())
                .isEqualTo("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        String text =
                "If you think cryptography is the answer to your problem,\n"
                        + "then you don't know what your problem is.\n";
        String line =
                "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
        var note = SignedNote.parse((text + "\n" + line + "\n").getBytes(UTF_8));
        assertThat(note.text()).isEqualTo(text);
        assertThat(key.verifierKey().claims(note.signatures().getFirst())).isTrue();
        assertThat(
                        Ed25519Keys.verify(
                                key.verifierKey().publicKey(),
                                text.getBytes(UTF_8),
                                note.signatures().getFirst().signature()))
                .isTrue();
        assertThat(new String(note.bytes(), UTF_8)).isEqualTo(text + "\n" + line + "\n");
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void what_a_key_signs_its_public_half_verifies(KeyType type) {
        var key =
                SigningKey.parse(
                        SigningKey.generate("example.test/log", type, random).encoded(), random);
        var verifier = VerifierKey.parse(key.verifierKey().encoded());
        var line = NoteSignature.parse(key.sign(checkpoint, NOON).line());
        assertThat(verifier.verifies(line, checkpoint)).isTrue();
        assertThat(verifier.time(line))
                .isEqualTo(type == KeyType.ED25519 ? Optional.empty() : Optional.of(NOON));
        assertThat(
                        verifier.verifies(
                                line, new Checkpoint("example.test/log", 8, checkpoint.root())))
                .isFalse();
        assertThat(
                        verifier.verifies(
                                line, new Checkpoint("example.test/lag", 7, checkpoint.root())))
                .isFalse();
        for (int i = 0; i < line.signature().length; i += 7) {
            var bent = line.signature();
            bent = bent.clone();
            bent[i] ^= 1;
            assertThat(
                            verifier.verifies(
                                    new NoteSignature(line.name(), line.keyId(), bent), checkpoint))
                    .as("byte " + i)
                    .isFalse();
        }
        var other = SigningKey.generate("example.test/log", type, random).verifierKey();
        assertThat(other.verifies(line, checkpoint)).isFalse();
    }

    @Test
    void an_mldsa_seed_gives_one_key_here_and_elsewhere() throws Exception {
        byte[] seed =
                HexFormat.of()
                        .parseHex(
                                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        byte[] here = MlDsa44.publicKey(MlDsa44.fromSeed(seed));
        byte[] there =
                new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed).getPublicKey();
        assertThat(here).isEqualTo(there);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(here)))
                .isEqualTo("9f107644c1084526af3bc8098680b05499a2325a644e388fb4f970e058d19d46");
    }

    @Test
    void a_note_keeps_lines_it_does_not_know() {
        var key = SigningKey.generate("example.test/log", KeyType.ED25519, random);
        var note = new SignedNote(checkpoint.body(), List.of(key.sign(checkpoint, NOON)));
        var strange =
                new NoteSignature("elsewhere.test/strange", 42, new byte[] {(byte) 0xfa, 1, 2, 3});
        var both = SignedNote.parse(note.with(strange).bytes());
        assertThat(both.signatures()).hasSize(2);
        assertThat(key.verifierKey().signed(both)).isTrue();
        assertThat(new String(both.bytes(), UTF_8))
                .isEqualTo(new String(note.with(strange).bytes(), UTF_8));
    }

    @Test
    void extension_lines_are_signed_by_the_text() {
        var key = SigningKey.generate("example.test/log", KeyType.ED25519, random);
        var more = new Checkpoint("example.test/log", 7, checkpoint.root(), List.of("extra"));
        assertThat(Checkpoint.parse(more.body())).isEqualTo(more);
        assertThat(key.verifierKey().verifies(key.sign(more, NOON), checkpoint)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "a\n1\n",
                "a\n01\nR\n",
                "a\n-1\nR\n",
                "a\n1\nAAAA\n",
                "\n1\nR\n",
                "a\n1\nR",
                "a\n1\nR\n\n",
                "a\n99999999999999999999\nR\n",
                "a\n+1\nR\n"
            })
    void what_is_no_checkpoint_is_refused(String text) {
        String root = Base64.getEncoder().encodeToString(new byte[32]);
        assertThatThrownBy(() -> Checkpoint.parse(text.replace("R", root)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Checkpoint.parse("a\n1\n" + root + "\n").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n",
                "a\n\n",
                "a\n\n— x\n",
                "a\n\n— x AAAA\n",
                "a\n\n- x AAAAAAAA\n",
                "a\n\n— x AAAAAAAA",
                "a\n\n— x+y AAAAAAAA\n",
                "a\t\n\n— x AAAAAAAA\n",
                "a\n\n— x ?AAAAAAA\n"
            })
    void what_is_no_note_is_refused(String note) {
        assertThatThrownBy(() -> SignedNote.parse(note.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_proof_file_survives_its_own_spelling() {
        var key = SigningKey.generate("example.test/log", KeyType.ED25519, random);
        var note = new SignedNote(checkpoint.body(), List.of(key.sign(checkpoint, NOON)));
        var proof = new LogProof(3, List.of(Hasher.emptyRoot(), checkpoint.root()), note);
        assertThat(LogProof.parse(proof.bytes()).bytes()).isEqualTo(proof.bytes());
        var extra = LogProof.parse(proof.withExtra("slip".getBytes(UTF_8)).bytes());
        assertThat(extra.extra()).isEqualTo("slip".getBytes(UTF_8));
        assertThat(extra.path()).isEqualTo(proof.path());
    }
}
