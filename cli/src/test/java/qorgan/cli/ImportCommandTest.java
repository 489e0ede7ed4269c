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
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The command against a stand-in that answers as the service does: it takes rows by their register
/// number, recognises them again, and refuses those whose number begins with `bad`.
class ImportCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir Path directory;

    private final Set<String> taken = new ConcurrentSkipListSet<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/register/imports", this::rows);
        server.createContext("/realm/protocol/openid-connect/token", this::token);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        answer(
                exchange,
                form.contains("username=keeper") ? 200 : 401,
                form.contains("username=keeper")
                        ? "{\"access_token\": \"fresh\"}"
                        : "{\"error\": \"invalid_grant\"}");
    }

    private void rows(HttpExchange exchange) throws IOException {
        var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        calls.incrementAndGet();
        if (!"Bearer fresh".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 403, "{\"code\": \"forbidden\", \"next\": \"Ask your registrar.\"}");
            return;
        }
        if (failures.getAndDecrement() > 0) {
            answer(exchange, 503, "{\"code\": \"outage\"}");
            return;
        }
        int fresh = 0;
        int present = 0;
        var refused = JSON.createArrayNode();
        for (var row : body.get("rows")) {
            var number = row.get("cells").get("register_number").asString();
            if (number.startsWith("bad")) {
                refused.addObject()
                        .put("row", row.get("row").asInt())
                        .put("column", "arrested_at")
                        .put("reason", "unreadable");
            } else if (taken.add(number)) {
                fresh++;
            } else {
                present++;
            }
        }
        var answer = JSON.createObjectNode().put("taken", fresh).put("present", present);
        answer.set("refused", refused);
        answer(exchange, 200, answer.toString());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var stream = exchange.getResponseBody()) {
            stream.write(bytes);
        }
    }

    private Path file(int rows, int bad) throws IOException {
        var text = new StringBuilder("register_number;arrested_at;family_name\n");
        for (int i = 0; i < rows; i++) {
            text.append(i < bad ? "bad" : "R").append(i).append(";2020-01-01 10:00;Құпиябаев\n");
        }
        return Files.writeString(directory.resolve("register.csv"), text);
    }

    private int run(Path file, String user) throws IOException {
        var password = Files.writeString(directory.resolve("password"), "secret\n");
        var base = "http://127.0.0.1:" + server.getAddress().getPort();
        var line = Qorgan.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(
                "import",
                file.toString(),
                "--service",
                base,
                "--issuer",
                base + "/realm",
                "--user",
                user,
                "--password-file",
                password.toString(),
                "--batch",
                "100");
    }

    @Test
    void takes_a_file_reports_bad_rows_and_takes_nothing_twice() throws IOException {
        var file = file(1000, 5);
        assertThat(run(file, "keeper")).isEqualTo(1);
        assertThat(out.toString()).contains("995 taken, 0 there already, 5 refused");
        assertThat(Files.readAllLines(directory.resolve("register.csv.report.csv")))
                .hasSize(6)
                .contains("row;column;reason", "2;arrested_at;unreadable")
                .noneMatch(line -> line.contains("Құпиябаев"));
        assertThat(run(file, "keeper")).isEqualTo(1);
        assertThat(out.toString()).contains("0 taken, 995 there already, 5 refused");
        assertThat(taken).hasSize(995);
    }

    @Test
    void an_outage_in_between_is_waited_out() throws IOException {
        failures.set(2);
        assertThat(run(file(300, 0), "keeper")).isZero();
        assertThat(taken).hasSize(300);
    }

    @Test
    void a_refused_sign_in_and_an_unknown_column_stop_before_anything_is_sent() throws IOException {
        assertThat(run(file(10, 0), "stranger")).isEqualTo(2);
        var wrong =
                Files.writeString(
                        directory.resolve("wrong.csv"),
                        "register_number;arrested_at;secret\n1;2;3\n");
        assertThat(run(wrong, "keeper")).isEqualTo(2);
        assertThat(calls).hasValue(0);
        assertThat(err.toString()).contains("column that is not known").doesNotContain("secret");
    }
}
