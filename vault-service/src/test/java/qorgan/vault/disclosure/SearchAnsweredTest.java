package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.DemoAuthority;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Enquiries;
import qorgan.vault.request.SearchId;
import qorgan.vault.request.Searches;
import qorgan.vault.request.Sought;
import qorgan.vault.request.Statement;
import qorgan.vault.request.Verdict;

/// A search is answered for each facility by a statement that its officer signs; the asker is never
/// told that somebody is not held.
class SearchAnsweredTest extends DisclosureTest {

    @Autowired Searches searches;

    @Test
    void a_facility_reads_who_is_sought_and_signs_its_statement_once() {
        var iin = CustodyCast.iin();
        var slip = proven(Enquiries.about(iin));
        assertThat(read(slip)).isInstanceOf(Answer.Searching.class);
        var search = inTransaction(() -> searches.of(slip.request())).orElseThrow().search();
        var intake = cast.intake();
        var now = clock.instant();
        var identity = DemoAuthority.root("Facilities", now).official("Intake", "Police", now);
        enrol(intake, identity);

        assertThat(acting(intake, () -> searches.owedBy(intake)))
                .anyMatch(task -> task.search().equals(search) && !task.answered());
        assertThat(acting(intake, () -> searches.sought(intake, search)))
                .contains(new Sought.ByIin(iin, false));
        var verdict = Verdict.NOT_IN_OUR_RECORDS;
        var text = acting(intake, () -> searches.statement(intake, search, verdict)).orElseThrow();
        var cms = Cms.sign(text, identity, now);

        assertThat(answer(search, Verdict.HELD_HERE, text, cms))
                .isInstanceOf(Statement.NotThatText.class);
        assertThat(answer(search, verdict, text, new byte[] {1}))
                .isInstanceOf(Statement.SignatureRefused.class);
        assertThat(answer(search, verdict, text, cms)).isInstanceOf(Statement.Taken.class);
        assertThat(answer(search, verdict, text, cms))
                .isInstanceOf(Statement.AlreadyAnswered.class);

        assertThat(read(slip))
                .as("the asker reads what was read before")
                .isInstanceOf(Answer.Searching.class);
        var desk = cast.searchDesk();
        assertThat(acting(desk, () -> searches.statements(desk, search)))
                .singleElement()
                .satisfies(statement -> assertThat(statement.verdict()).isEqualTo(verdict));
    }

    @Test
    void a_search_of_nobody_is_nobodys() {
        var intake = cast.intake();
        assertThat(acting(intake, () -> searches.sought(intake, new SearchId(UUID.randomUUID()))))
                .isEmpty();
    }

    private qorgan.vault.request.Statement answer(
            SearchId search, Verdict verdict, byte[] text, byte[] cms) {
        var intake = cast.intake();
        return acting(intake, () -> searches.answer(intake, search, verdict, text, cms));
    }
}
