package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.embedded.DemoRealms;
import qorgan.vault.Cast;
import qorgan.vault.KeycloakTest;
import qorgan.vault.TestKeycloak;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Realm;
import qorgan.vault.identity.RealmEvents;
import tools.jackson.databind.json.JsonMapper;

/// The real Keycloak's own events in the log.
@SuppressWarnings("NullAway.Init")
class RealmEventsTest extends KeycloakTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TYPED = "Сейітов Арман 900517300123";

    @Autowired RealmEventEntries entries;
    @Autowired RealmEvents events;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;

    private record Written(String kind, UUID actor, UUID office, Map<String, String> details) {}

    @Test
    void a_sign_in_at_keycloak_is_an_entry_of_whoever_signed_in_and_only_one() {
        var before = of(cast.doctor()).size();
        var unused = silver(cast.doctor());
        entries.take();
        var taken = of(cast.doctor());
        assertThat(taken).hasSize(before + 1);
        assertThat(taken.getLast().kind()).isEqualTo("SIGN_IN");
        assertThat(taken.getLast().office()).isEqualTo(Cast.REMAND_ALMATY.id().value());
        assertThat(taken.getLast().details())
                .containsEntry("event", "LOGIN")
                .containsEntry("realm", "OFFICIALS");
        entries.take();
        assertThat(of(cast.doctor())).hasSameSizeAs(taken);
    }

    @Test
    void the_publics_realm_is_read_as_well_and_names_nobody() {
        var before = of(cast.aigul()).size();
        var unused = silver(cast.aigul());
        entries.take();
        var taken = of(cast.aigul());
        assertThat(taken).hasSize(before + 1);
        assertThat(taken.getLast().details()).containsEntry("realm", "PUBLIC");
        assertThat(taken.toString()).doesNotContain(TestKeycloak.account(cast.aigul()).username());
    }

    @Test
    void refused_sign_ins_are_counted_by_kind_and_hold_no_word_that_was_typed() throws Exception {
        var account = TestKeycloak.account(cast.clerk());
        var known = count("invalid_user_credentials", cast.clerk());
        for (var attempt = 0; attempt < 3; attempt++) {
            assertThat(signIn(account.username(), "not-the-password")).isIn(400, 401);
        }
        assertThat(signIn(TYPED, "not-the-password")).isIn(400, 401);
        entries.take();
        assertThat(count("invalid_user_credentials", cast.clerk())).isEqualTo(known + 3);
        var all = refused();
        assertThat(all).extracting(Written::kind).containsOnly("SIGN_IN_FAILED");
        assertThat(all).anyMatch(one -> "user_not_found".equals(one.details().get("error")));
        assertThat(all.toString())
                .doesNotContain("Сейітов", "900517300123", account.username(), "127.0.0.1");
    }

    @Test
    void an_event_that_shows_late_is_not_passed_over() {
        var unused = silver(cast.custody());
        entries.take();
        var later = Instant.now(java.time.Clock.systemUTC()).plus(Duration.ofMinutes(4));
        var entry = of(cast.custody()).getLast();
        as(
                () ->
                        jdbc.update(
                                """
                                insert into audit_realm_event
                                select region, office, realm, ?, source, ?, entry_id from audit_realm_event
                                where realm = 'OFFICIALS' and source = 'USER' limit 1
                                """,
                                "later-" + UUID.randomUUID(),
                                Timestamp.from(later)));
        var early = silver(cast.custody());
        assertThat(early).isNotEmpty();
        entries.take();
        assertThat(of(cast.custody())).last().isNotEqualTo(entry);
    }

    @Test
    void its_account_reads_events_and_nothing_else() throws Exception {
        for (var realm : List.of(Realm.OFFICIALS, Realm.PUBLIC)) {
            assertThat(events.since(realm, RealmEvents.Source.ADMIN, Instant.EPOCH, 0, 10))
                    .isNotNull();
        }
        var token = serviceToken();
        for (var path : List.of("/users", "/clients", "/roles")) {
            assertThat(admin(path, token)).as(path).isEqualTo(403);
        }
        assertThat(admin("/events", token)).isEqualTo(200);
    }

    private List<Written> of(Actor actor) {
        return written(
                "select * from audit_entry where purpose = 'keycloak-event' and actor = ? order by at,"
                        + " details ->> 'happened'",
                actor.id().value());
    }

    private List<Written> refused() {
        return written(
                "select * from audit_entry where purpose = 'keycloak-event' and details ->> 'event' ="
                        + " 'LOGIN_ERROR'");
    }

    private int count(String error, Actor actor) {
        return of(actor).stream()
                .filter(one -> error.equals(one.details().get("error")))
                .mapToInt(one -> Integer.parseInt(one.details().getOrDefault("times", "0")))
                .sum();
    }

    private List<Written> written(String sql, Object... values) {
        return as(
                () ->
                        jdbc.query(
                                sql,
                                (row, _) ->
                                        new Written(
                                                row.getString("kind"),
                                                row.getObject("actor", UUID.class),
                                                row.getObject("office", UUID.class),
                                                JsonMapper.shared()
                                                        .readTree(row.getString("details"))
                                                        .propertyStream()
                                                        .collect(
                                                                Collectors.toMap(
                                                                        Map.Entry::getKey,
                                                                        one ->
                                                                                one.getValue()
                                                                                        .asString()))),
                                values));
    }

    private <T> T as(java.util.function.Supplier<T> act) {
        var transaction = new TransactionTemplate(transactions);
        return Acting.as(
                cast.duty("test"),
                () -> java.util.Objects.requireNonNull(transaction.execute(_ -> act.get())));
    }

    private static int signIn(String username, String password)
            throws IOException, InterruptedException {
        return form(Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        DemoRealms.WALK,
                        "username",
                        username,
                        "password",
                        password))
                .statusCode();
    }

    private static String serviceToken() throws IOException, InterruptedException {
        var answer =
                form(
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", "qorgan-events",
                                "client_secret", TestKeycloak.OFFICIALS_EVENTS_SECRET));
        return JsonMapper.shared().readTree(answer.body()).get("access_token").asString();
    }

    private static HttpResponse<String> form(Map<String, String> form)
            throws IOException, InterruptedException {
        var body =
                form.entrySet().stream()
                        .map(
                                one ->
                                        one.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        one.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return HTTP.send(
                HttpRequest.newBuilder(
                                URI.create(
                                        TestKeycloak.keycloak().issuer(DemoRealms.OFFICIALS)
                                                + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int admin(String path, String token) throws IOException, InterruptedException {
        var base =
                TestKeycloak.keycloak()
                        .issuer(DemoRealms.OFFICIALS)
                        .replace("/realms/", "/admin/realms/");
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(base + path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
