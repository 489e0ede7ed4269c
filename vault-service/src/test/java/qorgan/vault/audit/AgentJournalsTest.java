package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.Evidence;
import qorgan.keys.Field;
import qorgan.keys.HalfRefused;
import qorgan.keys.HalfRequest;
import qorgan.keys.Place;
import qorgan.keys.SubjectId;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.TestAgents;

/// What an agent did is on the ledger, whether it gave its half or refused.
class AgentJournalsTest extends ServiceTest {
    @Autowired private PlaneKeys plane;
    @Autowired private AgentJournals journals;
    @Autowired private Leaves leaves;

    @Test
    void each_line_of_an_agents_journal_becomes_a_leaf_once() throws Exception {
        var keeper = plane.keepers().getFirst();
        var entry = UUID.randomUUID();
        assertRefused(entry);
        assertThat(journals.take(keeper)).isPositive();
        assertThat(journals.take(keeper)).isZero();
        var lines = Files.readAllLines(TestAgents.journalOf(keeper.office()));
        var last = lines.getLast();
        assertThat(last).contains(entry.toString(), "ENTRY_NOT_COMMITTED");
        assertThat(
                        leaves.matches(
                                LeafKind.KEY_HALF,
                                AgentJournals.row(keeper.office().code(), lines.size() - 1),
                                0,
                                last.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    private void assertRefused(UUID entry) {
        var place =
                new Place(
                        Cast.ALMATY,
                        SubjectId.random(),
                        new Field("P.case_number"),
                        UUID.randomUUID(),
                        0);
        try {
            var half =
                    plane.keepers()
                            .getFirst()
                            .half(new HalfRequest(entry, place, new byte[1], Evidence.NONE));
            half.close();
            throw new AssertionError("given");
        } catch (HalfRefused refused) {
            assertThat(refused.reason()).isEqualTo(HalfRefused.Reason.ENTRY_NOT_COMMITTED);
        }
    }
}
