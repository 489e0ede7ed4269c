package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.ReflectionTestUtils;
import qorgan.keys.Field;
import qorgan.keys.KeyClass;
import qorgan.vault.TestAgents;
import qorgan.vault.audit.ProofHealth;
import qorgan.vault.audit.log.Alarms;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Enquiries;
import qorgan.vault.request.Language;
import qorgan.vault.subject.OwnAccounts;

/// When what is committed is not being proven, P, M, D and S stop and W goes on.
class ProofLagStopsTest extends DisclosureTest {
    private static final Field NAME = new Field("D.name");

    @Autowired ProofHealth health;
    @Autowired Alarms logAlarms;
    @Autowired CaseFile caseFile;
    @Autowired OwnFile ownFile;
    @Autowired OwnAccounts accounts;

    @Test
    void an_asker_gets_whereabouts_and_nothing_else() {
        var iin = CustodyCast.iin();
        var subject = arrested(iin);
        var theCase = caseOf(subject);
        var slip = proven(Enquiries.about(iin, Set.of(WHEREABOUTS, STATUS, NAME)));
        var application = applied(slip, Set.of(SUSPICION));
        granted(
                cast.investigator(),
                theCase.investigator(),
                application,
                terms(Duration.ofDays(1), SUSPICION));
        granted(
                cast.procuratorOfAlmaty(),
                theCase.procurator(),
                application,
                terms(Duration.ofDays(1), SUSPICION));
        acting(aigul, () -> warnings.sign(aigul, slip.request()));
        assertThat(fields(given(slip).released()))
                .containsExactlyInAnyOrder(WHEREABOUTS, STATUS, NAME, SUSPICION);

        var lagged = lagging(() -> given(slip));

        assertThat(fields(lagged.released())).containsExactlyInAnyOrder(WHEREABOUTS, STATUS);
        assertThat(lagged.withheld())
                .extracting(Withheld::field)
                .containsExactlyInAnyOrder(NAME, SUSPICION);
        assertThat(fields(given(slip).released())).contains(NAME, SUSPICION);
    }

    @Test
    void the_case_team_and_the_person_wait_too() {
        var subject = arrested(CustodyCast.iin());
        var theCase = caseOf(subject);
        var second = TestAgents.certificate("Second investigator", "Investigation");
        enrol(cast.secondInvestigator(), second);
        assertThat(sign(theCase, cast.secondInvestigator(), second))
                .isEqualTo(CaseReaders.Signing.DONE);
        assertThat(sign(theCase, cast.procuratorOfAlmaty(), theCase.procurator()))
                .isEqualTo(CaseReaders.Signing.DONE);
        var investigator = cast.investigator();
        Supplier<CaseFile.Reading> reading =
                () ->
                        acting(
                                investigator,
                                () ->
                                        caseFile.read(
                                                investigator,
                                                theCase.id(),
                                                subject,
                                                Set.of(SUSPICION),
                                                Language.EN));
        var person = cast.subject("arman-" + UUID.randomUUID());
        var officer = cast.standingOfficer();
        acting(officer, () -> accounts.link(officer, subject, person.id()));
        Supplier<OwnFileView.Open> own =
                () -> (OwnFileView.Open) acting(person, () -> ownFile.read(person, Language.EN));
        assertThat(((CaseFile.Reading.Open) reading.get()).values()).hasSize(1);
        assertThat(fields(own.get().values())).contains(NAME);

        assertThat(((CaseFile.Reading.Open) lagging(reading)).values()).isEmpty();
        assertThat(lagging(own).values())
                .isNotEmpty()
                .allMatch(line -> line.field().keyClass() == KeyClass.W);
        assertThat(lagging(own).withheld())
                .filteredOn(line -> line.field().equals(NAME))
                .hasSize(1);
    }

    /// Does something while the log contradicts itself.
    @SuppressWarnings("unchecked")
    private <T> T lagging(Supplier<T> work) {
        var first =
                Objects.requireNonNull(
                        (AtomicReference<String>) ReflectionTestUtils.getField(logAlarms, "first"));
        var before = first.getAndSet("a contradiction made by a test");
        try {
            assertThat(health.measure().lagging()).isTrue();
            return work.get();
        } finally {
            first.set(before);
            health.measure();
        }
    }

    private static List<Field> fields(List<Released> lines) {
        return lines.stream().map(Released::field).toList();
    }
}
