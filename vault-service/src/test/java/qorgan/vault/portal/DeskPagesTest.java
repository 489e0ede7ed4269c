package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.Cast;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.Cases;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Role;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.OwnAccounts;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.Registration;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.Subjects;

/// The desk's pages as forms lead through them, and the person's page of looks.
class DeskPagesTest extends PortalTest {
    @Autowired AccessLog accessLog;
    @Autowired Subjects subjects;
    @Autowired OwnAccounts accounts;
    @Autowired Cases cases;

    @Test
    void something_unusual_tells_its_reason_and_becomes_a_case() throws Exception {
        var entry = look(cast.investigator(), EntryKind.STATUTORY, SubjectId.random(), null);
        var dpo = cast.dpoOfPolice();
        for (var language : Languages.ALL) {
            assertThat(page(dpo, "/audit/unusual?days=1", language))
                    .contains("/audit/entries/" + entry.value() + "/case");
        }
        assertThat(page(dpo, "/audit/unusual?days=1"))
                .contains("No case and no request stands behind this look.");
        var made = sent(dpo, "/audit/entries/" + entry.value() + "/case");
        assertThat(made).contains("The case is open.");
        assertThat(page(dpo, "/audit/cases")).contains("Unusual access");
    }

    @Test
    void a_case_is_read_noted_found_and_closed() throws Exception {
        var dpo = cast.dpoOfPolice();
        var made =
                Acting.as(
                        dpo, () -> cases.open(dpo, Cases.Cause.OWN_INITIATIVE, null, "why I look"));
        var at = "/audit/cases/" + made;
        assertThat(sent(dpo, at + "/read")).contains("why I look");
        assertThat(whole(send(dpo, at + "/steps", "words", ""), 422, EN)).contains("#words");
        assertThat(whole(send(dpo, at + "/close"), 422, EN)).contains("There is no finding yet");
        assertThat(sent(dpo, at + "/steps", "words", "in order", "finding", "LAWFUL"))
                .contains("Added to the case");
        assertThat(sent(dpo, at + "/close")).contains("Added to the case");
        assertThat(sent(dpo, at + "/read")).contains("in order", "Closed").doesNotContain("/steps");
        assertThat(send(cast.dpoOfPenal(), at + "/read").getStatus()).isEqualTo(404);
    }

    @Test
    void a_conflict_is_resolved_by_a_text_to_sign() throws Exception {
        var duty = cast.duty("rule-conflict-deny");
        var made =
                Acting.as(
                        duty,
                        () ->
                                cases.open(
                                        duty,
                                        Cast.POLICE_ALMATY.id().value(),
                                        Cases.Cause.RULE_CONFLICT,
                                        null));
        var dpo = cast.dpoOfPolice();
        var at = "/audit/cases/" + made;
        assertThat(sent(dpo, at + "/read")).contains("/resolution");
        assertThat(sent(dpo, at + "/resolution", "stands", "DENY", "words", "the narrower rule"))
                .contains("qorgan-conflict-resolution/1", "the narrower rule");
        assertThat(whole(send(dpo, at + "/resolution", "words", "x"), 422, EN))
                .contains("There is a problem");
    }

    @Test
    void a_hold_is_set_read_and_not_lifted_by_its_own_hand() throws Exception {
        var dpo = cast.dpoOfPolice();
        var person = SubjectId.random();
        var until = minute(clock.instant().plus(Duration.ofDays(9)));
        assertThat(
                        sent(
                                dpo,
                                "/audit/holds",
                                "person",
                                person.value().toString(),
                                "until",
                                until,
                                "words",
                                "a court asked"))
                .contains("The hold stands.");
        assertThat(whole(send(dpo, "/audit/holds", "person", "x"), 422, EN))
                .contains("#person", "#until", "#words");
        var list = page(dpo, "/audit/holds");
        var hold = list.replaceAll("(?s).*?/audit/holds/([0-9a-f-]{36})/read.*", "$1");
        assertThat(sent(dpo, "/audit/holds/" + hold + "/read")).contains("a court asked");
        assertThat(whole(send(dpo, "/audit/holds/" + hold + "/lift", "words", "enough"), 422, EN))
                .contains("Somebody else lifts it.");
        var second = Cast.official("dpo-police-two", Cast.INVESTIGATION_ALMATY, Role.DPO);
        assertThat(sent(second, "/audit/holds/" + hold + "/lift", "words", "enough"))
                .contains("The hold is lifted.");
    }

    @Test
    void a_decoy_is_placed_by_oversight_alone() throws Exception {
        var form =
                new String[] {
                    "office",
                    Cast.POLICE_ALMATY.id().toString(),
                    "family",
                    "Алдамшы",
                    "given",
                    "Белгісіз",
                    "birth",
                    "1980-01-02"
                };
        assertThat(sent(cast.ombudsman(), "/audit/decoys", form)).contains("The decoy is placed.");
        assertThat(send(cast.intake(), "/audit/decoys", form).getStatus()).isEqualTo(403);
        assertThat(whole(send(cast.ombudsman(), "/audit/decoys", "birth", "x"), 422, EN))
                .contains("#office", "#family", "#given", "#birth");
    }

    @Test
    void a_person_sees_who_looked_saves_the_proof_and_complains() throws Exception {
        var person = cast.subject("looks-" + UUID.randomUUID());
        var self = registered();
        Acting.as(
                cast.standingOfficer(),
                () -> {
                    var unused = accounts.link(cast.standingOfficer(), self, person.id());
                });
        var entry = look(cast.intake(), EntryKind.CUSTODY, self, null);
        var waits =
                look(
                        cast.investigator(),
                        EntryKind.STATUTORY,
                        self,
                        clock.instant().plus(Duration.ofDays(30)));
        for (var language : List.of(EN, Locale.of("ru"), Locale.of("kk"))) {
            assertThat(page(person, "/own/looks", language))
                    .contains("/own/looks/" + entry.value() + "/complaint")
                    .doesNotContain(waits.value().toString());
        }
        assertThat(page(person, "/own/looks"))
                .contains("work on the custody register", "Their commitments");
        var proof = send(person, "/own/looks/" + entry.value() + "/proof");
        assertThat(proof.getContentAsString())
                .contains("qorgan-look/1")
                .doesNotContain(cast.intake().id().toString());
        assertThat(send(person, "/own/looks/" + waits.value() + "/proof").getStatus())
                .isEqualTo(404);
        var complaint = "/own/looks/" + entry.value() + "/complaint";
        assertThat(page(person, complaint)).contains("three working days");
        assertThat(whole(send(person, complaint, "words", " "), 422, EN)).contains("#words");
        assertThat(sent(person, complaint, "words", "nobody asked me"))
                .contains("together with the proof");
        assertThat(page(person, "/own/looks")).contains("My complaints");
        assertThat(
                        answer(
                                        cast.subject("another"),
                                        get("/own/looks/" + entry.value() + "/complaint"),
                                        EN)
                                .getStatus())
                .isEqualTo(404);
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
                                                null,
                                                List.of(
                                                        PersonName.of(
                                                                "Қараушы" + UUID.randomUUID(),
                                                                "Арман",
                                                                null)),
                                                Stated.of(java.time.LocalDate.of(1990, 5, 5)),
                                                Map.of())));
        return ((Registration.Registered) registration).subject();
    }

    private static String minute(Instant at) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm")
                .format(LocalDateTime.ofInstant(at, ZoneId.of("Asia/Almaty")));
    }

    private EntryId look(Actor actor, EntryKind kind, SubjectId about, @Nullable Instant withheld) {
        var access =
                new Access(
                        kind,
                        Set.of(about),
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
