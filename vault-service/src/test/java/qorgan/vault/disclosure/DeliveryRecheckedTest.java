package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.Cast;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assurance;
import qorgan.vault.identity.Role;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Enquiries;
import qorgan.vault.request.Slip;
import qorgan.vault.subject.Stated;

/// Step 7 of the way of a request, for pretrial fields: two grants, the warning, both windows, and
/// revocations that win.
@SuppressWarnings("NullAway.Init") // applied() fills them
class DeliveryRecheckedTest extends DisclosureTest {

    @Autowired private GrantRows rows;

    private SubjectId subject;
    private Slip slip;
    private Case theCase;
    private ApplicationId application;

    private void applied() {
        var iin = CustodyCast.iin();
        subject = arrested(iin);
        theCase = caseOf(subject);
        slip = proven(Enquiries.about(iin));
        application = applied(slip, Set.of(CASE_NUMBER, SUSPICION, QUALIFICATION));
    }

    private void bothGranted() {
        assertThat(
                        granted(
                                cast.investigator(),
                                theCase.investigator(),
                                application,
                                terms(Duration.ofDays(7), CASE_NUMBER, SUSPICION)))
                .isInstanceOf(Granting.Granted.class);
        assertThat(
                        granted(
                                cast.procuratorOfAlmaty(),
                                theCase.procurator(),
                                application,
                                terms(Duration.ofDays(2), SUSPICION, QUALIFICATION)))
                .isInstanceOf(Granting.Granted.class);
    }

    @Test
    void an_application_needs_the_agreement_that_both_signers_see_who_asks() {
        var iin = CustodyCast.iin();
        arrested(iin);
        var own = proven(Enquiries.about(iin));
        assertThat(
                        acting(
                                aigul,
                                () ->
                                        applications.file(
                                                aigul, own.request(), Set.of(SUSPICION), false)))
                .isInstanceOf(Filing.AgreementNeeded.class);
    }

    @Test
    void without_grants_whereabouts_leave_and_pretrial_waits() {
        applied();
        var answer = given(slip);
        assertThat(answer.released()).extracting(Released::field).contains(WHEREABOUTS);
        assertThat(answer.withheld())
                .hasSize(3)
                .allSatisfy(
                        line -> {
                            assertThat(line.ground()).isEqualTo(Withheld.AWAITING_OFFICIAL);
                            assertThat(line.official()).as("for whom it waits").isNotBlank();
                        });
    }

    @Test
    void exactly_the_intersection_leaves_after_the_warning() {
        applied();
        bothGranted();

        var unwarned = given(slip);
        assertThat(unwarned.warningDue()).isTrue();
        assertThat(pretrial(unwarned)).isEmpty();

        assertThat(acting(aigul, () -> warnings.sign(aigul, slip.request())))
                .isEqualTo(Warned.SIGNED);
        assertThat(pretrial(given(slip))).containsExactly(SUSPICION);
    }

    @Test
    void a_window_that_is_over_opens_nothing() {
        applied();
        bothGranted();
        acting(aigul, () -> warnings.sign(aigul, slip.request()));
        assertThat(pretrial(given(slip))).containsExactly(SUSPICION);

        clock.advance(Duration.ofDays(2).plusSeconds(1));

        assertThat(pretrial(given(slip))).isEmpty();
    }

    @Test
    void after_a_revocation_nothing_opens() {
        applied();
        bothGranted();
        acting(aigul, () -> warnings.sign(aigul, slip.request()));
        var procurator = cast.procuratorOfAlmaty();
        var grant =
                acting(procurator, () -> grants.mine(procurator)).stream()
                        .filter(mine -> mine.application().equals(application))
                        .findFirst()
                        .orElseThrow()
                        .grant();

        assertThat(acting(procurator, () -> grants.revoke(procurator, grant)))
                .isInstanceOf(Granting.Revoked.class);
        assertThat(acting(procurator, () -> grants.revoke(procurator, grant)))
                .isEqualTo(new Granting.Refused(GrantRefusal.DECIDED));
        assertThat(pretrial(given(slip))).isEmpty();
    }

