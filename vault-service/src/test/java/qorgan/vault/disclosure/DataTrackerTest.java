package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.keys.json.CanonicalJson;
import qorgan.keys.sign.HybridPublicKey;
import qorgan.keys.sign.HybridVerifier;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Seals;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.OwnAccounts;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.Registration;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.StatedIin;
import qorgan.vault.subject.Subjects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The open data-tracker protocol as a portal speaks it in a person's name.
@SuppressWarnings("NullAway.Init")
class DataTrackerTest extends ServiceTest {
    private static final String AT = "/api/data-tracker/v2/";
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired AccessLog accessLog;
    @Autowired Subjects subjects;
    @Autowired OwnAccounts accounts;
    @Autowired Seals seals;

    private final String iin = CustodyCast.iin();
    private Actor person;
    private SubjectId self;

    @BeforeEach
    void a_person_with_an_account() {
        person = cast.subject("tracker-" + UUID.randomUUID());
        self = registered();
        Acting.as(
                cast.standingOfficer(),
                () -> {
                    var unused = accounts.link(cast.standingOfficer(), self, person.id());
                });
    }

    @Test
    void looks_are_told_in_the_words_of_the_protocol_newest_first() throws Exception {
        look(cast.intake(), EntryKind.CUSTODY, null);
        clock.advance(Duration.ofHours(1));
        var last = look(cast.investigator(), EntryKind.STATUTORY, null);
        var found = found("", "en");
        assertThat(found.get("totalUsages").asInt()).isEqualTo(2);
        var newest = found.get("usages").get(0);
        assertThat(newest.get("entry").asString()).isEqualTo(last.value().toString());
        assertThat(newest.get("receiverCode").asString())
                .isEqualTo(Cast.INVESTIGATION_ALMATY.id().toString());
        assertThat(newest.get("receiverName").asString())
                .isEqualTo(Cast.INVESTIGATION_ALMATY.names().get("en"));
        assertThat(newest.get("receiverSystem").asString()).isEqualTo("Qorgan");
        assertThat(newest.get("action").asString()).contains("whom the law lets read");
        assertThat(Instant.parse(newest.get("logtime").asString()))
                .isEqualTo(clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        assertThat(found("", "ru").get("usages").get(0).get("action").asString())
                .isNotEqualTo(newest.get("action").asString());
    }

    @Test
    void a_page_and_a_period_are_taken_out_of_the_same_list() throws Exception {
        look(cast.intake(), EntryKind.CUSTODY, null);
        clock.advance(Duration.ofDays(2));
        var middle = clock.instant();
        look(cast.intake(), EntryKind.CUSTODY, null);
        clock.advance(Duration.ofDays(2));
        look(cast.intake(), EntryKind.CUSTODY, null);
        var page = found("&offset=1&limit=1", "en");
        assertThat(page.get("totalUsages").asInt()).isEqualTo(3);
        assertThat(page.get("usages").size()).isOne();
        var between =
                found("&periodStart=" + middle + "&periodEnd=" + middle.plusSeconds(3600), "en");
        assertThat(between.get("totalUsages").asInt()).isOne();
        assertThat(found("&periodEnd=2001-01-31T10:20:30", "en").get("totalUsages").asInt())
                .isZero();
        assertThat(ask("findUsage", codes() + "&limit=0", "en").getStatus()).isEqualTo(422);
        assertThat(ask("findUsage", codes() + "&offset=-1", "en").getStatus()).isEqualTo(422);
        assertThat(ask("findUsage", codes() + "&periodEnd=soon", "en").getStatus()).isEqualTo(422);
    }

    @Test
    void what_waits_is_counted_and_nothing_else_is_told_of_it() throws Exception {
        var until = clock.instant().plus(Duration.ofDays(30));
        var waits = look(cast.investigator(), EntryKind.STATUTORY, until);
        var found = found("", "kk");
        assertThat(found.get("totalUsages").asInt()).isZero();
        assertThat(found.get("withheld").get("count").asInt()).isOne();
        assertThat(found.get("withheld").get("commitments").size()).isOne();
        assertThat(found.toString())
                .doesNotContain(
                        waits.value().toString(), Cast.INVESTIGATION_ALMATY.id().toString());
        clock.advance(Duration.ofDays(31));
        assertThat(found("", "kk").get("usages").get(0).get("entry").asString())
                .isEqualTo(waits.value().toString());
    }

    @Test
    void who_has_a_right_to_an_answer_is_not_named_and_only_the_day_is_told() throws Exception {
        look(cast.aigul(), EntryKind.DISCLOSURE, null);
        var usage = found("", "en").get("usages").get(0);
        assertThat(usage.get("receiverCode").asString()).isEqualTo("somebody_entitled");
        assertThat(usage.get("logtime").asString()).endsWith("T00:00:00Z");
        assertThat(usage.get("provable").asBoolean()).isFalse();
        assertThat(usage.toString()).doesNotContain(cast.aigul().id().toString());
    }

    @Test
    void every_answer_is_signed_and_one_changed_letter_shows() throws Exception {
        look(cast.intake(), EntryKind.CUSTODY, null);
        for (var operation : List.of("findUsage", "usagePeriod", "heartbeat")) {
            var answer = ask(operation, operation.equals("findUsage") ? codes() : "", "en");
            assertThat(answer.getHeader("Cache-Control")).contains("no-store");
            var body = (ObjectNode) JSON.readTree(answer.getContentAsByteArray());
            assertThat(isSigned(operation, body)).as(operation).isTrue();
            body.put("answeredAt", "2001-01-01T00:00:00Z");
            assertThat(isSigned(operation, body)).as(operation).isFalse();
        }
        assertThat(read(ask("heartbeat", "", "en")).get("status").asString()).isIn("OK", "FAIL");
        assertThat(Instant.parse(read(ask("usagePeriod", "", "en")).get("periodStart").asString()))
                .isBeforeOrEqualTo(clock.instant());
    }

    @Test
    void it_is_answered_to_the_person_alone() throws Exception {
        look(cast.intake(), EntryKind.CUSTODY, null);
        var own = person.id().toString();
        assertThat(status(person, own, own)).isEqualTo(200);
        assertThat(status(person, "KZ" + iin, iin)).isEqualTo(200);
        var another = CustodyCast.iin();
        assertThat(status(person, own, another)).isEqualTo(404);
        assertThat(status(person, another, own)).isEqualTo(404);
        assertThat(status(person, own, "EE12345678901")).isEqualTo(404);
        assertThat(status(cast.subject("unlinked"), own, own)).isEqualTo(404);
        assertThat(status(cast.intake(), own, own)).isEqualTo(403);
        assertThat(status(cast.aigul(), own, own)).isEqualTo(403);
    }

    private boolean isSigned(String operation, ObjectNode answer) {
        var rest = answer.deepCopy();
        var envelope = CanonicalJson.of(rest.remove("signature"));
        var keys = seals.publicKeys().stream().map(HybridPublicKey::ofText).toList();
        return switch (HybridVerifier.trusting(keys).verify("usage", envelope)) {
            case HybridVerifier.Verdict.Valid valid -> {
                var statement = JSON.readTree(valid.statement());
                yield statement.get("operation").asString().equals(operation)
                        && statement
                                .get("answer")
                                .asString()
                                .equals(
                                        HexFormat.of()
                                                .formatHex(
                                                        Receipts.sha256(CanonicalJson.of(rest))));
            }
            case HybridVerifier.Verdict.Refused _ -> false;
        };
    }

    private String codes() {
        return "?userCode=" + person.id();
    }

    private JsonNode found(String more, String language) throws Exception {
        return read(ask("findUsage", codes() + more, language));
    }

    private static JsonNode read(MockHttpServletResponse answer) throws Exception {
        var text = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(text).isEqualTo(200);
        return JSON.readTree(text.getBytes(StandardCharsets.UTF_8));
    }

    private MockHttpServletResponse ask(String operation, String query, String language)
            throws Exception {
        return mvc.perform(
                        get(java.net.URI.create(AT + operation + query))
                                .header("X-Road-UserId", person.id().toString())
                                .header("Accept-Language", language)
                                .with(by(person)))
                .andReturn()
                .getResponse();
    }

    private int status(Actor caller, String userId, String userCode) throws Exception {
        return mvc.perform(
                        get(AT + "findUsage")
                                .param("userCode", userCode)
                                .header("X-Road-UserId", userId)
                                .with(by(caller)))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private SubjectId registered() {
        var intake = cast.intake();
        var registration =
                Acting.as(
                        intake,
                        () ->
                                subjects.register(
                                        intake,
                                        new NewSubject(
                                                StatedIin.of(iin),
                                                List.of(PersonName.of("Сейітов", "Арман", null)),
                                                Stated.of(LocalDate.of(1990, 5, 17)),
                                                Map.of())));
        return ((Registration.Registered) registration).subject();
    }

    private EntryId look(Actor actor, EntryKind kind, @Nullable Instant withheld) {
        var access =
                new Access(
                        kind,
                        Set.of(self),
                        Set.of(new Field("W.whereabouts")),
                        "test",
                        List.of("intl-ced-17-3-register"),
                        new byte[0],
                        new byte[0],
                        null,
                        null);
        return Acting.as(
                        actor,
                        () ->
                                accessLog.open(
                                        actor,
                                        withheld == null ? access : access.withheldUntil(withheld)))
                .entry();
    }
}
