package qorgan.vault.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import qorgan.vault.ServiceTest;
import qorgan.vault.TestDatabase;

/// The database, and Keycloak, gone in the middle.
class OutageTest extends ServiceTest {
    private static final int POOL = 30;

    @Test
    void a_lost_database_is_an_outage_and_passes() throws Exception {
        try (var superuser = TestDatabase.postgres().superuser("postgres");
                var statement = superuser.createStatement()) {
            statement.execute("alter database qorgan allow_connections false");
            try {
                statement.execute(
                        """
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = 'qorgan'
                        """);
                mvc.perform(get("/api/identity/offices").with(by(cast.intake())))
                        .andExpect(status().isServiceUnavailable())
                        .andExpect(header().exists("Retry-After"))
                        .andExpect(jsonPath("$.code").value("outage"));
            } finally {
                statement.execute("alter database qorgan allow_connections true");
            }
        }
        // Each connection that died in the pool may cost one more answer that says "again".
        var answer = 0;
        for (var again = 0; again < POOL && answer != 200; again++) {
            answer =
                    mvc.perform(get("/api/identity/offices").with(by(cast.intake())))
                            .andReturn()
                            .getResponse()
                            .getStatus();
        }
        assertThat(answer).isEqualTo(200);
    }

    @Test
    void a_lost_keycloak_is_an_outage() throws Exception {
        var key = new ECKeyGenerator(Curve.P_256).keyID("unknown").generate();
        var jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("unknown").build(),
                        new JWTClaimsSet.Builder()
                                .issuer("http://127.0.0.1:1/realms/qorgan-officials")
                                .build());
        jwt.sign(new ECDSASigner(key));
        mvc.perform(get("/api/identity/me").header("Authorization", "Bearer " + jwt.serialize()))
                .andExpect(status().isServiceUnavailable())
                .andExpect(jsonPath("$.code").value("outage"));
    }
}
