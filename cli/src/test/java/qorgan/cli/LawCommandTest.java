package qorgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.keys.json.CanonicalJson;
import qorgan.ledger.json.Json;
import qorgan.policy.pack.Packs;

class LawCommandTest {
    @TempDir Path folder;

    private Path law() throws IOException {
        var law = Files.createDirectory(folder.resolve("law"));
        for (var name : Packs.FILES) {
            try (var in = Packs.class.getResourceAsStream("/qorgan/policy/law/" + name)) {
                Files.write(law.resolve(name), in.readAllBytes());
            }
        }
        return law;
    }

    private static int run(Object... words) {
        var text = new String[words.length];
        for (var i = 0; i < words.length; i++) {
            text[i] = words[i].toString();
        }
        return Qorgan.commandLine().execute(text);
    }

    @Test
    void a_folder_becomes_a_bundle_and_a_statement_that_can_be_signed() throws IOException {
        var law = law();
        var bundle = folder.resolve("bundle.json");
        var statement = folder.resolve("statement.json");
        assertThat(run("law", "bundle", law, "--out", bundle)).isZero();
        assertThat(
                        run(
                                "law",
                                "statement",
                                law,
                                "--takes-effect",
                                "2026-12-01T00:00:00Z",
                                "--out",
                                statement))
                .isZero();
        var files = Json.parseObject(Files.readAllBytes(bundle)).members("files");
        assertThat(files.values().keySet()).containsExactlyInAnyOrderElementsOf(Packs.FILES);
        var signed = Files.readAllBytes(statement);
        assertThat(CanonicalJson.isCanonical(signed)).isTrue();
        assertThat(Json.parseObject(signed).text("law")).isEqualTo(Packs.load().digest());
    }

    @Test
    void a_law_that_cannot_be_loaded_is_refused() throws IOException {
        var law = law();
        Files.delete(law.resolve("facts.yaml"));
        assertThat(run("law", "bundle", law, "--out", folder.resolve("x"))).isEqualTo(1);
        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(run("law")).isEqualTo(2);
    }
}