    @Test
    void a_revocation_waits_for_the_delivery_that_is_being_written() throws Exception {
        applied();
        bothGranted();
        var procurator = cast.procuratorOfAlmaty();
        var grant =
                acting(procurator, () -> grants.mine(procurator)).stream()
                        .filter(mine -> mine.application().equals(application))
                        .findFirst()
                        .orElseThrow()
                        .grant();
        try (var others = Executors.newSingleThreadExecutor()) {
            var revoking =
                    inTransaction(
                            () -> {
                                assertThat(rows.revokedUnderShareLock(slip.request())).isEmpty();
                                var begun =
                                        others.submit(
                                                () ->
                                                        acting(
                                                                procurator,
                                                                () ->
                                                                        grants.revoke(
                                                                                procurator,
                                                                                grant)));
                                assertThatThrownBy(() -> begun.get(500, TimeUnit.MILLISECONDS))
                                        .isInstanceOf(TimeoutException.class);
                                return begun;
                            });
            assertThat(revoking.get(30, TimeUnit.SECONDS)).isInstanceOf(Granting.Revoked.class);
        }
        assertThat(inTransaction(() -> rows.revokedUnderShareLock(slip.request())))
                .containsKey(grant.value());
    }

    @Test
    void a_changed_record_voids_the_grants_on_it() {
        applied();
        bothGranted();
        acting(aigul, () -> warnings.sign(aigul, slip.request()));
        deposited(theCase.id(), subject, Map.of(SUSPICION, Stated.of("suspected of robbery")));
        assertThat(pretrial(given(slip))).isEmpty();
    }

    @Test
    void terms_that_cannot_be_are_refused_with_their_reason() {
        applied();
        var investigator = cast.investigator();
        acting(investigator, () -> applications.open(investigator, application));
        var reversed =
                new GrantTerms(
                        Set.of(SUSPICION), clock.instant(), clock.instant().minusSeconds(60), true);
        assertThat(refusal(investigator, reversed)).isEqualTo(GrantRefusal.WINDOW);
        assertThat(refusal(investigator, terms(Duration.ZERO, SUSPICION)))
                .isEqualTo(GrantRefusal.WINDOW);
        assertThat(refusal(investigator, terms(Duration.ofDays(1), new Field("P.no_such_field"))))
                .isEqualTo(GrantRefusal.FIELDS);
        assertThat(refusal(investigator, terms(Duration.ofDays(1), new Field("P.covert_measures"))))
                .isEqualTo(GrantRefusal.FIELDS);
        assertThat(refusal(cast.procuratorOfAlmaty(), terms(Duration.ofDays(1), SUSPICION)))
                .isEqualTo(GrantRefusal.NOT_OPENED);
    }

    @Test
    void nobody_signs_for_both_sides() {
        applied();
        var both = Cast.official("both", Cast.PROCURACY_ALMATY, Role.INVESTIGATOR, Role.PROCURATOR);
        assertThat(
                        acting(
                                both,
                                () ->
                                        grants.statement(
                                                both,
                                                application,
                                                terms(Duration.ofDays(1), SUSPICION))))
                .isEqualTo(new Statement.Refused(GrantRefusal.SAME_PERSON));
    }

    @Test
    void a_grant_needs_a_fresh_second_factor() {
        applied();
        var investigator = cast.investigator();
        acting(investigator, () -> applications.open(investigator, application));
        var text = statement(investigator, application, terms(Duration.ofDays(1), SUSPICION));
        var silver =
                new Actor(
                        investigator.id(),
                        investigator.realm(),
                        investigator.roles(),
                        investigator.office(),
                        investigator.operator(),
                        investigator.region(),
                        Assurance.SILVER,
                        investigator.channel());
        assertThat(signed(silver, theCase.investigator(), text))
                .isEqualTo(new Granting.Refused(GrantRefusal.SECOND_FACTOR));
    }

    @Test
    void a_foreign_or_altered_signature_is_refused() {
        applied();
        var investigator = cast.investigator();
        acting(investigator, () -> applications.open(investigator, application));
        var text = statement(investigator, application, terms(Duration.ofDays(1), SUSPICION));
        assertThat(signed(investigator, theCase.procurator(), text))
                .isEqualTo(new Granting.Refused(GrantRefusal.SIGNATURE));
        var altered = text.clone();
        altered[altered.length - 3] ^= 1;
        assertThat(signed(investigator, theCase.investigator(), altered))
                .isInstanceOf(Granting.Refused.class);
    }

    private GrantRefusal refusal(qorgan.vault.identity.Actor official, GrantTerms terms) {
        var statement = acting(official, () -> grants.statement(official, application, terms));
        return ((Statement.Refused) statement).why();
    }

    private static java.util.List<Field> pretrial(Answer.Given answer) {
        return answer.released().stream()
                .map(Released::field)
                .filter(field -> field.code().startsWith("P."))
                .toList();
    }
}
