package qorgan.keys.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.keys.CannotOpen;
import qorgan.keys.Entropy;
import qorgan.keys.HalfCipher;
import qorgan.keys.sign.Cms.Reason;
import qorgan.keys.sign.Cms.Verdict;

class CmsTest {
    private static final Instant NOW = Instant.parse("2026-11-10T09:00:00Z");
    private static final byte[] GRANT = "{\"grant\":\"1\"}".getBytes(UTF_8);
    private static final char[] PASSWORD = "correct horse".toCharArray();

    private final DemoAuthority root = DemoAuthority.root("Root of the demo", NOW);
    private final DemoAuthority authority = root.subordinate("Officials of the demo", NOW);
    private final SigningIdentity saule = authority.official("Saule", "Procuracy", NOW);
    private final TrustAnchors anchors = TrustAnchors.of(List.of(root.certificate()));

    @TempDir Path directory;

    @Test
    void a_grant_verifies_with_its_chain() {
        byte[] signature = Cms.sign(GRANT, saule, NOW);
        assertThat(Cms.verify(GRANT, signature, anchors, NOW))
                .isEqualTo(
                        new Verdict.Valid(
                                saule.certificate(),
                                List.of(saule.certificate(), authority.certificate()),
                                NOW));
    }

    @Test
    void what_was_changed_or_is_of_a_stranger_is_refused() {
        byte[] signature = Cms.sign(GRANT, saule, NOW);
        refused(Reason.SIGNATURE_WRONG, "{\"grant\":\"2\"}".getBytes(UTF_8), signature, anchors);
        refused(Reason.UNREADABLE, GRANT, new byte[] {1, 2, 3}, anchors);
        refused(Reason.UNREADABLE, GRANT, new byte[0], anchors);
        var stranger = DemoAuthority.root("Root of the demo", NOW);
        refused(
                Reason.CERTIFICATE_NOT_TRUSTED,
                GRANT,
                signature,
                TrustAnchors.of(List.of(stranger.certificate())));
        refused(Reason.CERTIFICATE_NOT_TRUSTED, GRANT, signature, TrustAnchors.of(List.of()));
        assertThat(Cms.verify(GRANT, signature, anchors, NOW.plus(Duration.ofDays(731))))
                .isEqualTo(new Verdict.Refused(Reason.CERTIFICATE_NOT_TRUSTED));
        assertThat(Cms.verify(GRANT, signature, anchors, NOW.minus(Duration.ofDays(1))))
                .isEqualTo(new Verdict.Refused(Reason.CERTIFICATE_NOT_TRUSTED));
    }

    /// Whoever hands in a signature may hand in anything: it is refused, and nothing breaks.
    @Test
    void a_signature_with_any_bit_changed_is_refused_or_still_says_the_same() {
        byte[] signature = Cms.sign(GRANT, saule, NOW);
        var random = new Random(7);
        for (int i = 0; i < 600; i++) {
            sameOrRefused("change " + i, bent(signature, random));
        }
        for (int length = 0; length < signature.length; length += 13) {
            sameOrRefused("length " + length, Arrays.copyOf(signature, length));
        }
    }

    private void sameOrRefused(String where, byte[] changed) {
        assertThatCode(
                        () -> {
                            var verdict = Cms.verify(GRANT, changed, anchors, NOW);
                            if (verdict instanceof Verdict.Valid valid) {
                                assertThat(valid.signer()).isEqualTo(saule.certificate());
                                assertThat(valid.statedTime()).isEqualTo(NOW);
                            }
                        })
                .as(where)
                .doesNotThrowAnyException();
    }

    @Test
    void a_revocation_from_a_list_is_seen() throws GeneralSecurityException {
        byte[] signature = Cms.sign(GRANT, saule, NOW);
        var good =
                TrustAnchors.of(
                        List.of(root.certificate()),
                        List.of(root.crl(NOW), authority.crl(NOW)),
                        List.of());
        assertThat(Cms.verify(GRANT, signature, good, NOW)).isInstanceOf(Verdict.Valid.class);
        authority.revoke(saule.certificate(), NOW.minusSeconds(60));
        var bad =
                TrustAnchors.of(
                        List.of(root.certificate()),
                        List.of(root.crl(NOW), authority.crl(NOW)),
                        List.of());
        refused(Reason.CERTIFICATE_REVOKED, GRANT, signature, bad);
        var partial =
                TrustAnchors.of(List.of(root.certificate()), List.of(root.crl(NOW)), List.of());
        refused(Reason.REVOCATION_UNKNOWN, GRANT, signature, partial);
        assertThat(Cms.verify(GRANT, signature, good, NOW.plus(Duration.ofDays(30))))
                .isEqualTo(new Verdict.Refused(Reason.REVOCATION_UNKNOWN));
    }

