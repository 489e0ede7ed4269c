package qorgan.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
    @TempDir Path place;

    @Test
    void an_official_gets_one_certificate_from_the_demos_authority() throws Exception {
        var now = Instant.parse("2026-03-02T09:00:00Z");
        var certificates =
                new Certificates(
                        place.resolve("certificates"), Secrets.in(place.resolve("secrets")));
        var first = certificates.of("investigator.akdala", "An Investigator", now);
        first.verify(certificates.authority(now).getPublicKey());
        assertThat(certificates.of("investigator.akdala", "An Investigator", now)).isEqualTo(first);
        assertThat(first.getSubjectX500Principal().getName()).contains("An Investigator");
        assertThat(certificates.file("investigator.akdala")).isNotEmptyFile();
    }
}
