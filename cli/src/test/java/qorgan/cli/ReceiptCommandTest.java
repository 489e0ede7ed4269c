package qorgan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.keys.sign.HybridSigner;
import qorgan.ledger.KeyType;
import qorgan.ledger.LeafOpening;
import qorgan.ledger.Log;
import qorgan.ledger.SigningKey;
import qorgan.ledger.json.Json;
import qorgan.ledger.tiles.DirectoryTiles;
import qorgan.ledger.tiles.Edge;

/// A relative's receipt, checked where there is no network and no service.
class ReceiptCommandTest {
    private static final String ORIGIN = "log.qorgan.test/almaty";
    private static final Instant NOON = Instant.parse("2026-03-02T07:00:00Z");

    @TempDir Path folder;
    private final SecureRandom random = new SecureRandom();
    private final HybridSigner signer = HybridSigner.generate();
    private final List<LeafOpening> openings = new ArrayList<>();
    private Path logFolder;

    @BeforeEach
    void two_entries_on_a_log() throws IOException {
        for (var row : List.of("entry-1", "entry-2")) {
            openings.add(
                    LeafOpening.of(
                            "ACCESS",
                            Json.object().with("row", row).with("revision", 0),
                            LeafOpening.freshSalt(random)));
        }
        var log = new Log(ORIGIN, List.of(SigningKey.generate(ORIGIN, KeyType.ED25519, random)));
        logFolder = folder.resolve("log");
        var store = new DirectoryTiles(logFolder);
        var leaves = openings.stream().map(LeafOpening::leaf).toList();
        var published = log.publish(store, Edge.EMPTY, leaves, NOON);
        store.replace("checkpoint", published.checkpoint().bytes());
        store.replace("vkey", (log.verifierKeys().getFirst().encoded() + "\n").getBytes(UTF_8));
    }

    @AfterEach
    void wipe() {
        signer.close();
    }

    @Test
    void a_file_verifies_by_itself_and_names_the_key_to_compare() throws IOException {
        var receipt = receipt("[" + proof(0) + "," + proof(1) + "]");
        var said = run("receipt", "verify", receipt);
        assertThat(said.code()).as(said.out()).isZero();
        assertThat(said.out())
                .contains("the signatures hold, receipt", signer.publicKey().id(), "compare");
        assertThat(run("receipt", "verify", receipt, "--vkey", vkey()).out())
                .contains("; proven\n");
    }

    @Test
    void the_operators_key_decides_where_it_is_given() throws IOException {
        var receipt = receipt("[]");
        var own = write("own.key", signer.publicKey().text() + "\n");
        assertThat(run("receipt", "verify", receipt, "--key", own))
                .satisfies(
                        said -> {
                            assertThat(said.code()).isZero();
                            assertThat(said.out())
                                    .startsWith("valid, receipt")
                                    .doesNotContain("compare");
                        });
        try (var other = HybridSigner.generate()) {
            var strange = write("other.key", other.publicKey().text());
            assertThat(run("receipt", "verify", receipt, "--key", strange, "--json"))
                    .satisfies(
                            said -> {
                                assertThat(said.code()).isEqualTo(1);
                                assertThat(said.out()).contains("UNKNOWN_KEY");
                            });
        }
    }

    @Test
    void a_changed_value_is_refused() throws IOException {
        var receipt = Path.of(receipt("[]"));
        Files.writeString(receipt, Files.readString(receipt).replace("Almaty", "Astana"));
        var said = run("receipt", "verify", receipt.toString());
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("SIGNATURE_WRONG");
    }

    /// A true proof of another entry proves nothing about this receipt.
    @Test
    void proven_means_every_entry_of_the_statement() throws IOException {
        assertThat(run("receipt", "verify", receipt("[" + proof(0) + "]")).out())
                .contains("not yet proven");
        assertThat(run("receipt", "verify", receipt("[" + proof(0) + "," + proof(0) + "]")).out())
                .contains("not yet proven");
    }

    @Test
    void a_proof_that_does_not_hold_is_refused() throws IOException {
        var wrong = proof(0).replace("entry-1", "entry-2");
        var said = run("receipt", "verify", receipt("[" + wrong + "]"));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("PROOF_WRONG");
    }

    @Test
    void proofs_fetched_later_turn_it_to_proven() throws IOException {
        var early =
                receipt(
                        "[{\"entry\":\"entry-1\",\"state\":\"not-yet-proven\"},"
                                + "{\"entry\":\"entry-2\",\"state\":\"not-yet-proven\"}]");
        assertThat(run("receipt", "verify", early).out()).contains("not yet proven");
        var later = write("proofs.json", "[" + proof(0) + "," + proof(1) + "]");
        assertThat(run("receipt", "verify", early, "--proofs", later, "--vkey", vkey()).out())
                .contains("; proven\n");
    }

    @Test
    void a_bare_slip_needs_the_operators_key() throws IOException {
        var slip =
                write("slip.json", new String(signer.sign("slip", Map.of("number", "A-1")), UTF_8));
        assertThat(run("receipt", "verify", slip))
                .satisfies(
                        said -> {
                            assertThat(said.code()).isEqualTo(2);
                            assertThat(said.out()).contains("--key");
                        });
        var own = write("own.key", signer.publicKey().text());
        assertThat(run("receipt", "verify", slip, "--key", own).out()).startsWith("valid, slip");
        assertThat(run("receipt", "verify", slip, "--key", own, "--kind", "receipt").out())
                .contains("OTHER_KIND");
    }

    @Test
    void what_is_no_receipt_is_said_to_be_none() throws IOException {
        assertThat(run("receipt", "verify", write("text", "hello")).out())
                .contains("NOT_AN_ENVELOPE");
        assertThat(run("receipt", "verify", folder.resolve("nothing").toString()).out())
                .contains("there is no file");
    }

    private String receipt(String proofs) throws IOException {
        var envelope =
                new String(
                        signer.sign(
                                "receipt",
                                Map.of(
                                        "entries",
                                        List.of("entry-1", "entry-2"),
                                        "value",
                                        "Almaty")),
                        UTF_8);
        return write(
                "receipt.json",
                "{\"envelope\":"
                        + envelope
                        + ",\"keys\":[\""
                        + signer.publicKey().text()
                        + "\"],\"proofs\":"
                        + proofs
                        + "}");
    }

    private String proof(int index) throws IOException {
        var written = folder.resolve("proof-" + index);
        var made =
                run(
                        "ledger",
                        "prove",
                        Integer.toString(index),
                        "--from",
                        logFolder.toString(),
                        "--out",
                        written.toString());
        assertThat(made.code()).as(made.out()).isZero();
        var opening = openings.get(index);
        var base64 = Base64.getEncoder();
        return Json.object()
                .with("entry", opening.fields().text("row"))
                .with("state", "proven")
                .with("index", index)
                .with("leaf", base64.encodeToString(opening.leaf().bytes()))
                .with("opening", base64.encodeToString(opening.toJson()))
                .with("proof", base64.encodeToString(Files.readAllBytes(written)))
                .canonical();
    }

    private String vkey() {
        return logFolder.resolve("vkey").toString();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private record Ran(int code, String out) {}

    private static Ran run(String... arguments) {
        var out = new StringWriter();
        int code =
                Qorgan.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(out))
                        .execute(arguments);
        return new Ran(code, out.toString());
    }
}
