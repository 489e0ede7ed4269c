package qorgan.ledger.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.ledger.CasePackage;
import qorgan.ledger.TestLog;
import qorgan.ledger.json.Json;

class MainTest {
    @TempDir Path folder;
    private TestLog log;
    private Path place;
    private String vkey;

    @BeforeEach
    void a_log_on_disk() throws IOException {
        log = new TestLog().grow(600);
        place = folder.resolve("log");
        log.writeTo(place);
        vkey = log.log.verifierKeys().getFirst().encoded();
    }

    @Test
    void a_sound_log_ends_with_0() {
        var said = run("log", place.toString(), "--vkey", vkey, "--json");
        assertThat(said.status()).isZero();
        var json = Json.parseObject(said.out().getBytes(UTF_8));
        assertThat(json.text("verdict")).isEqualTo("sound");
        assertThat(json.whole("entries")).isEqualTo(600);
        assertThat(json.text("origin")).isEqualTo(TestLog.ORIGIN);
        assertThat(run("log", place.toString()).out()).contains("read from the log itself");
    }

    @Test
    void a_bent_log_ends_with_1_and_the_place() throws IOException {
        Path bundle = place.resolve("tile/entries/001");
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[40] ^= 1;
        Files.write(bundle, bytes);
        var said = run("log", place.toString(), "--vkey", vkey, "--json");
        assertThat(said.status()).isEqualTo(1);
        assertThat(Json.parseObject(said.out().getBytes(UTF_8)).text("where"))
                .isEqualTo("leaf 257");
    }

    @Test
    void a_log_behind_http_is_the_same_log() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext(
                "/log/",
                exchange -> {
                    try (exchange) {
                        Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
                        boolean there = Files.isRegularFile(file);
                        exchange.sendResponseHeaders(
                                there ? 200 : 404, there ? Files.size(file) : -1);
                        if (there) {
                            Files.copy(file, exchange.getResponseBody());
                        }
                    }
                });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/log";
            assertThat(run("log", url, "--vkey", vkey).status()).isZero();
            Files.delete(place.resolve("tile/0/001"));
            var said = run("log", url, "--vkey", vkey);
            assertThat(said.status()).isEqualTo(1);
            assertThat(said.out()).contains("tile/0/001: missing");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void wrongly_called_is_2_and_unreadable_is_3() {
        assertThat(run().status()).isEqualTo(2);
        assertThat(run("log").status()).isEqualTo(2);
        assertThat(run("something", "else").status()).isEqualTo(2);
        assertThat(run("log", place.toString(), "--nonsense").status()).isEqualTo(2);
        assertThat(run("log", place.toString(), "--vkey", "nonsense").status()).isEqualTo(2);
        assertThat(run("log", folder.resolve("nowhere").toString()).status()).isEqualTo(3);
        assertThat(run("proof", folder.resolve("nowhere").toString(), "--vkey", vkey).status())
                .isEqualTo(3);
    }

    @Test
    void a_proof_is_small_and_holds_for_its_entry_alone() throws IOException {
        Path proof = folder.resolve("slip.tlog-proof");
        Files.write(proof, log.prove(417).bytes());
        Path opening = folder.resolve("opening.json");
        Files.write(opening, log.openings.get(417).toJson());
        assertThat(
                        run(
                                        "proof",
                                        proof.toString(),
                                        "--vkey",
                                        vkey,
                                        "--opening",
                                        opening.toString())
                                .status())
                .isZero();
        String leaf = base64(log.openings.get(417).leaf().bytes());
        assertThat(run("proof", proof.toString(), "--vkey", vkey, "--leaf", leaf).status())
                .isZero();
        String hash = log.openings.get(417).leaf().hash().toString();
        assertThat(run("proof", proof.toString(), "--vkey", vkey, "--hash", hash).status())
                .isZero();
        Path field = folder.resolve("field.json");
        Files.write(field, log.openings.get(417).open("at").toJson());
        assertThat(
                        run(
                                        "proof",
                                        proof.toString(),
                                        "--vkey",
                                        vkey,
                                        "--opening",
                                        field.toString(),
                                        "--leaf",
                                        leaf)
                                .status())
                .isZero();
        Files.write(opening, log.openings.get(418).toJson());
        assertThat(
                        run(
                                        "proof",
                                        proof.toString(),
                                        "--vkey",
                                        vkey,
                                        "--opening",
                                        opening.toString())
                                .status())
                .isEqualTo(1);
    }

    @Test
    void a_case_package_verifies_offline() throws IOException {
        Path dossier = writeCase();
        var said = run("case", dossier.toString(), "--vkey", vkey);
        assertThat(said.status()).as(said.out() + said.err()).isZero();
        assertThat(said.out()).contains("case 2026-17");
    }

    @Test
    void a_bent_case_package_names_the_file() throws IOException {
        Path dossier = writeCase();
        Files.writeString(dossier.resolve("grants/g1.p7s"), "other");
        assertThat(run("case", dossier.toString(), "--vkey", vkey).out())
                .contains("grants/g1.p7s: is not");
        Files.writeString(dossier.resolve("grants/g1.p7s"), "cms");
        Files.writeString(dossier.resolve("more.txt"), "added");
        assertThat(run("case", dossier.toString(), "--vkey", vkey).out())
                .contains("more.txt: is not listed");
        Files.delete(dossier.resolve("more.txt"));
        Files.delete(dossier.resolve("entries/7.tlog-proof"));
        assertThat(run("case", dossier.toString(), "--vkey", vkey).out())
                .contains("entries/7.tlog-proof: missing");
    }

    @Test
    void a_case_that_tells_another_story_under_a_new_manifest_fails_at_the_leaf()
            throws IOException {
        Path dossier = folder.resolve("case");
        var lie =
                new CasePackage.Entry(
                        log.openings.get(7).leaf(),
                        log.prove(7),
                        List.of(log.openings.get(8).toJson()));
        CasePackage.write(dossier, "2026-17", List.of(lie), Map.of());
        var said = run("case", dossier.toString(), "--vkey", vkey);
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).contains("entries/7-0.json: is not what leaf 7 commits to");
    }

    /// Whoever writes the manifest may lie in it: about what is opened, or by a file that only
    // looks
    /// like a signature.
    @Test
    void a_case_hides_no_opening_and_no_file_beside_its_manifest() throws IOException {
        Path dossier = writeCase();
        Files.writeString(dossier.resolve("case.json.p7s"), "a signature");
        assertThat(run("case", dossier.toString(), "--vkey", vkey).status()).isZero();
        Files.writeString(dossier.resolve("case.jsonx"), "a stranger");
        assertThat(run("case", dossier.toString(), "--vkey", vkey).out())
                .contains("case.jsonx: is not listed");
        Files.delete(dossier.resolve("case.jsonx"));
        var manifest = dossier.resolve("case.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace("[\"entries/7-0.json\"]", "[7]"));
        var said = run("case", dossier.toString(), "--vkey", vkey);
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).contains("case.json: names an opening by something else");
    }

    private Path writeCase() throws IOException {
        Path dossier = folder.resolve("case");
        CasePackage.write(
                dossier,
                "2026-17",
                List.of(
                        CasePackage.Entry.whole(log.openings.get(7), log.prove(7)),
                        CasePackage.Entry.fields(log.openings.get(9), List.of("at"), log.prove(9))),
                Map.of("grants/g1.p7s", "cms".getBytes(UTF_8)));
        return dossier;
    }

    private record Said(int status, String out, String err) {}

    private static Said run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status =
                Main.run(
                        args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return new Said(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