    @Test
    void an_ocsp_response_from_a_file_is_believed() throws IOException, GeneralSecurityException {
        byte[] signature = Cms.sign(GRANT, saule, NOW);
        Files.write(directory.resolve("root.crt"), root.certificate().getEncoded());
        Files.write(directory.resolve("saule.ocsp"), authority.ocsp(saule.certificate(), NOW));
        assertThat(Cms.verify(GRANT, signature, TrustAnchors.in(directory), NOW))
                .isInstanceOf(Verdict.Valid.class);
        authority.revoke(saule.certificate(), NOW.minusSeconds(60));
        Files.write(directory.resolve("saule.ocsp"), authority.ocsp(saule.certificate(), NOW));
        refused(Reason.CERTIFICATE_REVOKED, GRANT, signature, TrustAnchors.in(directory));
        Files.delete(directory.resolve("saule.ocsp"));
        Files.write(directory.resolve("a.crl"), authority.crl(NOW).getEncoded());
        Files.write(directory.resolve("r.crl"), root.crl(NOW).getEncoded());
        refused(Reason.CERTIFICATE_REVOKED, GRANT, signature, TrustAnchors.in(directory));
    }

    @Test
    void an_official_signs_from_a_file() throws IOException, GeneralSecurityException {
        var file = directory.resolve("saule.p12");
        try (var out = Files.newOutputStream(file)) {
            DemoAuthority.pkcs12(saule, PASSWORD).store(out, PASSWORD);
        }
        try (var identity = SigningIdentity.ofPkcs12(file, PASSWORD, null)) {
            byte[] signature = Cms.sign(GRANT, identity, NOW);
            assertThat(Cms.verify(GRANT, signature, anchors, NOW))
                    .isInstanceOf(Verdict.Valid.class);
        }
        assertThatThrownBy(() -> SigningIdentity.ofPkcs12(file, PASSWORD, "other"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_time_stamp_says_when() throws GeneralSecurityException {
        var clock = Clock.fixed(NOW.plusSeconds(5), ZoneOffset.UTC);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(GRANT);
        byte[] token = authority.timeStamping("Clock of the demo", NOW, clock).stamp(digest);
        assertThat(TimeStamps.verify(token, digest, anchors)).contains(NOW.plusSeconds(5));
        assertThat(TimeStamps.verify(token, new byte[32], anchors)).isEmpty();
        assertThat(TimeStamps.verify(new byte[5], digest, anchors)).isEmpty();
        var stranger = DemoAuthority.root("Another", NOW);
        assertThat(
                        TimeStamps.verify(
                                token, digest, TrustAnchors.of(List.of(stranger.certificate()))))
                .isEmpty();
    }

    @Test
    void a_time_stamp_with_any_bit_changed_says_the_same_or_nothing()
            throws GeneralSecurityException {
        var clock = Clock.fixed(NOW.plusSeconds(5), ZoneOffset.UTC);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(GRANT);
        byte[] token = authority.timeStamping("Clock of the demo", NOW, clock).stamp(digest);
        var random = new Random(8);
        for (int i = 0; i < 400; i++) {
            byte[] changed = bent(token, random);
            assertThatCode(
                            () ->
                                    assertThat(TimeStamps.verify(changed, digest, anchors))
                                            .isIn(
                                                    Optional.empty(),
                                                    Optional.of(NOW.plusSeconds(5))))
                    .as("change " + i)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_package_opens_for_its_recipient_alone() {
        var consul = authority.recipient("Consul", "Embassy", NOW);
        var other = authority.recipient("Other", "Embassy", NOW);
        byte[] packed = Packages.toCertificate(GRANT, consul.certificate());
        assertThat(Packages.open(packed, consul)).isEqualTo(GRANT);
        assertThatThrownBy(() -> Packages.open(packed, other)).isInstanceOf(CannotOpen.class);
        packed[packed.length - 1] ^= 1;
        assertThatThrownBy(() -> Packages.open(packed, consul)).isInstanceOf(CannotOpen.class);

        var pair = HalfCipher.newPair();
        byte[] sealed = Packages.toKey(GRANT, pair.publicKey());
        assertThat(Packages.open(sealed, pair.seed())).isEqualTo(GRANT);
        assertThatThrownBy(() -> Packages.open(sealed, Entropy.key()))
                .isInstanceOf(CannotOpen.class);
        assertThatThrownBy(() -> Packages.open(new byte[100], pair.seed()))
                .isInstanceOf(CannotOpen.class);
    }

    @Test
    void a_package_with_any_bit_changed_does_not_open_or_gives_the_same() {
        var consul = authority.recipient("Consul", "Embassy", NOW);
        var pair = HalfCipher.newPair();
        byte[] packed = Packages.toCertificate(GRANT, consul.certificate());
        byte[] sealed = Packages.toKey(GRANT, pair.publicKey());
        var random = new Random(10);
        for (int i = 0; i < 150; i++) {
            byte[] one = bent(packed, random);
            byte[] other = bent(sealed, random);
            sameOrNot(() -> Packages.open(one, consul));
            sameOrNot(() -> Packages.open(other, pair.seed()));
        }
    }

    private static void sameOrNot(Supplier<byte[]> opening) {
        try {
            assertThat(opening.get()).isEqualTo(GRANT);
        } catch (CannotOpen e) {
            assertThat(e).isNotNull();
        }
    }

    private static byte[] bent(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        int bit = random.nextInt(changed.length * 8);
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }

    private void refused(Reason reason, byte[] content, byte[] signature, TrustAnchors trusted) {
        assertThat(Cms.verify(content, signature, trusted, NOW))
                .isEqualTo(new Verdict.Refused(reason));
    }
}
