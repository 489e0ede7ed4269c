package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Enquiries;
import qorgan.vault.request.Searches;

/// Step 3 of the way of a request: the person is looked up once standing is proven; not exactly
/// one, and a search opens.
class PersonFoundOrSearchedTest extends DisclosureTest {

    @Autowired Searches searches;

    @Test
    void nobody_is_looked_up_before_standing_is_proven() {
        var iin = CustodyCast.iin();
        arrested(iin);
        var slip = asked(Enquiries.about(iin));

        assertThat(read(slip)).isInstanceOf(Answer.AwaitingStanding.class);
        assertThat(inTransaction(() -> searches.of(slip.request()))).isEmpty();
        assertThat(answers(slip)).isZero();
    }

    @Test
    void not_yet_proven_reads_the_same_for_held_and_for_unknown() {
        var iin = CustodyCast.iin();
        arrested(iin);
        var held = asked(Enquiries.about(iin));
        var unknown = asked(Enquiries.about(CustodyCast.iin()));

        assertThat(read(held).getClass()).isEqualTo(read(unknown).getClass());
    }

    @Test
    void who_is_not_found_has_an_open_search_with_a_due_time() {
        var slip = proven(Enquiries.about(CustodyCast.iin()));

        var answer = read(slip);

        assertThat(answer).isInstanceOf(Answer.Searching.class);
        var searching = (Answer.Searching) answer;
        assertThat(searching.due()).isAfter(searching.openedAt());
        assertThat(inTransaction(() -> searches.of(slip.request())).orElseThrow().asked())
                .isPositive();
        assertThat(read(slip)).isEqualTo(answer);
    }

    @Test
    void an_arrest_after_the_search_opened_is_found_by_the_next_reading() {
        var iin = CustodyCast.iin();
        var slip = proven(Enquiries.about(iin));
        assertThat(read(slip)).isInstanceOf(Answer.Searching.class);

        arrested(iin);

        assertThat(read(slip)).isInstanceOf(Answer.Given.class);
    }

    private long answers(qorgan.vault.request.Slip slip) {
        return inTransaction(
                () ->
                        jdbc.sql("select count(*) from disclosure_resolution where request_id = ?")
                                .param(slip.request().value())
                                .query(Long.class)
                                .single());
    }
}
