package qorgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a service that moves half of its people between two questions.
class KeysReindexTest {
    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private int moved;
    private boolean underWay;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/realm/protocol/openid-connect/token",
                exchange -> answer(exchange, 200, "{\"access_token\": \"fresh\"}"));
        server.createContext("/api/keys/index", this::index);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void index(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestURI().getPath() + body);
        if (!"Bearer fresh".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 403, "{}");
        } else if (exchange.getRequestMethod().equals("POST")) {
            underWay = true;
            answer(exchange, 202, state());
        } else {
            moved = underWay ? Math.min(10, moved + 5) : moved;
            underWay = underWay && moved < 10;
            answer(exchange, 200, state());
        }
    }

    private String state() {
        return """
               {"version": 2, "people": 10, "moved": %d, "behind": %d, "underWay": %s, "proof": %s}"""
                .formatted(moved, 10 - moved, underWay, moved == 10 ? "\"e-1\"" : "null");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var stream = exchange.getResponseBody()) {
            stream.write(bytes);
        }
    }

    private int run(String... more) throws IOException {
        var password = Files.writeString(directory.resolve("password"), "secret\n");
        var base = "http://127.0.0.1:" + server.getAddress().getPort();
        var arguments =
                new ArrayList<>(
                        List.of(
                                "keys",
                                "reindex",
                                "--service",
                                base,
                                "--issuer",
                                base + "/realm",
                                "--user",
                                "keeper",
                                "--password-file",
                                password.toString(),
                                "--every",
                                "1"));
        arguments.addAll(List.of(more));
        return Qorgan.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void a_change_is_begun_watched_and_proven() throws IOException {
        assertThat(run("--rate", "7")).isZero();
        assertThat(asked).contains("/api/keys/index/changes{\"perSecond\":7}");
        assertThat(err.toString()).contains("5 of 10", "10 of 10");
        assertThat(out.toString()).contains("version 2: 10 people moved, 0 behind", "e-1");
    }

    @Test
    void a_change_that_is_under_way_is_watched_and_not_begun_again() throws IOException {
        underWay = true;
        assertThat(run("--json")).isZero();
        assertThat(asked).allMatch("/api/keys/index"::equals);
        assertThat(out.toString()).contains("\"behind\":0", "\"proof\":\"e-1\"");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_dry_run_does_nothing() throws IOException {
        assertThat(run("--dry-run", "--rate", "5")).isZero();
        assertThat(asked).containsExactly("/api/keys/index");
        assertThat(out.toString())
                .contains("10 people would be moved to version 3, in 2 s or more");
    }
}
