package qorgan.vault.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import qorgan.embedded.DemoRealms;
import qorgan.vault.Cast;
import qorgan.vault.KeycloakTest;
import qorgan.vault.TestKeycloak;

class TokensTest extends KeycloakTest {
    private static final String ME = "/api/identity/me";

    @Autowired Realms realms;

    @Test
    void an_official_is_who_the_token_and_the_register_say() throws Exception {
        var answer = get(ME, silver(cast.procuratorOfAlmaty()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"procurator\"", Cast.PROCURACY_ALMATY.id().toString(), "\"silver\"");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void a_second_factor_shows() throws Exception {
        assertThat(get(ME, gold(cast.procuratorOfAlmaty())).body()).contains("\"gold\"");
    }

    @Test
    void a_member_of_the_public_has_no_office() throws Exception {
        var answer = get(ME, silver(cast.aigul()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"asker\"").doesNotContain("\"office\":\"");
    }

    @Test
    void a_role_in_keycloak_alone_gives_nothing() throws Exception {
        var unregistered = Cast.official("unregistered", Cast.PROCURACY_ALMATY, Role.PROCURATOR);
        var token = silver(unregistered);
        assertThat(get(ME, token).body()).contains("\"roles\":[]");
        assertThat(get("/api/identity/officials/unconfirmed", token).statusCode()).isEqualTo(403);
    }

    @Test
    void a_foreign_audience_is_refused() throws Exception {
        var elsewhere =
                TestKeycloak.tokens()
                        .elsewhere(DemoRealms.OFFICIALS, TestKeycloak.account(cast.investigator()));
        var answer = get(ME, elsewhere);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("not-signed-in");
    }

    @Test
    void a_missing_role_is_refused() throws Exception {
        var answer = get("/api/identity/officials/unconfirmed", silver(cast.investigator()));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"forbidden\"");
    }

    @Test
    void another_realms_token_is_refused() throws Exception {
        assertThat(get(ME, selfSigned("https://elsewhere.example/realms/qorgan-officials")))
                .extracting(HttpResponse::statusCode)
                .isEqualTo(401);
    }

    @Test
    void a_token_that_keycloak_did_not_sign_is_refused() throws Exception {
        var issuer = TestKeycloak.keycloak().issuer(DemoRealms.OFFICIALS);
        assertThat(get(ME, selfSigned(issuer)).statusCode()).isEqualTo(401);
    }

    @Test
    void an_expired_token_is_refused() {
        var now = clock.instant();
        var expired =
                Jwt.withTokenValue("x")
                        .header("alg", "ES256")
                        .claim("sub", "x")
                        .issuedAt(now.minus(Duration.ofHours(2)))
                        .expiresAt(now.minus(Duration.ofHours(1)))
                        .build();
        assertThat(new JwtTimestampValidator().validate(expired).hasErrors()).isTrue();
        assertThat(
                        realms.checks(TestKeycloak.keycloak().issuer(DemoRealms.OFFICIALS))
                                .validate(expired)
                                .getErrors())
                .anyMatch(error -> String.valueOf(error.getDescription()).contains("expired"));
    }

    @Test
    void an_open_page_needs_nobody_and_the_rest_leads_to_the_sign_in() throws Exception {
        try (var browser =
                HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build()) {
            var start =
                    browser.send(
                            HttpRequest.newBuilder(at("/oauth2/authorization/officials?acr=gold"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(start.statusCode()).isEqualTo(302);
            assertThat(start.headers().firstValue("Location").orElseThrow())
                    .startsWith(TestKeycloak.keycloak().issuer(DemoRealms.OFFICIALS))
                    .contains("acr_values=gold", "code_challenge_method=S256", "nonce=");
            assertThat(start.headers().firstValue("Set-Cookie").orElseThrow())
                    .contains("HttpOnly", "SameSite=Lax");
            var page =
                    browser.send(
                            HttpRequest.newBuilder(
                                            java.net.URI.create(
                                                    start.headers()
                                                            .firstValue("Location")
                                                            .orElseThrow()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
        }
    }

    private static String selfSigned(String issuer) throws JOSEException {
        var key = new ECKeyGenerator(Curve.P_256).keyID("mine").generate();
        var jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("mine").build(),
                        new JWTClaimsSet.Builder()
                                .issuer(issuer)
                                .subject(Cast.id("procurator-almaty").toString())
                                .audience("qorgan")
                                .claim("typ", "Bearer")
                                .issueTime(Date.from(java.time.Clock.systemUTC().instant()))
                                .expirationTime(
                                        Date.from(
                                                java.time.Clock.systemUTC()
                                                        .instant()
                                                        .plusSeconds(60)))
                                .build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }
}
