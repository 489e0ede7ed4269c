package qorgan.ledger.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import qorgan.ledger.NoteSignature;
import qorgan.ledger.witness.Witness.Answer;
import qorgan.ledger.witness.Witness.Followed;

/// A witness on HTTP: `POST add-checkpoint` as C2SP tlog-witness has it, and `POST add-succession`
/// for a log that goes over to other keys. It binds where it is told and speaks plain HTTP; in
/// front of it stands whoever terminates TLS.
public final class WitnessServer implements AutoCloseable {
    private static final int LONGEST_BODY = 256 * 1024;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Witness witness;
    private final Clock clock;
    private final Consumer<String> loud;

    /// `loud` hears every refusal that smells of a rollback or a fork, in one line.
    public WitnessServer(
            Witness witness, InetSocketAddress address, Clock clock, Consumer<String> loud)
            throws IOException {
        this.witness = witness;
        this.clock = clock;
        this.loud = loud;
        server = HttpServer.create(address, 64);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
    }

    public void start() {
        server.start();
    }

    public URI address() {
        var bound = server.getAddress();
        return URI.create("http://" + bound.getHostString() + ":" + bound.getPort() + "/");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!path.equals("/add-checkpoint") && !path.equals("/add-succession")) {
                send(exchange, 404, "text/plain", "");
                return;
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().add("Allow", "POST");
                send(exchange, 405, "text/plain", "");
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
            if (body.length > LONGEST_BODY) {
                send(exchange, 413, "text/plain", "");
                return;
            }
            if (path.equals("/add-succession")) {
                answer(exchange, witness.follow(body));
            } else {
                answer(exchange, witness.add(body, clock.instant()));
            }
        }
    }

    private void answer(HttpExchange exchange, Followed followed) throws IOException {
        switch (followed) {
            case Followed.Taken(var keys) ->
                    send(
                            exchange,
                            200,
                            "text/plain; charset=utf-8",
                            keys.stream()
                                    .map(key -> key.encoded() + "\n")
                                    .collect(Collectors.joining()));
            case Followed.Refused(var status, var why) -> {
                if (status == 403) {
                    loud.accept("REFUSED: other keys for a log: " + why);
                }
                send(exchange, status, "text/plain", why + "\n");
            }
        }
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        switch (answer) {
            case Answer.Cosigned(var _, var signatures) ->
                    send(
                            exchange,
                            200,
                            "text/plain; charset=utf-8",
                            signatures.stream()
                                    .map(NoteSignature::line)
                                    .map(line -> line + "\n")
                                    .collect(Collectors.joining()));
            case Answer.OtherSize(var size, var shrinks) -> {
                if (shrinks) {
                    loud.accept("REFUSED: a checkpoint smaller than the " + size + " entries seen");
                }
                send(exchange, 409, "text/x.tlog.size", size + "\n");
            }
            case Answer.Forked(var status, var size) -> {
                loud.accept("FORK: the log signed two roots for " + size + " entries");
                send(exchange, status, "text/x.tlog.size", size + "\n");
            }
            case Answer.Unproven() -> {
                loud.accept("REFUSED: the proof from what was seen does not hold");
                send(exchange, 422, "text/plain", "the consistency proof does not hold\n");
            }
            case Answer.UnknownLog() -> send(exchange, 404, "text/plain", "unknown log\n");
            case Answer.NotSigned() -> send(exchange, 403, "text/plain", "not signed by the log\n");
            case Answer.Retired(var key, var size) -> {
                loud.accept("REFUSED: signed by " + key + ", retired at " + size + " entries");
                send(exchange, 403, "text/plain", "signed by a retired key\n");
            }
            case Answer.Malformed(var why) -> send(exchange, 400, "text/plain", why + "\n");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }
}
