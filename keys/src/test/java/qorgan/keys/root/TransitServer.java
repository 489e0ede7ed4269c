package qorgan.keys.root;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import qorgan.keys.Entropy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The part of the transit engine that [TransitRoot] speaks to, with the real one's paths, headers,
/// bodies and status codes: keys, encrypt, decrypt, rotate.
final class TransitServer implements AutoCloseable {
    static final String TOKEN = "s.local";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpServer server;
    private final Map<String, TreeMap<Integer, byte[]>> keys = new TreeMap<>();
    private boolean sealed;

    private TransitServer(HttpServer server) {
        this.server = server;
    }

    static TransitServer start() throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var transit = new TransitServer(http);
        http.createContext("/v1/transit/", transit::answer);
        http.start();
        return transit;
    }

    URI engine() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/transit/");
    }

    void seal() {
        sealed = true;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (sealed) {
                error(exchange, 503, "Vault is sealed");
                return;
            }
            if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
                error(exchange, 403, "permission denied");
                return;
            }
            var path =
                    List.of(
                            exchange.getRequestURI()
                                    .getPath()
                                    .substring("/v1/transit/".length())
                                    .split("/"));
            byte[] body = exchange.getRequestBody().readAllBytes();
            var request = body.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(body);
            route(exchange, path, request);
        }
    }

    private void route(HttpExchange exchange, List<String> path, JsonNode request)
            throws IOException {
        var name = path.get(1);
        var versions = keys.get(name);
        if (path.getFirst().equals("keys") && exchange.getRequestMethod().equals("POST")) {
            if (path.size() == 2) {
                keys.computeIfAbsent(name, absent -> first());
            } else if (path.get(2).equals("rotate") && versions != null) {
                versions.put(versions.lastKey() + 1, Entropy.bytes(32));
            } else {
                error(exchange, 404, "unsupported path");
                return;
            }
            send(exchange, 204, Map.of());
            return;
        }
        if (versions == null) {
            error(exchange, 400, "encryption key not found");
            return;
        }
        switch (path.getFirst()) {
            case "keys" ->
                    send(
                            exchange,
                            200,
                            Map.of(
                                    "data",
                                    Map.of(
                                            "name",
                                            name,
                                            "type",
                                            "aes256-gcm96",
                                            "latest_version",
                                            versions.lastKey())));
            case "encrypt" -> encrypt(exchange, versions, request);
            case "decrypt" -> decrypt(exchange, versions, request);
            default -> error(exchange, 404, "unsupported path");
        }
    }

    private static void encrypt(
            HttpExchange exchange, TreeMap<Integer, byte[]> versions, JsonNode request)
            throws IOException {
        try {
            byte[] nonce = Entropy.bytes(12);
            byte[] sealed =
                    gcm(Cipher.ENCRYPT_MODE, versions.lastEntry().getValue(), nonce, request)
                            .doFinal(decode(request, "plaintext"));
            byte[] all = java.util.Arrays.copyOf(nonce, 12 + sealed.length);
            System.arraycopy(sealed, 0, all, 12, sealed.length);
            var text =
                    "vault:v" + versions.lastKey() + ":" + Base64.getEncoder().encodeToString(all);
            send(exchange, 200, Map.of("data", Map.of("ciphertext", text)));
        } catch (GeneralSecurityException e) {
            error(exchange, 500, "internal error");
        }
    }

    private static void decrypt(
            HttpExchange exchange, TreeMap<Integer, byte[]> versions, JsonNode request)
            throws IOException {
        try {
            var parts = request.path("ciphertext").asString("").split(":", -1);
            if (parts.length != 3 || !parts[0].equals("vault")) {
                error(exchange, 400, "invalid ciphertext: no prefix");
                return;
            }
            byte[] all = Base64.getDecoder().decode(parts[2]);
            byte[] key =
                    java.util.Objects.requireNonNull(
                            versions.get(Integer.parseInt(parts[1].substring(1))));
            byte[] nonce = java.util.Arrays.copyOf(all, 12);
            byte[] plain =
                    gcm(Cipher.DECRYPT_MODE, key, nonce, request).doFinal(all, 12, all.length - 12);
            send(
                    exchange,
                    200,
                    Map.of("data", Map.of("plaintext", Base64.getEncoder().encodeToString(plain))));
        } catch (GeneralSecurityException | RuntimeException e) {
            error(exchange, 400, "cipher: message authentication failed");
        }
    }

    private static Cipher gcm(int mode, byte[] key, byte[] nonce, JsonNode request)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(decode(request, "associated_data"));
        return cipher;
    }

    private static byte[] decode(JsonNode request, String member) {
        return Base64.getDecoder().decode(request.path(member).asString(""));
    }

    private static TreeMap<Integer, byte[]> first() {
        var versions = new TreeMap<Integer, byte[]>();
        versions.put(1, Entropy.bytes(32));
        return versions;
    }

    private static void error(HttpExchange exchange, int status, String message)
            throws IOException {
        send(exchange, status, Map.of("errors", List.of(message)));
    }

    private static void send(HttpExchange exchange, int status, Map<String, ?> body)
            throws IOException {
        byte[] bytes = MAPPER.writeValueAsString(body).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
        if (status != 204) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
