package qorgan.ledger.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTilesTest {
    private static final int LARGEST = 18 << 20;

    private record Reply(int status, String encoding, byte[] body) {}

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        var reply =
                                replies.getOrDefault(
                                        exchange.getRequestURI().getPath(),
                                        new Reply(404, "identity", new byte[0]));
                        exchange.getResponseHeaders().add("Content-Encoding", reply.encoding());
                        exchange.sendResponseHeaders(reply.status(), reply.body().length);
                        exchange.getResponseBody().write(reply.body());
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void what_is_there_what_is_not_and_what_is_broken_are_three_things() throws IOException {
        replies.put("/log/checkpoint", new Reply(200, "identity", new byte[] {1, 2}));
        replies.put("/log/gone", new Reply(410, "identity", new byte[] {9}));
        replies.put("/log/broken", new Reply(500, "identity", new byte[] {9}));
        replies.put("/log/strange", new Reply(200, "br", new byte[] {9}));
        for (var prefix : new String[] {"/log", "/log/"}) {
            var tiles = tiles(prefix);
            assertThat(tiles.read("checkpoint")).contains(new byte[] {1, 2});
            assertThat(tiles.read("nowhere")).isEmpty();
            assertThat(tiles.read("gone")).isEmpty();
            assertThatThrownBy(() -> tiles.read("broken"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("500");
            assertThatThrownBy(() -> tiles.read("strange"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("br");
        }
    }

    @Test
    void what_unpacks_to_more_than_any_tile_is_refused() throws IOException {
        replies.put("/largest", new Reply(200, "gzip", packed(LARGEST)));
        replies.put("/larger", new Reply(200, "gzip", packed(LARGEST + 1)));
        assertThat(tiles("/").read("largest").orElseThrow()).hasSize(LARGEST);
        assertThatThrownBy(() -> tiles("/").read("larger"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger than any tile");
    }

    @Test
    void whoever_is_interrupted_stays_interrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> tiles("/").read("checkpoint"))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private HttpTiles tiles(String prefix) {
        return new HttpTiles(
                HttpClient.newHttpClient(),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + prefix));
    }

    private static byte[] packed(int length) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[length]);
        }
        return packed.toByteArray();
    }
}
