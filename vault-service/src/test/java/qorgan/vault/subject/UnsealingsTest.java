package qorgan.vault.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.SubjectId;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assurance;
import qorgan.vault.identity.Forbidden;
import qorgan.vault.identity.Role;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.subject.Unsealings.Ground;

class UnsealingsTest extends ServiceTest {
    private static final String NAME = "Шын Есім";

    @Autowired Subjects subjects;
    @Autowired Envelopes envelopes;
    @Autowired Unsealings unsealings;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    @SuppressWarnings("NullAway.Init")
    private SubjectId subject;

    @SuppressWarnings("NullAway.Init")
    private EnvelopeId envelope;

    @BeforeEach
    void sealedPerson() {
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
                                                                "Ә" + CustodyCast.letters(),
                                                                "Жанар",
                                                                null)),
                                                Stated.of(LocalDate.of(1990, 1, 2)),
                                                Map.of())));
        subject = ((Registration.Registered) registration).subject();
        var protection = cast.protectionOfficer();
        var second = Cast.official("protection-2", Cast.POLICE_ALMATY, Role.PROTECTION);
        var step =
                Acting.as(
                        protection,
                        () ->
                                envelopes.seal(
                                        protection,
                                        subject,
                                        new NewEnvelope(
                                                Map.of(
                                                        Personal.PROTECTED_IDENTITY,
                                                        Stated.of(NAME)),
                                                true,
                                                Stated.of("қауіп"))));
        envelope = ((Step.Done) step).envelope();
        Acting.as(second, () -> envelopes.confirmSeal(second, envelope, Stated.of("келісім")));
    }

    @Test
    void a_dpo_and_a_procurator_open_it_for_a_day_and_the_measure_goes_on() {
        var dpo = cast.dpoOfPolice();
        var procurator = cast.procuratorOfAlmaty();
        var id = proposed(dpo);
        assertThat(read(dpo, id)).isInstanceOf(Unsealing.NothingHere.class);

        var opened = (Unsealing.Opened) confirm(procurator, id);

        assertThat(Duration.between(opened.from(), opened.to())).isEqualTo(Duration.ofHours(24));
        for (var one : List.of(dpo, procurator)) {
            var read = (Unsealing.Read) read(one, id);
            assertThat(read.values()).containsEntry(Personal.PROTECTED_IDENTITY, NAME);
            assertThat(read.toString()).doesNotContain(NAME);
        }
        assertThat(read(cast.procuratorOfAstana(), id)).isInstanceOf(Unsealing.NothingHere.class);
        assertThat(Acting.as(dpo, () -> subjects.isProtected(subject))).isTrue();

        clock.advance(Duration.ofHours(24));
        assertThat(read(dpo, id)).isInstanceOf(Unsealing.NothingHere.class);
    }

    @Test
    void the_second_person_is_of_the_other_side_and_of_another_office() {
        var dpo = cast.dpoOfPolice();
        var id = proposed(dpo);
        assertThat(confirm(dpo, id)).isInstanceOf(Unsealing.NeedsAnotherPerson.class);
        assertThat(confirm(cast.dpoOfPenal(), id)).isInstanceOf(Unsealing.NeedsAnotherPerson.class);
        var sameOffice = Cast.official("procurator-here", Cast.POLICE_ALMATY, Role.PROCURATOR);
        assertThat(confirm(sameOffice, id)).isInstanceOf(Unsealing.NeedsAnotherOffice.class);
        assertThatThrownBy(() -> confirm(cast.protectionOfficer(), id))
                .isInstanceOf(Forbidden.class);
        assertThat(confirm(cast.procuratorOfAlmaty(), id)).isInstanceOf(Unsealing.Opened.class);
        assertThat(confirm(cast.procuratorOfAstana(), id))
                .isInstanceOf(Unsealing.NothingHere.class);
    }

    @Test
    void it_takes_a_fresh_second_factor() {
        var dpo = cast.dpoOfPolice();
        var silver =
                new Actor(
                        dpo.id(),
                        dpo.realm(),
                        dpo.roles(),
                        dpo.office(),
                        dpo.operator(),
                        dpo.region(),
                        Assurance.SILVER,
                        dpo.channel());
        assertThat(
                        Acting.as(
                                silver,
                                () ->
                                        unsealings.propose(
                                                silver,
                                                envelope,
                                                Ground.COURT_ORDER,
                                                Stated.of("№ 1"))))
                .isInstanceOf(Unsealing.NeedsSecondFactor.class);
    }

    @Test
    void a_clock_begins_to_tell_the_person() {
        confirm(cast.procuratorOfAlmaty(), proposed(cast.dpoOfPolice()));
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (clocks() == 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000L);
        }
        assertThat(clocks()).isEqualTo(1);
    }

    private long clocks() {
        var count =
                Acting.as(
                        cast.duty("test"),
                        () ->
                                transaction.execute(
                                        _ ->
                                                jdbc.sql(
                                                                "select count(*) from duty_clock where rule ="
                                                                        + " 'prot-unseal-two-person' and about = ?")
                                                        .param(subject.value())
                                                        .query(Long.class)
                                                        .single()));
        return count == null ? 0 : count;
    }

    private UUID proposed(Actor actor) {
        var proposed =
                Acting.as(
                        actor,
                        () ->
                                unsealings.propose(
                                        actor, envelope, Ground.REPRISAL, Stated.of("тексеру")));
        return ((Unsealing.Proposed) proposed).unsealing();
    }

    private Unsealing confirm(Actor actor, UUID id) {
        return Acting.as(actor, () -> unsealings.confirm(actor, id, Stated.of("келісім")));
    }

    private Unsealing read(Actor actor, UUID id) {
        return Acting.as(actor, () -> unsealings.read(actor, id));
    }
}
