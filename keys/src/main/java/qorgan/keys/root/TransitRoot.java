package qorgan.keys.root;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import qorgan.keys.CannotOpen;
import qorgan.keys.KeyManagement;
import qorgan.keys.Secret;
import qorgan.keys.VaultSealed;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Root keys in the transit engine of HashiCorp Vault or OpenBao, over its HTTP interface. The key
/// stays there; what is wrapped crosses the connection, which therefore is TLS outside a test.
public final class TransitRoot implements KeyManagement {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final URI base;
    private final String key;
    private final HttpClient client;
    private String token;

    private TransitRoot(URI base, String key, String token) {
        this.base = base;
        this.key = key;
        this.token = token;
        this.client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    }

    /// @param engine the address of the engine, such as `https://vault:8200/v1/transit/`
    /// @param key the name of the root key, which is made (AES-256-GCM) when there is none
    public static TransitRoot open(URI engine, String key, String token) {
        var root = new TransitRoot(engine, key, token);
        // Making a key that exists changes nothing.
        var _ = root.post("keys/" + key, Map.of("type", "aes256-gcm96"));
        return root;
    }

    @Override
    public String name() {
        return "transit/" + key;
    }

    @Override
    public String describe() {
        if (token.isEmpty()) {
            return name() + ", sealed";
        }
        var data = send(request("keys/" + key).GET().build()).path("data");
        return name() + ", root version " + data.path("latest_version").intValue();
    }

    @Override
    public byte[] wrap(Secret secret, String purpose) {
        byte[] plaintext = secret.copy();
        try {
            var encoder = Base64.getEncoder();
            var answer =
                    post(
                            "encrypt/" + key,
                            Map.of(
                                    "plaintext",
                                    encoder.encodeToString(plaintext),
                                    "associated_data",
                                    associatedData(purpose)));
            return answer.path("data")
                    .path("ciphertext")
                    .asString("")
                    .getBytes(StandardCharsets.US_ASCII);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    @Override
    public Secret unwrap(byte[] wrapped, String purpose) {
        var answer =
                post(
                        "decrypt/" + key,
                        Map.of(
                                "ciphertext",
                                new String(wrapped, StandardCharsets.ISO_8859_1),
                                "associated_data",
                                associatedData(purpose)));
        return Secret.taking(
                Base64.getDecoder().decode(answer.path("data").path("plaintext").asString("")));
    }

    @Override
    public void rotate() {
        var _ = post("keys/" + key + "/rotate", Map.of());
    }

    /// Forgets the token; the engine keeps its keys.
    @Override
    public void close() {
        token = "";
    }

    private static String associatedData(String purpose) {
        return Base64.getEncoder()
                .encodeToString(("qorgan " + purpose).getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode post(String path, Map<String, String> body) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        if (token.isEmpty()) {
            throw new VaultSealed();
        }
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("X-Vault-Token", token)
                .header("X-Vault-Request", "true");
    }

    /// 400 is the engine's word for a ciphertext that does not open; 503 says that it is sealed.
    private JsonNode send(HttpRequest request) {
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> MAPPER.readTree(answer.body());
                case 204 -> MAPPER.createObjectNode();
                case 400 -> throw new CannotOpen();
                case 503 -> throw new VaultSealed();
                default ->
                        throw new UncheckedIOException(
                                new IOException(
                                        "the transit engine answers " + answer.statusCode()));
            };
        } catch (JacksonException e) {
            throw new UncheckedIOException(new IOException("not an answer of transit", e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for transit", e);
        }
    }
}
