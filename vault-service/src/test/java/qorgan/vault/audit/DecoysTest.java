package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.SubjectId;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Forbidden;
import qorgan.vault.subject.DecoyPersons;
import qorgan.vault.subject.Match;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.SubjectQuery;
import qorgan.vault.subject.Subjects;

class DecoysTest extends ServiceTest {
    private static final LocalDate BORN = LocalDate.of(1977, 7, 7);

    @Autowired DecoyPersons decoyPersons;
    @Autowired Decoys decoys;
    @Autowired Subjects subjects;
    @Autowired Cases cases;
    @Autowired Desk desk;

    private final PersonName famous =
            PersonName.of("Алдамшы" + UUID.randomUUID().toString().substring(0, 6), "Сырым", null);

    @Test
    void whoever_looks_a_decoy_up_alarms_the_oversight_that_placed_it_and_nobody_else() {
        var oversight = cast.ombudsman();
        var decoy = plant(oversight);
        clock.advance(Duration.ofMinutes(1));
        decoys.sweep();
        assertThat(alarms(oversight, decoy)).as("placing it is no touch").isEmpty();

        var curious = cast.intake();
        var match =
                Acting.as(
                        curious, () -> subjects.lookUp(curious, SubjectQuery.byName(famous, BORN)));
        assertThat(match).isEqualTo(new Match.One(decoy));
        decoys.sweep();
        decoys.sweep();
        assertThat(alarms(oversight, decoy)).hasSize(1);
        for (var other : List.of(cast.dpoOfPolice(), cast.dpoOfPenal())) {
            assertThat(
                            Acting.as(other, () -> cases.list(other)).stream()
                                    .filter(line -> line.cause() == Cases.Cause.DECOY))
                    .isEmpty();
            assertThat(Acting.as(other, () -> decoys.list(other)))
                    .extracting(Decoys.Decoy::person)
                    .doesNotContain(desk.token(decoy));
        }
    }

    @Test
    void to_an_office_it_is_a_record_like_any_other() {
        var decoy = plant(cast.ombudsman());
        var intake = cast.intake();
        assertThat(Acting.as(intake, () -> subjects.keeper(decoy)).orElseThrow().office())
                .isEqualTo(Cast.POLICE_ALMATY.id());
        var dpo = cast.dpoOfPolice();
        assertThat(
                        Acting.as(dpo, () -> desk.find(dpo, EntryQuery.about(desk.token(decoy))))
                                .entries())
                .as("who placed it is told to its own oversight alone")
                .noneMatch(entry -> entry.kind() == EntryKind.DEPOSIT);
    }

    @Test
    void nobody_but_oversight_places_one_and_none_has_a_number() {
        assertThatThrownBy(() -> plant(cast.intake())).isInstanceOf(Forbidden.class);
    }

    private List<Cases.CaseLine> alarms(Actor oversight, SubjectId decoy) {
        return Acting.as(
                oversight,
                () ->
                        cases.list(oversight).stream()
                                .filter(line -> line.cause() == Cases.Cause.DECOY)
                                .filter(line -> isAbout(line.entry(), decoy))
                                .toList());
    }

    private boolean isAbout(@Nullable EntryId entry, SubjectId decoy) {
        return entry != null
                && desk.entry(cast.ombudsman(), entry)
                        .filter(view -> view.persons().contains(desk.token(decoy)))
                        .isPresent();
    }

    private SubjectId plant(Actor oversight) {
        return Acting.as(
                        oversight,
                        () ->
                                decoyPersons.plant(
                                        oversight,
                                        new NewSubject(
                                                null, List.of(famous), Stated.of(BORN), Map.of()),
                                        Cast.POLICE_ALMATY.id()))
                .orElseThrow();
    }
}
