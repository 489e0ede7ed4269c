package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.BlindIndexes;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;

class KeyBeatTest extends ServiceTest {
    @Autowired KeyBeat beat;
    @Autowired BlindIndexes indexes;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;

    @Test
    void what_was_computed_of_indexes_is_in_the_log_and_nothing_is_when_nothing_was() {
        beat.count();
        int before = entries().size();
        beat.count();
        assertThat(entries()).hasSize(before);
        for (int each = 0; each < 3; each++) {
            assertThat(indexes.iin("990101300001")).hasSize(5);
        }
        beat.count();
        assertThat(entries()).hasSize(before + 1);
        assertThat(entries().getLast()).contains("\"values\": \"3\"", "\"heldBack\": \"0\"");
    }

    private List<String> entries() {
        var duty =
                Actor.duty("audit-every-read", new ActorId(new java.util.UUID(0, 0)), CAST_REGION);
        return Acting.as(
                duty,
                () ->
                        new TransactionTemplate(transactions)
                                .execute(
                                        _ ->
                                                jdbc.queryForList(
                                                        "select details::text from audit_entry where purpose = ?"
                                                                + " order by at",
                                                        String.class,
                                                        KeyBeat.PURPOSE)));
    }

    private static final qorgan.keys.Region CAST_REGION = qorgan.vault.Cast.ALMATY;
}
