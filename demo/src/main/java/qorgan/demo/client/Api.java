package qorgan.demo.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/// The service over HTTP, as any other client sees it.
public final class Api {
    public static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI base;
    private final HttpClient client;
    private final List<Reply> failures = new CopyOnWriteArrayList<>();

    public Api(URI base) {
        this.base = base;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();
    }

    /// Every answer so far that was a refusal or an error.
    public List<Reply> failures() {
        return List.copyOf(failures);
    }

    public Reply get(String path, String token) {
        return send(request(path, token).GET());
    }

    /// A creating call: carries an idempotency key of its own.
    public Reply post(String path, String token, Object body) {
        return post(path, token, body, UUID.randomUUID().toString());
    }

    /// With a key of the caller's choice: the same key makes the thing once, however often it is
    /// sent.
    public Reply post(String path, String token, Object body, String idempotencyKey) {
        return send(
                request(path, token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    /// A body exactly as given, for what is no valid JSON.
    public Reply postRaw(String path, String token, String contentType, byte[] body) {
        return send(
                request(path, token)
                        .header("Content-Type", contentType)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    public Reply send(HttpRequest.Builder builder) {
        var request = builder.build();
        var name = request.method() + " " + request.uri().getPath();
        try {
            var response = client.send(request, BodyHandlers.ofByteArray());
            var reply =
                    new Reply(
                            name,
                            response.statusCode(),
                            response.headers().firstValue("Content-Type").orElse(""),
                            response.headers().firstValue("Location").orElse(""),
                            response.body());
            if (!reply.isGood()) {
                failures.add(reply);
            }
            return reply;
        } catch (IOException e) {
            throw new BrokenOff(name + " got no answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("the walk was stopped", e);
        }
    }

    public HttpRequest.Builder request(String path, String token) {
        var builder = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        return builder;
    }
}
