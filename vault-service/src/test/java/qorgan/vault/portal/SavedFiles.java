package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import qorgan.keys.sign.HybridPublicKey;
import qorgan.keys.sign.HybridVerifier;
import qorgan.ledger.json.Json;
import qorgan.ledger.verify.Main;

/// The very files that a browser saved, held against what stands behind `bin/qorgan receipt verify`
/// and `bin/qorgan ledger verify`: they hold, and no longer when one byte is changed.
final class SavedFiles {
    private SavedFiles() {}

    /// @param keys the service's public keys, a line each
    static void isReceipt(byte[] saved, String keys, String language) {
        var envelope = Json.parseObject(saved).members("envelope").canonicalBytes();
        var verifier = HybridVerifier.trusting(keys.lines().map(HybridPublicKey::ofText).toList());
        assertThat(verifier.verify("receipt", envelope))
                .isInstanceOfSatisfying(
                        HybridVerifier.Verdict.Valid.class,
                        valid ->
                                assertThat(new String(valid.statement(), StandardCharsets.UTF_8))
                                        .contains("W.whereabouts", "\"" + language + "\""));
        envelope[envelope.length / 2] ^= 1;
        assertThat(verifier.verify("receipt", envelope))
                .isInstanceOf(HybridVerifier.Verdict.Refused.class);
    }

    static void isSoundUntilChanged(byte[] zip, Path log) throws IOException {
        Steps.unpacked(zip, log);
        assertThat(verified(log)).startsWith("0 ");
        try (var files = Files.walk(log.resolve("tile/entries"))) {
            var tile = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
            var bytes = Files.readAllBytes(tile);
            bytes[bytes.length / 2] ^= 1;
            Files.write(tile, bytes);
        }
        assertThat(verified(log)).as("names the first bad leaf").startsWith("1 ").contains("leaf");
    }

    /// What the command says, after its exit code.
    private static String verified(Path log) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        var vkey = log.resolve("vkey").toString();
        var code = Main.run(new String[] {"log", log.toString(), "--vkey", vkey}, out, out);
        return code + " " + said.toString(StandardCharsets.UTF_8);
    }
}
