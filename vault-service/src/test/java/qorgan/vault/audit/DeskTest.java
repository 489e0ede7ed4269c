package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Forbidden;

class DeskTest extends ServiceTest {
    private static final Field WHEREABOUTS = new Field("W.whereabouts");

    @Autowired AccessLog accessLog;
    @Autowired Desk desk;
    @Autowired Tracker tracker;
    @Autowired Cases cases;

    private final SubjectId arman = SubjectId.random();
    private final SubjectId dana = SubjectId.random();

    @Test
    void the_desk_finds_who_looked_and_its_own_look_is_an_entry() {
        var entry = opened(cast.intake(), Set.of(arman));
        var dpo = cast.dpoOfPolice();
        var found = find(dpo, EntryQuery.about(desk.token(arman)));
        assertThat(found).extracting(EntryView::entry).contains(entry.value());
        var again = find(dpo, EntryQuery.about(desk.token(arman)));
        assertThat(again).extracting(EntryView::kind).contains(EntryKind.DESK_READING);
    }

    @Test
    void a_desk_sees_its_own_operator_and_what_it_holds() {
        var ofPolice = opened(cast.intake(), Set.of(arman));
        var ofInvestigator =
                Acting.as(
                                cast.investigator(),
                                () ->
                                        accessLog.open(
                                                cast.investigator(),
                                                access(Set.of(arman))
                                                        .heldBy(Cast.REMAND_ALMATY.id())))
                        .entry();
        assertThat(entries(cast.dpoOfPenal())).doesNotContain(ofPolice.value());
        assertThat(entries(cast.dpoOfPenal())).contains(ofInvestigator.value());
        assertThat(entries(cast.dpoOfPolice())).contains(ofPolice.value(), ofInvestigator.value());
        assertThat(entries(cast.dpoOfShelter()))
                .doesNotContain(ofPolice.value(), ofInvestigator.value());
    }

    @Test
    void who_is_no_desk_finds_nothing() {
        assertThatThrownBy(() -> find(cast.intake(), EntryQuery.ALL)).isInstanceOf(Forbidden.class);
    }

