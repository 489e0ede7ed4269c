package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
import qorgan.vault.identity.Office;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.Role;

/// A month in which nobody does anything wrong: shifts, late evenings, big days, known people. The
/// desk must hardly be disturbed; and five wrongs hidden in the same month must all be found.
class QuietMonthTest extends ServiceTest {
    private static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");
    private static final Field DIAGNOSIS = new Field("M.diagnosis");
    private static final int DAYS = 28;

    /// Long ago, so that no other test's entries are among these.
    private static final LocalDate FIRST = LocalDate.of(2019, 2, 1);

    @Autowired AccessLog accessLog;
    @Autowired Unusual unusual;
    @Autowired Watched watched;
    @Autowired Ties ties;

    private final Random random = new Random(7);
    private final List<SubjectId> people =
            IntStream.range(0, 150).mapToObj(_ -> SubjectId.random()).toList();
    private final SubjectId known = people.get(3);
    private final Map<SubjectId, CaseId> cases =
            people.stream()
                    .collect(
                            Collectors.toMap(person -> person, _ -> new CaseId(UUID.randomUUID())));

    @Test
    void a_quiet_month_is_quiet_and_five_wrongs_in_it_are_found() {
        at(FIRST, 8, 0);
        var dpo = cast.dpoOfPolice();
        Acting.as(
                dpo,
                () -> watched.inPublicEye(dpo, known, clock.instant().plus(Duration.ofDays(60))));
        var looks = 0;
        for (var day = 0; day < DAYS; day++) {
            looks += anOrdinaryDay(FIRST.plusDays(day), day);
        }
        var quiet = find();
        System.out.printf(
                "quiet month: %d looks, %d alarms, %.2f a day%n",
                looks, quiet.size(), quiet.size() / (double) DAYS);
        assertThat(looks).isGreaterThan(1000);
        assertThat(quiet.size()).as(quiet.toString()).isLessThanOrEqualTo(DAYS / 2);

        var wrongs = wrongs();
        var found =
                find().stream()
                        .collect(
                                Collectors.toMap(one -> one.entry().entry(), Unusual.Found::rules));
        wrongs.forEach(
                (rule, entry) ->
                        assertThat(found.get(entry.value())).as(rule.name()).contains(rule));
        assertThat(found.size() - quiet.size()).isLessThanOrEqualTo(8);
    }

    private int anOrdinaryDay(LocalDate day, int number) {
        var looks = 0;
        var workday = day.getDayOfWeek().getValue() <= 5;
        for (var one = 0; workday && one < 6; one++) {
            var investigator = official("inv" + one, Cast.INVESTIGATION_ALMATY, Role.INVESTIGATOR);
            // One evening in fifteen is a late one, over the case of that day.
            var late = random.nextInt(15) == 0;
            for (var look = 0; look < 4 + random.nextInt(4); look++) {
                at(day, late && look > 3 ? 22 : 9 + look, random.nextInt(60));
                var person = people.get(one * 20 + random.nextInt(20));
                look(investigator, EntryKind.STATUTORY, person, null, cases.get(person), null);
                looks++;
            }
        }
        // The hotline answers every night; two people take turns.
        for (var look = 0; look < 5; look++) {
            at(day, look < 3 ? 23 : 3, 10 * look);
            look(
                    official("hotline" + number % 2, Cast.POLICE_ALMATY, Role.SEARCH_DESK),
                    EntryKind.DISCLOSURE,
                    anybody(),
                    UUID.randomUUID(),
                    null,
                    null);
            looks++;
        }
        for (var look = 0; look < 12; look++) {
            at(day, 2 * look, random.nextInt(60));
            look(
                    official("guard" + look % 4, Cast.POLICE_ALMATY, Role.CUSTODY),
                    EntryKind.CUSTODY,
                    look == 0 ? known : anybody(),
                    null,
                    null,
                    Cast.POLICE_ALMATY.id());
            looks++;
        }
        // Somebody known is looked up, because something is registered about them.
        if (number % 9 == 0) {
            at(day, 14, 0);
            var intake = cast.intake();
            lookUp(intake, known);
            Acting.as(
                    intake,
                    () ->
                            accessLog.deposit(
                                    intake, known, Set.of(DIAGNOSIS), "register", "kz-test"));
        }
        return looks;
    }

    private Map<Unusual.Rule, EntryId> wrongs() {
        var day = FIRST.plusDays(12);
        var idler = official("inv0", Cast.INVESTIGATION_ALMATY, Role.INVESTIGATOR);
        at(day, 2, 40);
        var night = look(idler, EntryKind.STATUTORY, people.get(140), null, null, null);
        at(day, 15, 0);
        var glass = look(idler, EntryKind.BREAK_GLASS, people.get(141), null, null, null);
        var hurried = official("inv1", Cast.INVESTIGATION_ALMATY, Role.INVESTIGATOR);
        var volume = new ArrayList<EntryId>();
        for (var person : people.subList(60, 110)) {
            at(day, 16, volume.size());
            volume.add(look(hurried, EntryKind.STATUTORY, person, null, cases.get(person), null));
        }
        at(day, 17, 30);
        var curious = official("guard1", Cast.POLICE_ALMATY, Role.CUSTODY);
        var famous = lookUp(curious, known);
        var brother = people.get(30);
        Acting.as(hurried, () -> ties.declare(hurried, brother));
        at(day, 17, 40);
        var own = look(hurried, EntryKind.STATUTORY, brother, null, cases.get(brother), null);
        return Map.of(
                Unusual.Rule.NIGHT, night,
                Unusual.Rule.BREAK_GLASS, glass,
                Unusual.Rule.VOLUME, own,
                Unusual.Rule.WATCHED, famous,
                Unusual.Rule.OWN_RELATIVE, own);
    }

    private List<Unusual.Found> find() {
        var dpo = cast.dpoOfPolice();
        return Acting.as(
                dpo,
                () ->
                        unusual.between(
                                dpo,
                                instant(FIRST, 0, 0),
                                instant(FIRST.plusDays(DAYS + 1), 0, 0)));
    }

    private SubjectId anybody() {
        return people.get(random.nextInt(people.size()));
    }

    private static Actor official(String name, Office office, Role role) {
        return Cast.official("quiet-" + name, office, role);
    }

    private void at(LocalDate day, int hour, int minute) {
        clock.moveTo(instant(day, hour, minute));
    }

    private static Instant instant(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).atZone(ALMATY).toInstant();
    }

    private EntryId lookUp(Actor official, SubjectId person) {
        return Acting.as(
                official,
                () ->
                        accessLog.note(
                                official,
                                Note.about(
                                        EntryKind.SEARCH,
                                        person,
                                        "official-lookup",
                                        List.of("kz-test"),
                                        null)));
    }

    private EntryId look(
            Actor official,
            EntryKind kind,
            SubjectId person,
            @Nullable UUID request,
            @Nullable CaseId theCase,
            @Nullable OfficeId holder) {
        return Acting.as(
                        official,
                        () ->
                                accessLog.open(
                                        official,
                                        new Access(
                                                kind,
                                                Set.of(person),
                                                Set.of(DIAGNOSIS),
                                                "test",
                                                List.of("kz-test"),
                                                new byte[0],
                                                new byte[0],
                                                request,
                                                theCase,
                                                null,
                                                holder)))
                .entry();
    }
}
