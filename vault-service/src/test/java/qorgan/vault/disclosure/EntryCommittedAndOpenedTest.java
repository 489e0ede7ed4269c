package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Enquiries;

/// Steps 5 and 6 of the way of a request: an entry for each opening, with basis and decision, and
/// one outcome each.
class EntryCommittedAndOpenedTest extends DisclosureTest {

    @Test
    void a_reading_is_an_entry_with_basis_decision_and_outcome_and_a_second_reading_another() {
        var iin = CustodyCast.iin();
        arrested(iin);
        var slip = proven(Enquiries.about(iin));

        given(slip);
        given(slip);

        var entries =
                inTransaction(
                        () ->
                                jdbc.sql(
                                                """
                                                select o.outcome, e.fields, octet_length(e.decision_digest) as digest,
                                                    cardinality(e.basis) as norms
                                                from audit_entry e join audit_outcome o using (entry_id)
                                                where e.request_id = ? and e.kind = 'DISCLOSURE'
                                                """)
                                        .param(slip.request().value())
                                        .query(
                                                (row, number) ->
                                                        new Entry(
                                                                row.getString("outcome"),
                                                                List.of(
                                                                        (String[])
                                                                                row.getArray(
                                                                                                "fields")
                                                                                        .getArray()),
                                                                row.getInt("digest"),
                                                                row.getInt("norms")))
                                        .list());
        assertThat(entries).hasSize(2);
        assertThat(entries)
                .allSatisfy(
                        entry -> {
                            assertThat(entry.outcome()).isEqualTo("DELIVERED");
                            assertThat(entry.fields())
                                    .containsExactly("W.custody_status", "W.whereabouts");
                            assertThat(entry.digest()).isEqualTo(32);
                            assertThat(entry.norms()).isPositive();
                        });
    }

    private record Entry(String outcome, List<String> fields, int digest, int norms) {}
}
