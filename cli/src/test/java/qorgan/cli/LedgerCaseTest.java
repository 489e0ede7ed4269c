package qorgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// A case exported by the service in the past, kept here: two grants, a decision, the way of one
/// request. Everybody in it is invented.
class LedgerCaseTest {
    @TempDir Path folder;

    private String said = "";

    @Test
    void a_case_from_the_past_is_sound() throws IOException {
        var zip = folder.resolve("case.zip");
        Files.write(zip, sample());
        assertThat(run(zip.toString())).as(said).isZero();
        assertThat(said).contains("sound", "grants whose signatures hold: 2", "signed by key");
        try (var left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.filter(file -> file.toString().contains("qorgan-case-"))).isEmpty();
        }
    }

    @Test
    void whatever_file_is_changed_is_named() throws IOException {
        for (var name : files().keySet()) {
            var files = files();
            var bytes = Objects.requireNonNull(files.get(name)).clone();
            bytes[bytes.length / 2] ^= 1;
            files.put(name, bytes);
            assertThat(run(directory(files))).as(name).isNotZero();
            if (!name.startsWith("case.json")) {
                assertThat(said).contains(name);
            }
        }
    }

    @Test
    void a_file_that_is_missing_or_added_is_named() throws IOException {
        var less = files();
        less.remove("law/norms.json");
        assertThat(run(directory(less))).isEqualTo(1);
        assertThat(said).contains("law/norms.json");
        var more = files();
        more.put("grants/smuggled.json", new byte[] {1});
        assertThat(run(directory(more))).isEqualTo(1);
        assertThat(said).contains("grants/smuggled.json");
    }

    private int run(String place) {
        var out = new StringWriter();
        var line = new CommandLine(new LedgerCase());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        var status = line.execute(place);
        said = out.toString();
        return status;
    }

    private String directory(TreeMap<String, byte[]> files) throws IOException {
        var directory = Files.createTempDirectory(folder, "case");
        for (var file : files.entrySet()) {
            var path = directory.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.write(path, file.getValue());
        }
        return directory.toString();
    }

    private static byte[] sample() throws IOException {
        try (var in = LedgerCaseTest.class.getResourceAsStream("/qorgan/cli/court-case.zip")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static TreeMap<String, byte[]> files() throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(sample()))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }
}
