package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.Role;

/// The rules of the unusual, and who reviews the desk itself.
class OversightOfTheDeskTest extends ServiceTest {
    private static final Field DIAGNOSIS = new Field("M.diagnosis");
    private static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");

    @Autowired AccessLog accessLog;
    @Autowired Desk desk;
    @Autowired Unusual unusual;
    @Autowired Reviews reviews;

    private final SubjectId arman = SubjectId.random();

    @Test
    void a_look_at_night_is_found_and_the_same_look_at_noon_is_not() {
        atHour(3);
        var night =
                look(
                        Cast.official("late", Cast.POLICE_ALMATY, Role.INVESTIGATOR),
                        EntryKind.CONTACT,
                        null);
        var ofCase = look(cast.investigator(), EntryKind.STATUTORY, new CaseId(UUID.randomUUID()));
        atHour(12);
        var noon =
                look(
                        Cast.official("early", Cast.POLICE_ALMATY, Role.INVESTIGATOR),
                        EntryKind.CONTACT,
                        null);
        assertThat(rulesOf(night)).containsExactly(Unusual.Rule.NIGHT);
        assertThat(rulesOf(ofCase)).isEmpty();
        assertThat(rulesOf(noon)).isEmpty();
    }

    @Test
    void a_look_without_case_or_request_is_found() {
        atHour(12);
        var entry = look(cast.investigator(), EntryKind.STATUTORY, null);
        assertThat(rulesOf(entry)).contains(Unusual.Rule.NO_LINK);
    }

    @Test
    void breaking_the_glass_is_always_found() {
        atHour(12);
        var entry =
                look(
                        Cast.official("doctor-police", Cast.POLICE_ALMATY, Role.DOCTOR),
                        EntryKind.BREAK_GLASS,
                        null);
        assertThat(rulesOf(entry)).containsExactly(Unusual.Rule.BREAK_GLASS);
    }

    @Test
    void a_crowd_around_one_person_is_found() {
        atHour(12);
        var last =
                IntStream.range(0, 5)
                        .mapToObj(
                                number ->
                                        Cast.official(
                                                "curious-" + number,
                                                Cast.POLICE_ALMATY,
                                                Role.INVESTIGATOR))
                        .map(official -> look(official, EntryKind.CONTACT, null))
                        .toList()
                        .getLast();
        assertThat(rulesOf(last)).contains(Unusual.Rule.CROWD);
    }

    @Test
    void custody_at_its_own_register_is_not_unusual_at_any_hour() {
        atHour(3);
        assertThat(rulesOf(look(cast.intake(), EntryKind.CUSTODY, null))).isEmpty();
    }

    @Test
    void a_reading_of_the_desk_is_reviewed_once_and_by_another_office() {
        look(cast.intake(), EntryKind.CUSTODY, null);
        var dpo = cast.dpoOfPolice();
        Acting.as(dpo, () -> desk.find(dpo, EntryQuery.about(desk.token(arman))));
        var reviewer = cast.dpoOfPenal();
        Acting.as(
                reviewer,
                () -> {
                    var reading =
                            reviews.queue(reviewer).stream()
                                    .filter(entry -> entry.persons().contains(desk.token(arman)))
                                    .findFirst()
                                    .orElseThrow();
                    var id = new EntryId(reading.entry());
                    assertThat(reviews.review(reviewer, id, Reviews.Verdict.IN_ORDER))
                            .isEqualTo(Reviews.Reviewed.DONE);
                    assertThat(reviews.review(reviewer, id, Reviews.Verdict.QUESTIONED))
                            .isEqualTo(Reviews.Reviewed.ALREADY_DONE);
                });
    }

    @Test
    void the_desk_does_not_review_itself() {
        var dpo = cast.dpoOfPolice();
        Acting.as(
                dpo,
                () -> {
                    desk.find(dpo, EntryQuery.about(desk.token(arman)));
                    var own =
                            desk.find(
                                            dpo,
                                            new EntryQuery(
                                                    desk.token(arman),
                                                    dpo.id().value(),
                                                    null,
                                                    null,
                                                    null,
                                                    EntryKind.DESK_READING,
                                                    null,
                                                    null,
                                                    null,
                                                    null,
                                                    1))
                                    .entries()
                                    .getFirst();
                    assertThat(
                                    reviews.review(
                                            dpo,
                                            new EntryId(own.entry()),
                                            Reviews.Verdict.IN_ORDER))
                            .isEqualTo(Reviews.Reviewed.OWN_OFFICE);
                });
    }

    private void atHour(int hour) {
        clock.moveTo(
                clock.instant()
                        .atZone(ALMATY)
                        .toLocalDate()
                        .atTime(LocalTime.of(hour, 10))
                        .atZone(ALMATY)
                        .toInstant());
    }

    private List<Unusual.Rule> rulesOf(EntryId entry) {
        var dpo = cast.dpoOfPolice();
        var now = clock.instant();
        return Acting.as(
                        dpo,
                        () ->
                                unusual.between(
                                        dpo,
                                        now.minus(Duration.ofDays(2)),
                                        now.plus(Duration.ofDays(2))))
                .stream()
                .filter(found -> found.entry().entry().equals(entry.value()))
                .map(Unusual.Found::rules)
                .findFirst()
                .orElse(List.of());
    }

    private EntryId look(Actor actor, EntryKind kind, @Nullable CaseId caseId) {
        return Acting.as(
                        actor,
                        () ->
                                accessLog.open(
                                        actor,
                                        new Access(
                                                kind,
                                                Set.of(arman),
                                                Set.of(DIAGNOSIS),
                                                "test",
                                                List.of("kz-test"),
                                                new byte[0],
                                                new byte[0],
                                                null,
                                                caseId)))
                .entry();
    }
}
