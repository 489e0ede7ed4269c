package qorgan.ledger.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.KeyType;
import qorgan.ledger.SigningKey;
import qorgan.ledger.TestLog;

/// The verifier in `docs/verifier`, in another language and from the formats alone, comes to the
/// same answers as the one beside this test.
class SecondVerifierTest {
    private static final Path SCRIPT =
            Path.of(System.getProperty("qorgan.root", ".."), "docs", "verifier", "verify_log.py");

    @TempDir Path folder;
    private TestLog log;
    private Path place;
    private String vkey;
    private SigningKey witness;

    @BeforeEach
    void a_log_on_disk() throws IOException {
        assumeTrue(hasPython(), "python3 is not on the path: the second verifier did not run");
        log = new TestLog().grow(600);
        witness = SigningKey.generate("w.test/1", KeyType.ED25519_COSIGNATURE, new SecureRandom());
        var note = log.checkpoint();
        log.checkpoint(note.with(witness.sign(Checkpoint.parse(note.text()), TestLog.NOON)));
        place = folder.resolve("log");
        log.writeTo(place);
        vkey = log.log.verifierKeys().getFirst().encoded();
    }

    @Test
    void a_sound_log_is_sound_in_both() throws Exception {
        String cosigner = witness.verifierKey().encoded();
        assertThat(python("log", place.toString(), vkey, cosigner))
                .startsWith("0 sound: 600 entries");
        assertThat(python("log", place.toString(), place.resolve("vkey").toString()))
                .startsWith("0 ");
        var stranger =
                SigningKey.generate("w.test/2", KeyType.ED25519_COSIGNATURE, new SecureRandom());
        assertThat(python("log", place.toString(), vkey, stranger.verifierKey().encoded()))
                .contains("not cosigned by w.test/2");
    }

    @Test
    void every_bent_file_is_found_by_both() throws Exception {
        for (String path :
                List.of(
                        "checkpoint",
                        "tile/0/001",
                        "tile/0/002.p/88",
                        "tile/1/000.p/2",
                        "tile/entries/000",
                        "tile/entries/002.p/88")) {
            Path file = place.resolve(path);
            byte[] before = Files.readAllBytes(file);
            byte[] bent = before.clone();
            bent[30] ^= 1;
            Files.write(file, bent);
            assertThat(python("log", place.toString(), vkey)).as(path).startsWith("1 UNSOUND");
            assertThat(
                            Main.run(
                                    new String[] {"log", place.toString(), "--vkey", vkey},
                                    silent(),
                                    silent()))
                    .as(path)
                    .isEqualTo(1);
            Files.write(file, Arrays.copyOf(before, before.length - 1));
            assertThat(python("log", place.toString(), vkey))
                    .as(path + " cut")
                    .startsWith("1 UNSOUND");
            Files.write(file, before);
        }
    }

    @Test
    void a_log_that_went_over_to_other_keys_is_followed() throws Exception {
        var old = log.log.verifierKeys().getFirst().encoded();
        var file = log.handOver();
        var _ = file.apply(log.checkpoint());
        log.grow(40);
        log.writeTo(place);
        assertThat(python("log", place.toString(), old)).startsWith("0 sound: 641 entries");
        var now = log.log.verifierKeys().getFirst().encoded();
        assertThat(python("log", place.toString(), now)).startsWith("0 sound");
        var stranger = new TestLog().log.verifierKeys().getFirst().encoded();
        assertThat(python("log", place.toString(), stranger)).startsWith("1 UNSOUND: succession/1");
        var succession = place.resolve("succession/1");
        byte[] bytes = Files.readAllBytes(succession);
        // Up to the checkpoint: what follows are lines of ML-DSA-44 too, which it passes over.
        int end = new String(bytes, UTF_8).indexOf("\n\n") + 60;
        for (int at = 40; at < end; at += end / 9) {
            byte[] bent = bytes.clone();
            bent[at] = (byte) (bent[at] == 'A' ? 'B' : 'A');
            Files.write(succession, bent);
            assertThat(python("log", place.toString(), old))
                    .as("byte " + at)
                    .startsWith("1 UNSOUND");
        }
    }

    @Test
    void a_proof_and_an_opening_are_read_by_both() throws Exception {
        Path proof = folder.resolve("p.tlog-proof");
        Files.write(proof, log.prove(599).withExtra("slip".getBytes(UTF_8)).bytes());
        Path opening = folder.resolve("opening.json");
        Files.write(opening, log.openings.get(599).toJson());
        assertThat(python("proof", proof.toString(), vkey, opening.toString()))
                .startsWith("0 sound: leaf 599");
        String leaf = Base64.getEncoder().encodeToString(log.openings.get(599).leaf().bytes());
        assertThat(python("proof", proof.toString(), vkey, leaf)).startsWith("0 sound: leaf 599");
        Files.write(opening, log.openings.get(598).toJson());
        assertThat(python("proof", proof.toString(), vkey, opening.toString()))
                .startsWith("1 UNSOUND");
    }

    private static PrintStream silent() {
        return new PrintStream(OutputStream.nullOutputStream());
    }

    private static boolean hasPython() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
    }

    /// The exit status and what was printed, in one line.
    private static String python(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("python3", "-B", SCRIPT.toString()));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return process.waitFor() + " " + said;
    }
}
