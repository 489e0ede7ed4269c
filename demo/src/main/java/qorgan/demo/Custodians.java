package qorgan.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The demo's custodians: three invented people of two groups whose passphrases lie in a file, so
/// that the house opens by itself. An installation has real ones, who come to the door.
public final class Custodians {
    private static final List<String> NAMES =
            List.of("custodian-one", "custodian-two", "lawyer-one");
    private static final String QUORUM =
            "operators:2:custodian-one,custodian-two;lawyers:1:lawyer-one";
    private static final long PATIENCE_SECONDS = 120;

    private final Home home;
    private final Secrets secrets;

    public Custodians(Home home, Secrets secrets) {
        this.home = home;
        this.secrets = secrets;
    }

    Path keystore() {
        return home.at("keystore");
    }

    Path passphrases() {
        return home.at("custodians.properties");
    }

    /// Holds the ceremony at the first start: `bin/qorgan keys init`.
    public void ready(Path cli) throws IOException {
        Secrets.writePrivately(
                passphrases(),
                NAMES.stream()
                        .map(name -> name + "=" + secrets.of("custodian." + name) + "\n")
                        .collect(Collectors.joining()));
        if (Files.exists(keystore())) {
            return;
        }
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                cli.toString(),
                                "keys",
                                "init",
                                "--keystore",
                                keystore().toString(),
                                "--passphrases",
                                passphrases().toString(),
                                "--quorum",
                                QUORUM)
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(home.log("keys").toFile())
                        .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("the keystore could not be made; see " + home.log("keys"));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the keystore was made", e);
        }
    }
}
