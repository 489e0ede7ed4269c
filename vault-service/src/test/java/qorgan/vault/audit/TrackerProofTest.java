package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.ledger.FieldOpening;
import qorgan.ledger.Leaf;
import qorgan.ledger.LogProof;
import qorgan.ledger.json.Json;
import qorgan.vault.ServiceTest;
import qorgan.vault.audit.log.Sequencer;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;

/// What a person can prove about a look, now and once a withheld one is shown.
class TrackerProofTest extends ServiceTest {
    @Autowired AccessLog accessLog;
    @Autowired Tracker tracker;
    @Autowired Sequencer sequencer;
    @Autowired Cases cases;

    private final SubjectId arman = SubjectId.random();
    private final SubjectId dana = SubjectId.random();

    @Test
    void what_was_withheld_is_later_shown_to_be_the_same() {
        var until = clock.instant().plus(Duration.ofDays(30));
        var entry = look(cast.investigator(), Set.of(arman), until);
        var person = cast.subject("arman");
        var before = tracked(person).withheld();
        assertThat(before.count()).isOne();
        assertThat(proof(person, entry)).isNull();

        clock.advance(Duration.ofDays(31));
        assertThat(tracked(person).withheld().count()).isZero();
        var file = Objects.requireNonNull(proof(person, entry));
        assertThat(before.commitments()).containsExactly(file.text("leaf"));
        var told = openings(file);
        assertThat(told).extracting(FieldOpening::name).contains("at", "purpose", "withheldUntil");
    }

    @Test
    void each_opening_opens_its_leaf_and_the_log_holds_the_leaf() {
        var entry = look(cast.intake(), Set.of(arman), null);
        sequencer.beat();
        var file = Objects.requireNonNull(proof(cast.subject("arman"), entry));
        var leaf = Leaf.parse(Base64.getDecoder().decode(file.text("leaf")));
        assertThat(openings(file)).isNotEmpty().allMatch(opening -> opening.opens(leaf));
        var proof = LogProof.parse(Base64.getDecoder().decode(file.text("proof")));
        assertThat(proof.leads(leaf.hash())).isTrue();
    }

    @Test
    void an_entry_about_two_gives_neither_away_to_the_other() {
        var entry = look(cast.intake(), Set.of(arman, dana), null);
        var text = Objects.requireNonNull(proof(cast.subject("arman"), entry));
        var other = java.util.HexFormat.of().formatHex(accessLog.token(dana));
        assertThat(text.canonical())
                .doesNotContain(other, cast.intake().id().toString())
                .doesNotContain("subjects");
        assertThat(tracked(cast.subject("arman")).toString()).doesNotContain(other);
    }

    @Test
    void who_is_entitled_is_not_found_out_by_the_second_in_which_the_log_took_it() {
        var entry = look(cast.aigul(), Set.of(arman), null);
        assertThat(proof(cast.subject("arman"), entry)).isNull();
    }

    @Test
    void a_complaint_is_followed_to_its_end() {
        var person = cast.subject("arman");
        var entry = look(cast.intake(), Set.of(arman), null);
        var made =
                Acting.as(person, () -> tracker.complain(person, arman, entry, "why"))
                        .orElseThrow();
        assertThat(complaints(person))
                .singleElement()
                .matches(one -> one.caseId().equals(made) && one.closedAt() == null);
        var dpo = cast.dpoOfPolice();
        Acting.as(
                dpo,
                () -> {
                    cases.finding(dpo, made, Cases.Finding.UNLAWFUL, "no task");
                    cases.close(dpo, made);
                });
        assertThat(complaints(person))
                .singleElement()
                .matches(one -> one.finding() == Cases.Finding.UNLAWFUL && one.closedAt() != null);
        assertThat(Acting.as(person, () -> tracker.complaints(person, dana))).isEmpty();
    }

    private List<Tracker.Complaint> complaints(Actor person) {
        return Acting.as(person, () -> tracker.complaints(person, arman));
    }

    private static List<FieldOpening> openings(Json.Members file) {
        return file.items("openings").stream()
                .map(one -> FieldOpening.parse(((Json.Members) one).canonicalBytes()))
                .toList();
    }

    private Json.@Nullable Members proof(Actor person, EntryId entry) {
        return Acting.as(person, () -> tracker.proof(person, arman, entry))
                .map(Json::parseObject)
                .orElse(null);
    }

    private Tracker.Tracked tracked(Actor person) {
        return Acting.as(person, () -> tracker.of(person, arman));
    }

    private EntryId look(Actor actor, Set<SubjectId> about, @Nullable Instant withheld) {
        var access =
                new Access(
                        EntryKind.CUSTODY,
                        about,
                        Set.of(new Field("W.whereabouts")),
                        "custody",
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
