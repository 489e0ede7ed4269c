package qorgan.keys.root;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import qorgan.keys.KeyManagement;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.DemoAuthority;
import qorgan.keys.sign.SigningIdentity;
import qorgan.keys.sign.TrustAnchors;

/// Against SoftHSM2. The library reads its settings once a process, from the file that the build
/// names in SOFTHSM2_CONF: so there is one token, in which each test has a label of its own.
class Pkcs11Test implements KeyManagementContract {
    private static final char[] PIN = "1234".toCharArray();
    private static final Instant NOW = Instant.parse("2026-11-10T09:00:00Z");
    private static final List<Path> LIBRARIES =
            Stream.of(
                            "/usr/lib/softhsm/libsofthsm2.so",
                            "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
                            "/usr/lib64/pkcs11/libsofthsm2.so",
                            "/opt/homebrew/lib/softhsm/libsofthsm2.so")
                    .map(Path::of)
                    .filter(Files::exists)
                    .toList();
    private static int labels;

    private String label = "";

    @BeforeAll
    static void token() throws IOException, InterruptedException {
        var settings = System.getenv("SOFTHSM2_CONF");
        assumeTrue(
                !LIBRARIES.isEmpty() && settings != null,
                "SoftHSM2 is not here: run bin/install-test-tools");
        var file = Path.of(settings);
        var tokens = file.resolveSibling("tokens-" + ProcessHandle.current().pid());
        Files.createDirectories(tokens);
        Files.writeString(file, "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
        run(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "qorgan",
                "--so-pin",
                "5678",
                "--pin",
                "1234");
    }

    @BeforeEach
    void label() {
        label = "test" + labels++;
    }

    @Override
    public KeyManagement open() {
        return Pkcs11Root.open(LIBRARIES.getFirst(), 0, PIN, label);
    }

    @Test
    void an_official_signs_with_a_token() throws GeneralSecurityException, IOException {
        var provider = TokenProvider.of(LIBRARIES.getFirst(), 0, "card");
        var store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, PIN);
        var generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(256);
        var pair = generator.generateKeyPair();
        var authority = DemoAuthority.root("Root", NOW);
        var certificate = authority.certify("Saule", "Procuracy", pair.getPublic(), NOW);
        store.setKeyEntry("card", pair.getPrivate(), null, new X509Certificate[] {certificate});
        byte[] grant = {1, 2, 3};
        try (var identity = SigningIdentity.ofPkcs11(LIBRARIES.getFirst(), 0, PIN, "card")) {
            byte[] signature = Cms.sign(grant, identity, NOW);
            assertThat(
                            Cms.verify(
                                    grant,
                                    signature,
                                    TrustAnchors.of(List.of(authority.certificate())),
                                    NOW))
                    .isInstanceOf(Cms.Verdict.Valid.class);
        }
    }

    @Test
    void the_root_key_does_not_leave_the_token() throws GeneralSecurityException, IOException {
        open().close();
        var store =
                KeyStore.getInstance("PKCS11", TokenProvider.of(LIBRARIES.getFirst(), 0, "look"));
        store.load(null, PIN);
        assertThat(store.getKey("qorgan-" + label + "-root-1", null).getEncoded()).isNull();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
