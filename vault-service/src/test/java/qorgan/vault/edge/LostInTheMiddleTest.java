package qorgan.vault.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.vault.Cast;
import qorgan.vault.KeycloakTest;
import qorgan.vault.TestDatabase;
import qorgan.vault.TestKeycloak;
import qorgan.vault.identity.Acting;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.register.Facilities;
import qorgan.vault.register.Facility;
import qorgan.vault.register.FacilityType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Over real HTTP, with a real Keycloak and a real PostgreSQL: one of them goes away in the middle
/// of a request, a token has run out, two people or two clicks come at once.
class LostInTheMiddleTest extends KeycloakTest {
    private static final String ME = "/api/identity/me";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired Facilities facilities;

    @SuppressWarnings("NullAway.Init")
    private Facility holding;

    @SuppressWarnings("NullAway.Init")
    private Facility remand;

    @BeforeEach
    void places() {
        clock.reset();
        awaitDatabase();
        holding = facility(Cast.POLICE_ALMATY, FacilityType.TEMPORARY_HOLDING_FACILITY);
        remand = facility(Cast.REMAND_ALMATY, FacilityType.REMAND_CENTRE);
    }

    private Facility facility(qorgan.vault.identity.Office office, FacilityType type) {
        var registrar = cast.registrarOfPolice();
        return Acting.as(registrar, () -> facilities.all()).stream()
                .filter(one -> one.type() == type)
                .findFirst()
                .orElseGet(() -> CustodyCast.facility(facilities, registrar, office, type));
    }

    @Test
    void a_connection_cut_between_two_statements_leaves_nothing_and_the_repeat_succeeds()
            throws Exception {
        var token = silver(cast.intake());
        var key = UUID.randomUUID().toString();
        var body = arrest(CustodyCast.iin());
        try (var superuser = TestDatabase.postgres().superuser("qorgan_web");
                var blocking = superuser.createStatement();
                var others = Executors.newSingleThreadExecutor()) {
            var before = people(blocking);
            superuser.setAutoCommit(false);
            // The person is inserted, the entry waits for the table: there the connection is cut.
            blocking.execute("lock table register_event in access exclusive mode");
            var begun = others.submit(() -> send("/api/register/arrests", token, key, body));
            cutWhoWaits();
            var answer = begun.get(60, TimeUnit.SECONDS);
            superuser.rollback();

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(json(answer).get("code").asString()).isEqualTo("outage");
            assertThat(json(answer).get("next").asString()).isNotBlank();
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(people(blocking)).isEqualTo(before);
            superuser.rollback();

            var repeat = patiently("/api/register/arrests", token, key, body);
            assertThat(repeat.statusCode()).isEqualTo(201);
            assertThat(people(blocking)).isEqualTo(before + 1);
            superuser.rollback();

            var again = send("/api/register/arrests", token, key, body);
            assertThat(again.statusCode()).isEqualTo(201);
            assertThat(again.headers().firstValue("Location"))
                    .isEqualTo(repeat.headers().firstValue("Location"));
            assertThat(people(blocking)).isEqualTo(before + 1);
        }
    }

