package qorgan.demo.drill;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import qorgan.demo.client.Api;

/// Stands in for Keycloak, which is not what this drill hurts: serves the public key of two realms,
/// and signs tokens for whoever the drill says.
final class TokenBooth implements AutoCloseable {
    static final String OFFICIALS = "officials";
    static final String PUBLIC = "public";
    private static final Duration VALID = Duration.ofHours(2);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final KeyPair key;
    private final Clock clock;

    TokenBooth(Clock clock) throws IOException, GeneralSecurityException {
        this.clock = clock;
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        key = generator.generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setExecutor(threads);
        for (var realm : List.of(OFFICIALS, PUBLIC)) {
            server.createContext(
                    "/realms/" + realm + "/protocol/openid-connect/certs",
                    exchange -> {
                        try (exchange) {
                            var keys = keys();
                            exchange.getResponseHeaders().add("Content-Type", "application/json");
                            exchange.sendResponseHeaders(200, keys.length);
                            exchange.getResponseBody().write(keys);
                        }
                    });
        }
        server.start();
    }

    String issuer(String realm) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/" + realm;
    }

    String token(String realm, UUID subject, String role) {
        var now = clock.instant();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer(realm));
        claims.put("aud", List.of("qorgan"));
        claims.put("typ", "Bearer");
        claims.put("sub", subject.toString());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(VALID).getEpochSecond());
        claims.put("acr", "silver");
        claims.put("realm_access", Map.of("roles", List.of(role)));
        var header = Map.of("alg", "ES256", "typ", "JWT", "kid", "drill");
        var text = part(header) + "." + part(claims);
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has ECDSA", impossible);
        }
    }

    private static String part(Map<String, ?> members) {
        return BASE64.encodeToString(Api.JSON.writeValueAsBytes(members));
    }

    private byte[] keys() {
        var point = ((ECPublicKey) key.getPublic()).getW();
        return Api.JSON.writeValueAsBytes(
                Map.of(
                        "keys",
                        List.of(
                                Map.of(
                                        "kty", "EC",
                                        "crv", "P-256",
                                        "use", "sig",
                                        "alg", "ES256",
                                        "kid", "drill",
                                        "x", coordinate(point.getAffineX()),
                                        "y", coordinate(point.getAffineY())))));
    }

    private static String coordinate(BigInteger number) {
        var bytes = number.toByteArray();
        var fixed = new byte[32];
        int skip = Math.max(0, bytes.length - 32);
        System.arraycopy(bytes, skip, fixed, 32 - (bytes.length - skip), bytes.length - skip);
        return BASE64.encodeToString(fixed);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
