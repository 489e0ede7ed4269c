package qorgan.vault.register;

import static org.assertj.core.api.Assertions.assertThat;
import static qorgan.vault.register.CustodyCast.arrest;
import static qorgan.vault.register.CustodyCast.placement;
import static qorgan.vault.register.CustodyCast.release;
import static qorgan.vault.register.CustodyCast.taken;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import qorgan.vault.identity.Acting;
import qorgan.vault.subject.Fault;
import qorgan.vault.subject.Stated;

/// What breaks a rule is taken, marked and told to the procurator; only the impossible is refused.
class IrregularEntriesTest extends RegisterFixture {
    @Test
    void a_placement_without_basis_is_taken_marked_and_reaches_the_procurator() {
        var subject = arrested();

        var recorded =
                Acting.as(
                        intake,
                        () ->
                                register.place(
                                        intake,
                                        placement(subject, holding, noon.plusSeconds(900), null)));

        assertThat(((Recorded.Taken) recorded).broken()).containsExactly("kz-placement-basis");
        var procurator = cast.procuratorOfAlmaty();
        assertThat(Acting.as(procurator, () -> register.alarms(procurator, noon)))
                .anySatisfy(
                        line -> {
                            assertThat(line.subject()).isEqualTo(subject);
                            assertThat(line.broken()).contains("kz-placement-basis");
                        });
        assertThat(Acting.as(intake, () -> register.whereabouts(subject)))
                .containsKey(Custody.WHEREABOUTS);
    }

    @Test
    void a_facility_of_the_wrong_type_is_irregular_and_not_refused() {
        var subject = arrested();
        var recorded =
                Acting.as(
                        intake,
                        () ->
                                register.place(
                                        intake,
                                        placement(
                                                subject,
                                                remand,
                                                noon.plusSeconds(900),
                                                Basis.ARREST_RECORD)));
        assertThat(((Recorded.Taken) recorded).broken()).containsExactly("kz-placement-basis");
    }

    @Test
    void an_arrest_after_its_own_record_is_irregular() {
        var late = arrest(new Person.AsStated(CustodyCast.somebody()), noon);
        var contradicting =
                new Fact.Arrest(
                        late.person(),
                        late.at(),
                        late.place(),
                        late.by(),
                        late.orderedBy(),
                        late.ground(),
                        late.supervisedBy(),
                        Stated.of(noon.minusSeconds(60)),
                        late.wantsTold(),
                        Map.of());
        var recorded = Acting.as(intake, () -> register.arrest(intake, contradicting));
        assertThat(((Recorded.Taken) recorded).broken()).containsExactly("kz-ccp-actual-time");
    }

    @Test
    void a_release_before_the_arrest_is_irregular() {
        var subject = placed();
        var recorded =
                Acting.as(
                        intake,
                        () -> register.release(intake, release(subject, noon.minusSeconds(300))));
        assertThat(((Recorded.Taken) recorded).broken()).containsExactly("kz-ccp-actual-time");
    }

    @Test
    void a_second_arrest_by_number_is_the_same_person_and_a_discrepancy() {
        var iin = CustodyCast.iin();
        var first =
                Acting.as(
                        intake,
                        () ->
                                register.arrest(
                                        intake,
                                        arrest(
                                                new Person.AsStated(CustodyCast.withNumber(iin)),
                                                noon)));
        var second =
                Acting.as(
                        intake,
                        () ->
                                register.arrest(
                                        intake,
                                        arrest(
                                                new Person.AsStated(CustodyCast.withNumber(iin)),
                                                noon.minusSeconds(300))));
        assertThat(taken(second)).isEqualTo(taken(first));
        assertThat(((Recorded.Taken) second).broken()).containsExactly("kz-discrepancy-query");
        assertThat(opened(taken(first), Custody.DEPRIVATION_DATETIME))
                .isEqualTo(noon.minusSeconds(300).toString());
    }

    @Test
    void a_fact_entered_more_than_an_hour_late_is_flagged() {
        var recorded =
                Acting.as(
                        intake,
                        () ->
                                register.arrest(
                                        intake,
                                        arrest(
                                                new Person.AsStated(CustodyCast.somebody()),
                                                noon.minus(Duration.ofHours(2)))));
        assertThat(((Recorded.Taken) recorded).broken()).containsExactly("reg-backdate-flag");
    }

    @Test
    void only_the_future_is_refused() {
        var recorded =
                Acting.as(
                        intake,
                        () ->
                                register.arrest(
                                        intake,
                                        arrest(
                                                new Person.AsStated(CustodyCast.somebody()),
                                                clock.instant().plus(Duration.ofMinutes(3)))));
        assertThat(recorded).isEqualTo(new Recorded.Refused("at", Fault.IN_THE_FUTURE));
    }
}
