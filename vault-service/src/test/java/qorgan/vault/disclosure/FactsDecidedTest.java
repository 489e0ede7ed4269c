package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import qorgan.keys.Field;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Enquiries;

/// Step 4 of the way of a request: facts with their sources, and the engine's scope.
class FactsDecidedTest extends DisclosureTest {

    private static final Field RELEASE = new Field("W.release_datetime");

    @Test
    void whereabouts_leave_with_date_source_and_article() {
        var iin = CustodyCast.iin();
        arrested(iin);

        var answer = given(proven(Enquiries.about(iin)));

        assertThat(answer.released())
                .extracting(line -> line.field().code())
                .containsExactly("W.custody_status", "W.whereabouts");
        assertThat(answer.released())
                .allSatisfy(
                        line -> {
                            assertThat(line.value()).isNotBlank();
                            assertThat(line.recordedAt()).isNotNull();
                            assertThat(line.source()).isNotBlank();
                            assertThat(line.citations()).isNotEmpty();
                        });
        assertThat(answer.withheld()).isEmpty();
    }

    @Test
    void an_event_that_has_not_happened_is_told_as_exactly_that() {
        var iin = CustodyCast.iin();
        arrested(iin);

        var answer = given(proven(Enquiries.about(iin, Set.of(WHEREABOUTS, RELEASE))));

        assertThat(answer.released())
                .filteredOn(line -> line.field().equals(RELEASE))
                .singleElement()
                .satisfies(line -> assertThat(line.value()).isEqualTo("No such event is recorded"));
    }

    @Test
    void what_is_withheld_waits_for_a_named_human_and_then_tells_ground_and_remedy() {
        var iin = CustodyCast.iin();
        arrested(iin);
        var address = new Field("D.address");
        var slip = proven(Enquiries.about(iin, Set.of(WHEREABOUTS, address)));

        var before = given(slip);
        assertThat(before.released()).extracting(Released::field).containsExactly(WHEREABOUTS);
        assertThat(before.withheld())
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.ground()).isEqualTo(Withheld.AWAITING_OFFICIAL);
                            assertThat(line.due()).isAfter(clock.instant());
                        });

        var officer = cast.standingOfficer();
        var task =
                acting(officer, () -> refusals.waiting(officer)).stream()
                        .filter(open -> open.request().equals(slip.request()))
                        .findFirst()
                        .orElseThrow();
        assertThat(acting(officer, () -> refusals.open(officer, task.refusal())).orElseThrow())
                .containsEntry(address, "recipient_ceiling");
        assertThat(acting(officer, () -> refusals.sign(officer, task.refusal()))).isTrue();
        assertThat(acting(officer, () -> refusals.sign(officer, task.refusal()))).isFalse();

        assertThat(given(slip).withheld())
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.ground()).isEqualTo("recipient_ceiling");
                            assertThat(line.article()).isNotBlank();
                            assertThat(line.remedy()).isNotBlank();
                            assertThat(line.official()).isNotBlank();
                        });
    }
}
