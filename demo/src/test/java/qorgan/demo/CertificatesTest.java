package qorgan.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.demo.country.Official;

class CertificatesTest {
    @TempDir Path place;

    @Test
    void an_official_gets_one_certificate_from_the_demos_authority() throws Exception {
        var now = Instant.parse("2026-03-02T09:00:00Z");
        var certificates =
                new Certificates(
                        place.resolve("certificates"), Secrets.in(place.resolve("secrets")));
        var official =
                new Official(
                        "investigator.akdala",
                        "An Investigator",
                        "investigator",
                        "investigation.KZ-AKD",
                        true);
        var first = certificates.of(official, now);
        first.verify(certificates.authority(now).getPublicKey());
        assertThat(certificates.of(official, now)).isEqualTo(first);
        assertThat(first.getSubjectX500Principal().getName())
                .contains("An Investigator", "O=investigation");
        assertThat(certificates.file("investigator.akdala")).isNotEmptyFile();
    }
}