    @Test
    void a_database_that_is_away_is_said_so_and_the_repeat_succeeds() throws Exception {
        var token = silver(cast.intake());
        assertThat(get(ME, token).statusCode()).isEqualTo(200);
        var key = UUID.randomUUID().toString();
        var body = arrest(CustodyCast.iin());
        try (var superuser = TestDatabase.postgres().superuser("postgres");
                var statement = superuser.createStatement()) {
            statement.execute("alter database qorgan_web allow_connections false");
            try {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname ="
                                + " 'qorgan_web'");
                var answer = send("/api/register/arrests", token, key, body);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(json(answer).get("code").asString()).isEqualTo("outage");
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            } finally {
                statement.execute("alter database qorgan_web allow_connections true");
            }
        }
        assertThat(patiently("/api/register/arrests", token, key, body).statusCode())
                .isEqualTo(201);
    }

    @Test
    void while_keycloak_is_away_its_tokens_still_verify_and_the_sign_in_says_so() throws Exception {
        var token = silver(cast.intake());
        assertThat(get(ME, token).statusCode()).isEqualTo(200);
        assertThat(get(ME, silver(cast.aigul())).statusCode()).isEqualTo(200);
        signal("-STOP");
        try {
            assertThat(get(ME, token).statusCode()).isEqualTo(200);
            var page = page("/oauth2/authorization/officials", "ru");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body())
                    .contains("Служба временно недоступна")
                    .doesNotContain("Exception");
        } finally {
            signal("-CONT");
        }
        assertThat(page("/oauth2/authorization/officials", "ru").statusCode()).isEqualTo(302);
    }

    @Test
    void a_token_that_has_run_out_is_refused() throws Exception {
        var token = silver(cast.intake());
        assertThat(get(ME, token).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofHours(12));
        var answer = get(ME, token);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).get("code").asString()).isEqualTo("not-signed-in");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void of_two_officers_with_the_same_transfer_at_once_one_wins_and_one_is_told()
            throws Exception {
        var first = silver(cast.custody());
        var second = silver(cast.custodyOfAstana());
        for (var round = 0; round < 4; round++) {
            var subject = arrested();
            var body =
                    """
                    {"subject": "%s", "from": "%s", "to": "%s", "at": "%s",
                     "authority": "Penal department", "basis": "judge_decision", "document": "No. 5"}
                    """
                            .formatted(
                                    subject,
                                    holding.id(),
                                    remand.id(),
                                    clock.instant().minusSeconds(300));
            var answers =
                    atOnce(
                            () -> send("/api/register/transfers", first, fresh(), body),
                            () -> send("/api/register/transfers", second, fresh(), body));

            assertThat(answers)
                    .extracting(HttpResponse::statusCode)
                    .containsExactlyInAnyOrder(201, 409);
            var won = answers.stream().filter(one -> one.statusCode() == 201).findFirst();
            var told = answers.stream().filter(one -> one.statusCode() == 409).findFirst();
            assertThat(json(told.orElseThrow()).get("code").asString()).isEqualTo("already-done");
            assertThat(won.orElseThrow().headers().firstValue("Location").orElseThrow())
                    .endsWith(json(told.orElseThrow()).get("event").asString());
        }
    }

    @Test
    void a_double_click_makes_one_thing_and_both_are_told_the_same() throws Exception {
        var token = silver(cast.intake());
        var key = fresh();
        var body = arrest(CustodyCast.iin());
        var answers =
                atOnce(
                        () -> send("/api/register/arrests", token, key, body),
                        () -> send("/api/register/arrests", token, key, body));
        assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(201, 201);
        assertThat(answers)
                .extracting(one -> one.headers().firstValue("Location").orElseThrow())
                .allMatch(
                        answers.getFirst().headers().firstValue("Location").orElseThrow()::equals);
        assertThat(answers)
                .filteredOn(one -> one.headers().firstValue("Idempotency-Replayed").isPresent())
                .hasSize(1);
    }

    @Test
    void without_the_role_a_real_token_is_refused() throws Exception {
        var answer =
                send(
                        "/api/register/arrests",
                        silver(cast.aigul()),
                        fresh(),
                        arrest(CustodyCast.iin()));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).get("code").asString()).isEqualTo("forbidden");
    }

    private String arrested() throws Exception {
        var intake = silver(cast.intake());
        var answer = send("/api/register/arrests", intake, fresh(), arrest(CustodyCast.iin()));
        assertThat(answer.statusCode()).isEqualTo(201);
        return json(answer).get("subject").asString();
    }

    private String arrest(String iin) {
        return """
        {"person": {"iin": "%s", "names": [{"family": "Сейітов", "given": "Арман"}]}, "at": "%s",
         "place": "Almaty", "orderedBy": "Police"}
        """
                .formatted(iin, clock.instant().minusSeconds(1200));
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String path, String token, String key, String body)
            throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(at(path))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .header(IdempotencyFilter.HEADER, key)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /// What a careful client does: the same call with the same key, while it is told to come again.
    private HttpResponse<String> patiently(String path, String token, String key, String body)
            throws IOException, InterruptedException {
        var answer = send(path, token, key, body);
        for (var tries = 0; answer.statusCode() == 503 && tries < 40; tries++) {
            LockSupport.parkNanos(100_000_000L);
            answer = send(path, token, key, body);
        }
        return answer;
    }

    /// Connections that another test cut lie in the pool until somebody takes them.
    private void awaitDatabase() {
        for (var tries = 0; tries < 40; tries++) {
            try {
                Acting.as(cast.registrarOfPolice(), () -> facilities.all());
                return;
            } catch (RuntimeException cut) {
                LockSupport.parkNanos(100_000_000L);
            }
        }
    }

    private HttpResponse<String> page(String path, String language)
            throws IOException, InterruptedException {
        try (var http =
                HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build()) {
            return http.send(
                    HttpRequest.newBuilder(at(path))
                            .header("Accept", "text/html")
                            .header("Accept-Language", language)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @SafeVarargs
    private static <T> List<T> atOnce(Callable<T>... acts) throws Exception {
        var barrier = new CyclicBarrier(acts.length);
        try (var threads = Executors.newFixedThreadPool(acts.length)) {
            var begun = new ArrayList<Future<T>>();
            for (var act : acts) {
                begun.add(
                        threads.submit(
                                () -> {
                                    barrier.await(30, TimeUnit.SECONDS);
                                    return act.call();
                                }));
            }
            var answers = new ArrayList<T>();
            for (var one : begun) {
                answers.add(one.get(60, TimeUnit.SECONDS));
            }
            return answers;
        }
    }

    private static long people(Statement statement) throws SQLException {
        try (var found = statement.executeQuery("select count(*) from subject_person")) {
            found.next();
            return found.getLong(1);
        }
    }

    private static void cutWhoWaits() throws SQLException {
        try (var superuser = TestDatabase.postgres().superuser("postgres");
                var statement = superuser.createStatement()) {
            var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (true) {
                try (var cut =
                        statement.executeQuery(
                                """
                                select pg_terminate_backend(pid) from pg_stat_activity
                                where datname = 'qorgan_web' and wait_event_type = 'Lock'
                                """)) {
                    if (cut.next()) {
                        return;
                    }
                }
                assertThat(System.nanoTime()).as("nobody waited").isLessThan(deadline);
                LockSupport.parkNanos(20_000_000L);
            }
        }
    }

    private static void signal(String signal) throws IOException, InterruptedException {
        var pid = Long.toString(TestKeycloak.keycloak().pid());
        assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
    }
}