    @Test
    void pages_follow_each_other_without_gap_or_double() {
        var made =
                IntStream.range(0, 7)
                        .mapToObj(_ -> opened(cast.intake(), Set.of(arman)).value())
                        .collect(Collectors.toSet());
        var dpo = cast.dpoOfPolice();
        var seen = new java.util.ArrayList<UUID>();
        String after = null;
        do {
            var query =
                    new EntryQuery(
                            desk.token(arman),
                            null,
                            null,
                            null,
                            null,
                            EntryKind.CUSTODY,
                            null,
                            null,
                            null,
                            after,
                            3);
            var page = Acting.as(dpo, () -> desk.find(dpo, query));
            page.entries().forEach(entry -> seen.add(entry.entry()));
            after = page.next();
        } while (after != null);
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void a_person_sees_the_office_and_never_who_asked() {
        opened(cast.intake(), Set.of(arman, dana));
        opened(cast.aigul(), Set.of(arman));
        var person = cast.subject("arman");
        var tracked = Acting.as(person, () -> tracker.of(person, arman));
        assertThat(tracked.looks())
                .extracting(Tracker.Look::reader)
                .containsExactlyInAnyOrder(Tracker.Reader.OFFICE, Tracker.Reader.SOMEBODY_ENTITLED);
        var asked =
                tracked.looks().stream()
                        .filter(look -> look.reader() == Tracker.Reader.SOMEBODY_ENTITLED)
                        .findFirst()
                        .orElseThrow();
        assertThat(asked.officeNames()).isEmpty();
        assertThat(asked.at().toEpochMilli() % Duration.ofDays(1).toMillis()).isZero();
        assertThat(tracked.toString()).doesNotContain(cast.aigul().id().toString());
        assertThat(tracked.toString()).doesNotContain(desk.token(dana));
    }

    @Test
    void what_is_withheld_is_counted_and_shown_later() {
        var until = clock.instant().plus(Duration.ofDays(30));
        Acting.as(
                cast.investigator(),
                () ->
                        accessLog.open(
                                cast.investigator(), access(Set.of(arman)).withheldUntil(until)));
        var person = cast.subject("arman");
        var now = Acting.as(person, () -> tracker.of(person, arman));
        assertThat(now.looks()).isEmpty();
        assertThat(now.withheld().count()).isEqualTo(1);
        assertThat(now.withheld().until()).isCloseTo(until, within());
        assertThat(now.withheld().commitments()).hasSize(1);
        clock.advance(Duration.ofDays(31));
        var later = Acting.as(person, () -> tracker.of(person, arman));
        assertThat(later.looks()).hasSize(1);
        assertThat(later.withheld().count()).isZero();
    }

    @Test
    void many_at_once_are_one_entry_that_each_finds() {
        var people =
                Stream.concat(
                                Stream.of(arman),
                                IntStream.range(0, 1500).mapToObj(_ -> SubjectId.random()))
                        .collect(Collectors.toSet());
        var intake = cast.intake();
        var committed =
                Acting.as(
                        intake,
                        () ->
                                accessLog.bulk(
                                        intake,
                                        new Bulk(
                                                "occupants",
                                                "facility-occupants:all",
                                                people,
                                                Set.of(WHEREABOUTS),
                                                List.of("icpped-17-3"),
                                                new byte[0],
                                                null)));
        assertThat(committed.warrant().subjects()).hasSize(1501);
        var person = cast.subject("arman");
        assertThat(Acting.as(person, () -> tracker.of(person, arman)).looks())
                .singleElement()
                .matches(Tracker.Look::ofMany);
        assertThat(find(cast.dpoOfPolice(), EntryQuery.about(desk.token(arman))))
                .extracting(EntryView::entry)
                .contains(committed.entry().value());
    }

    @Test
    void a_complaint_starts_from_an_entry_and_ends_with_a_finding() {
        var entry = opened(cast.intake(), Set.of(arman));
        var person = cast.subject("arman");
        var made =
                Acting.as(person, () -> tracker.complain(person, arman, entry, "why did they look"))
                        .orElseThrow();
        var dpo = cast.dpoOfPolice();
        Acting.as(
                dpo,
                () -> {
                    assertThat(cases.close(dpo, made)).isEqualTo(Cases.Stepped.NO_FINDING);
                    cases.finding(dpo, made, Cases.Finding.LAWFUL, "placed that day");
                    assertThat(cases.close(dpo, made)).isEqualTo(Cases.Stepped.DONE);
                    var file = cases.read(dpo, made).orElseThrow();
                    assertThat(file.steps())
                            .extracting(Cases.Step::words)
                            .containsExactly("why did they look", "placed that day", "");
                    assertThat(file.line().closed()).isTrue();
                });
        assertThat(Acting.as(cast.dpoOfPenal(), () -> cases.read(cast.dpoOfPenal(), made)))
                .isEmpty();
    }

    @Test
    void nobody_complains_about_an_entry_of_another_person() {
        var entry = opened(cast.intake(), Set.of(dana));
        var person = cast.subject("arman");
        assertThat(Acting.as(person, () -> tracker.complain(person, arman, entry, "mine?")))
                .isEmpty();
    }

    private static org.assertj.core.data.TemporalUnitOffset within() {
        return new org.assertj.core.data.TemporalUnitWithinOffset(
                1, java.time.temporal.ChronoUnit.SECONDS);
    }

    private List<UUID> entries(Actor dpo) {
        return find(dpo, EntryQuery.about(desk.token(arman))).stream()
                .map(EntryView::entry)
                .toList();
    }

    private List<EntryView> find(Actor dpo, EntryQuery query) {
        return Acting.as(dpo, () -> desk.find(dpo, query)).entries();
    }

    private EntryId opened(Actor actor, Set<SubjectId> subjects) {
        return Acting.as(actor, () -> accessLog.open(actor, access(subjects))).entry();
    }

    private static Access access(Set<SubjectId> subjects) {
        return new Access(
                EntryKind.CUSTODY,
                subjects,
                Set.of(WHEREABOUTS),
                "custody",
                List.of("icpped-17-3"),
                new byte[32],
                new byte[32],
                null,
                null);
    }
}
