package qorgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bin/qorgan` on a machine where something is missing: it says so in one line, with the way out,
/// and has not built anything.
class LauncherTest {
    private static final Path ROOT = Path.of(System.getProperty("qorgan.root"));

    /// What the script needs of any system; neither a JDK nor Maven is among it.
    private static final List<String> TOOLS =
            List.of("bash", "env", "dirname", "readlink", "grep", "find", "mkdir", "touch", "cat");

    @TempDir Path directory;
    private Path tools;

    private record Said(int code, String out, String err) {}

    @BeforeEach
    void bareMachine() throws IOException {
        tools = Files.createDirectories(directory.resolve("tools"));
        Files.createDirectories(directory.resolve("no-jdks"));
        for (var tool : TOOLS) {
            var there =
                    Stream.of("/usr/bin", "/bin")
                            .map(place -> Path.of(place, tool))
                            .filter(Files::isExecutable)
                            .findFirst()
                            .orElseThrow();
            var here = tools.resolve(tool);
            Files.writeString(here, "#!/bin/sh\nexec " + there + " \"$@\"\n");
            Files.setPosixFilePermissions(here, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private Said run(String javaHome, String... arguments)
            throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of(ROOT.resolve("bin/qorgan").toString()));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command)
                        .redirectOutput(directory.resolve("out").toFile())
                        .redirectError(directory.resolve("err").toFile());
        var environment = builder.environment();
        environment.clear();
        environment.put("PATH", tools.toString());
        environment.put("HOME", directory.toString());
        environment.put("QORGAN_JDKS", directory.resolve("no-jdks").toString());
        environment.put("JAVA_HOME", javaHome);
        int code = builder.start().waitFor();
        return new Said(
                code,
                Files.readString(directory.resolve("out"), StandardCharsets.UTF_8),
                Files.readString(directory.resolve("err"), StandardCharsets.UTF_8));
    }

    @Test
    void without_a_jdk_25_every_command_says_so_and_how_to_get_one()
            throws IOException, InterruptedException {
        for (var command : List.of("demo", "test", "import", "bench", "help")) {
            var said = run("/no/such/place", command);
            assertThat(said.code()).as(command).isEqualTo(2);
            assertThat(said.err().lines()).hasSize(1);
            assertThat(said.err()).contains("no JDK 25", "/no/such/place", "adoptium.net");
        }
    }

    @Test
    void without_maven_it_says_so_and_how_to_get_it() throws IOException, InterruptedException {
        for (var command : List.of("test", "mutate")) {
            var said = run(System.getProperty("java.home"), command);
            assertThat(said.code()).as(command).isEqualTo(2);
            assertThat(said.err().lines()).hasSize(1);
            assertThat(said.err()).contains("Maven was not found", "apt-get install maven");
        }
    }

    @Test
    void help_for_what_the_script_does_needs_neither() throws IOException, InterruptedException {
        for (var command : List.of("test", "bench", "mutate", "jars")) {
            var said = run("", command, "--help");
            assertThat(said.code()).as(command).isZero();
            assertThat(said.out()).startsWith("usage: bin/qorgan " + command);
        }
    }
}
