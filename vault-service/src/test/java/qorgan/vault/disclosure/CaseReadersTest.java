package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.SubjectId;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.SigningIdentity;
import qorgan.vault.TestAgents;
import qorgan.vault.disclosure.CaseReaders.Signing;
import qorgan.vault.identity.Actor;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Language;

/// The case team reads by statute: the register says who they are to the service, two signatures
/// say it to the offices' agents.
class CaseReadersTest extends DisclosureTest {
    private static final String RULE = "p-case-team";

    @Autowired private CaseFile caseFile;

    private final SigningIdentity second =
            TestAgents.certificate("Second investigator", "Investigation");
    private SubjectId arman;
    private Case theCase;

    @BeforeEach
    void begin() {
        arman = arrested(CustodyCast.iin());
        theCase = caseOf(arman);
        enrol(cast.secondInvestigator(), second);
    }

    @Test
    void an_assignment_that_both_offices_signed_opens_the_file_to_the_team() {
        assertThat(read(cast.investigator())).isEmpty();
        assertThat(sign(theCase, cast.secondInvestigator(), second)).isEqualTo(Signing.DONE);
        assertThat(read(cast.investigator())).isEmpty();
        assertThat(sign(theCase, cast.procuratorOfAlmaty(), theCase.procurator()))
                .isEqualTo(Signing.DONE);
        assertThat(read(cast.investigator())).containsExactly("247500031000123");
        // The case has other people, who are nobody's reader by this.
        assertThat(read(cast.procuratorOfAlmaty())).isEmpty();
    }

    @Test
    void an_ended_assignment_closes_the_file_at_the_agents_too() {
        assertThat(sign(theCase, cast.secondInvestigator(), second)).isEqualTo(Signing.DONE);
        assertThat(sign(theCase, cast.procuratorOfAlmaty(), theCase.procurator()))
                .isEqualTo(Signing.DONE);
        assertThat(read(cast.investigator())).hasSize(1);
        acting(
                cast.registrarOfPolice(),
                () -> assignments.end(cast.registrarOfPolice(), assignment(theCase)));
        assertThat(
                        acting(
                                cast.investigator(),
                                () ->
                                        caseFile.read(
                                                cast.investigator(),
                                                theCase.id(),
                                                arman,
                                                Set.of(CASE_NUMBER),
                                                Language.EN)))
                .isInstanceOf(CaseFile.Reading.NotYours.class);
    }

    @Test
    void nobody_signs_for_themselves_twice_with_another_key_or_another_text() {
        assertThat(sign(theCase, cast.investigator(), theCase.investigator()))
                .isEqualTo(Signing.SAME_PERSON);
        assertThat(sign(theCase, cast.secondInvestigator(), theCase.investigator()))
                .isEqualTo(Signing.SIGNATURE);
        assertThat(sign(theCase, cast.secondInvestigator(), second)).isEqualTo(Signing.DONE);
        assertThat(sign(theCase, cast.secondInvestigator(), second))
                .isEqualTo(Signing.ALREADY_DONE);
        assertThat(sign(theCase, cast.procuratorOfAstana(), theCase.procurator()))
                .isEqualTo(Signing.NOT_YOURS);
        var procurator = cast.procuratorOfAlmaty();
        byte[] other = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var cms = Cms.sign(other, theCase.procurator(), clock.instant());
        assertThat(acting(procurator, () -> readers.sign(procurator, theCase.id(), other, cms)))
                .isEqualTo(Signing.STATEMENT);
        assertThat(
                        acting(
                                procurator,
                                () ->
                                        java.util.Optional.ofNullable(
                                                readers.statement(
                                                        procurator,
                                                        theCase.id(),
                                                        assignment(theCase),
                                                        "p-any"))))
                .isEmpty();
    }

    private java.util.List<String> read(Actor official) {
        var reading =
                acting(
                        official,
                        () ->
                                caseFile.read(
                                        official,
                                        theCase.id(),
                                        arman,
                                        Set.of(CASE_NUMBER),
                                        Language.EN));
        return ((CaseFile.Reading.Open) reading).values().stream().map(Released::value).toList();
    }
}
