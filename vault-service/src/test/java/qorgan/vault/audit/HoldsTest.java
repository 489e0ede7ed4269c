package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Forbidden;
import qorgan.vault.identity.Role;

class HoldsTest extends ServiceTest {
    @Autowired Holds holds;
    @Autowired AccessLog accessLog;
    @Autowired Tracker tracker;
    @Autowired Cases cases;
    @Autowired Desk desk;

    private final SubjectId arman = SubjectId.random();

    @Test
    void a_hold_is_seen_by_whoever_asks_and_ends_by_itself() {
        var until = clock.instant().plus(Duration.ofDays(30));
        assertThat(holds.holds(arman)).isFalse();
        set(cast.dpoOfPolice(), until);
        for (var actor : List.of(cast.dpoOfPenal(), cast.custody(), cast.duty("role-dpo"))) {
            assertThat(Acting.as(actor, () -> holds.grounds(arman)))
                    .containsExactly(Holds.Ground.HOLD);
        }
        assertThat(holds.holds(SubjectId.random())).isFalse();
        clock.advance(Duration.ofDays(30));
        assertThat(holds.holds(arman)).isFalse();
    }

    @Test
    void whoever_sets_a_hold_does_not_lift_it() {
        var first = cast.dpoOfPolice();
        var hold = set(first, clock.instant().plus(Duration.ofDays(30)));
        assertThat(lift(first, hold)).isEqualTo(Holds.Lifted.OWN_HOLD);
        assertThat(holds.holds(arman)).isTrue();
        var second = Cast.official("dpo-police-two", Cast.INVESTIGATION_ALMATY, Role.DPO);
        assertThat(lift(second, hold)).isEqualTo(Holds.Lifted.DONE);
        assertThat(holds.holds(arman)).isFalse();
        assertThat(lift(second, hold)).isEqualTo(Holds.Lifted.ALREADY_DONE);
        assertThat(lift(cast.dpoOfPenal(), hold)).isEqualTo(Holds.Lifted.NOTHING_HERE);
    }

    @Test
    void its_reason_is_read_under_an_entry_and_only_by_its_desk() {
        var dpo = cast.dpoOfPolice();
        var hold = set(dpo, clock.instant().plus(Duration.ofDays(1)));
        var file = Acting.as(dpo, () -> holds.read(dpo, hold)).orElseThrow();
        assertThat(file.reason()).isEqualTo("a court asked to keep it");
        assertThat(file.hold().person()).isEqualTo(desk.token(arman));
        var other = cast.dpoOfPenal();
        assertThat(Acting.as(other, () -> holds.read(other, hold))).isEmpty();
        assertThat(Acting.as(other, () -> holds.list(other)))
                .extracting(Holds.Hold::hold)
                .doesNotContain(hold);
        var found = Acting.as(dpo, () -> desk.find(dpo, EntryQuery.about(desk.token(arman))));
        assertThat(found.entries()).extracting(EntryView::kind).contains(EntryKind.KEY_OPERATION);
    }

    @Test
    void an_open_complaint_holds_until_it_is_closed() {
        var intake = cast.intake();
        var entry =
                Acting.as(
                                intake,
                                () ->
                                        accessLog.open(
                                                intake,
                                                new Access(
                                                        EntryKind.CUSTODY,
                                                        Set.of(arman),
                                                        Set.of(new Field("W.whereabouts")),
                                                        "custody",
                                                        List.of("icpped-17-3"),
                                                        new byte[0],
                                                        new byte[0],
                                                        null,
                                                        null)))
                        .entry();
        var person = cast.subject("arman");
        var made =
                Acting.as(person, () -> tracker.complain(person, arman, entry, "why"))
                        .orElseThrow();
        assertThat(holds.grounds(arman)).containsExactly(Holds.Ground.OPEN_COMPLAINT);
        var dpo = cast.dpoOfPolice();
        Acting.as(
                dpo,
                () -> {
                    cases.finding(dpo, made, Cases.Finding.LAWFUL, "in order");
                    cases.close(dpo, made);
                });
        assertThat(holds.holds(arman)).isFalse();
    }

    @Test
    void nobody_but_a_desk_sets_one_and_none_ends_before_it_begins() {
        assertThatThrownBy(() -> set(cast.intake(), clock.instant().plusSeconds(60)))
                .isInstanceOf(Forbidden.class);
        var dpo = cast.dpoOfPolice();
        assertThat(Acting.as(dpo, () -> holds.set(dpo, arman, clock.instant(), "none"))).isEmpty();
    }

    private UUID set(Actor dpo, Instant until) {
        return Acting.as(dpo, () -> holds.set(dpo, arman, until, "a court asked to keep it"))
                .orElseThrow();
    }

    private Holds.Lifted lift(Actor dpo, UUID hold) {
        return Acting.as(dpo, () -> holds.lift(dpo, hold, "the court is done"));
    }
}
