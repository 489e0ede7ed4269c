package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.Cast;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.Forbidden;
import qorgan.vault.identity.Role;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Language;
import qorgan.vault.subject.Stated;

/// The case's own readers open its pretrial data by statute, under an entry that names them, the
/// case and the rule; nobody else does.
class CaseFileTest extends DisclosureTest {
    private static final Field WITNESSES = new Field("P.witness_identities");

    @Autowired CaseFile caseFile;

    @Test
    void whoever_conducts_the_case_and_the_procurator_read_without_grants() {
        var subject = arrested(CustodyCast.iin());
        var theCase = caseOf(subject);
        signedReaders(theCase);
        for (var official : List.of(cast.investigator(), cast.procuratorOfAlmaty())) {
            var open = open(official, theCase.id(), subject, Set.of(SUSPICION, CASE_NUMBER));
            assertThat(open.values())
                    .extracting(Released::field)
                    .containsExactlyInAnyOrder(SUSPICION, CASE_NUMBER);
            assertThat(open.values()).allMatch(line -> !line.citations().isEmpty());
            assertThat(open.withheld()).isEmpty();
            assertThat(entries(official, theCase.id())).containsExactly("STATUTORY/DELIVERED");
        }
    }

    @Test
    void the_newest_deposit_is_read_and_what_was_never_deposited_is_not_there() {
        var subject = arrested(CustodyCast.iin());
        var theCase = caseOf(subject);
        signedReaders(theCase);
        clock.advance(java.time.Duration.ofSeconds(2));
        deposited(theCase.id(), subject, Map.of(SUSPICION, Stated.of("suspected of robbery")));

        var open = open(cast.investigator(), theCase.id(), subject, Set.of(SUSPICION, WITNESSES));

        assertThat(open.values())
                .singleElement()
                .satisfies(line -> assertThat(line.value()).isEqualTo("suspected of robbery"));
        assertThat(open.toString()).doesNotContain("robbery");
        assertThat(read(cast.investigator(), theCase.id(), subject, Set.of(WITNESSES)))
                .isInstanceOf(CaseFile.Reading.NotYours.class);
    }

    @Test
    void whoever_is_not_on_the_case_finds_nothing_there() {
        var subject = arrested(CustodyCast.iin());
        var theCase = caseOf(subject);
        var other = Cast.official("another", Cast.INVESTIGATION_ALMATY, Role.INVESTIGATOR);
        assertThat(read(other, theCase.id(), subject, Set.of(SUSPICION)))
                .isInstanceOf(CaseFile.Reading.NotYours.class);
        assertThat(
                        read(
                                cast.investigator(),
                                new CaseId(UUID.randomUUID()),
                                subject,
                                Set.of(SUSPICION)))
                .isInstanceOf(CaseFile.Reading.NotYours.class);
        assertThat(
                        read(
                                cast.investigator(),
                                theCase.id(),
                                arrested(CustodyCast.iin()),
                                Set.of(SUSPICION)))
                .isInstanceOf(CaseFile.Reading.NotYours.class);
        assertThatThrownBy(() -> read(cast.intake(), theCase.id(), subject, Set.of(SUSPICION)))
                .isInstanceOf(Forbidden.class);
    }

    private CaseFile.Reading.Open open(
            Actor official, CaseId theCase, SubjectId subject, Set<Field> fields) {
        return (CaseFile.Reading.Open) read(official, theCase, subject, fields);
    }

    private CaseFile.Reading read(
            Actor official, CaseId theCase, SubjectId subject, Set<Field> fields) {
        return acting(
                official, () -> caseFile.read(official, theCase, subject, fields, Language.EN));
    }

    private List<String> entries(Actor official, CaseId theCase) {
        return inTransaction(
                () ->
                        jdbc.sql(
                                        """
                                        select e.kind || '/' || o.outcome from audit_entry e
                                            join audit_outcome o using (entry_id)
                                        where e.actor = ? and e.case_id = ?
                                        """)
                                .params(official.id().value(), theCase.value())
                                .query(String.class)
                                .list());
    }
}
