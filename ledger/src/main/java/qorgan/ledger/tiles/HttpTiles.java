package qorgan.ledger.tiles;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// A log behind an HTTP prefix, read one file at a time.
public final class HttpTiles implements TileSource {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// 256 entries of 64 KiB, and then some.
    private static final int LONGEST = 18 << 20;

    private final HttpClient http;
    private final URI prefix;

    public HttpTiles(HttpClient http, URI prefix) {
        this.http = http;
        this.prefix = prefix.toString().endsWith("/") ? prefix : URI.create(prefix + "/");
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        var request =
                HttpRequest.newBuilder(prefix.resolve(path))
                        .timeout(PATIENCE)
                        .header("Accept-Encoding", "gzip, identity")
                        .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return switch (response.statusCode()) {
                    case 200 -> Optional.of(bytes(response, body));
                    // Some stores say 403 of what they do not have.
                    case 403, 404, 410 -> Optional.empty();
                    default ->
                            throw new IOException(
                                    request.uri() + " answered " + response.statusCode());
                };
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(stop);
        }
    }

    private static byte[] bytes(HttpResponse<InputStream> response, InputStream body)
            throws IOException {
        byte[] bytes = limited(body);
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        return switch (encoding) {
            case "identity" -> bytes;
            case "gzip" -> limited(new GZIPInputStream(new ByteArrayInputStream(bytes)));
            default -> throw new IOException("unknown content encoding " + encoding);
        };
    }

    private static byte[] limited(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new IOException("a file larger than any tile");
        }
        return bytes;
    }
}
