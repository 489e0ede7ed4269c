package qorgan.vault.audit;

import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Every destroyed key has its leaf, whoever destroyed it and with what: a trigger of the table
/// writes the row down in the transaction that deletes it, and this puts it on the ledger.
@Component
class KeyDestructions {
    private static final Logger log = LoggerFactory.getLogger(KeyDestructions.class);
    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final Leaves leaves;
    private final TransactionTemplate transaction;

    KeyDestructions(JdbcClient jdbc, Leaves leaves, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.leaves = leaves;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(
            initialDelayString = "${qorgan.keys.journal:PT20S}",
            fixedDelayString = "${qorgan.keys.journal:PT20S}")
    void beat() {
        try {
            var unused = take();
        } catch (DataAccessException e) {
            log.warn("destructions were not taken over: {}", e.getClass().getSimpleName());
        }
    }

    private record Destroyed(UUID id, RowContent content) {}

    /// Gives a leaf to each destruction that has none, and says how many there were. Where two
    /// instances do it at once, the leaf's own key lets one of them win.
    int take() {
        var taken =
                transaction.execute(
                        _ -> {
                            var rows = without();
                            rows.forEach(
                                    row ->
                                            leaves.append(
                                                    LeafKind.KEY_DESTRUCTION,
                                                    row.id(),
                                                    0,
                                                    row.content().bytes()));
                            return rows.size();
                        });
        return taken == null ? 0 : taken;
    }

    private List<Destroyed> without() {
        return jdbc.sql(
                        """
                        select * from audit_key_destroyed d
                        where not exists (select from audit_leaf l
                            where l.kind = 'KEY_DESTRUCTION' and l.row_id = d.destroyed_id)
                        order by destroyed_at limit ?
                        """)
                .param(BATCH)
                .query(
                        (row, number) ->
                                new Destroyed(
                                        row.getObject("destroyed_id", UUID.class),
                                        RowContent.of("audit_key_destroyed")
                                                .with("region", row.getString("region"))
                                                .with("owner", row.getObject("owner", UUID.class))
                                                .with("purpose", row.getString("purpose"))
                                                .with("version", row.getLong("version"))
                                                .with("destroyed_by", row.getString("destroyed_by"))
                                                .with(
                                                        "destroyed_at",
                                                        row.getTimestamp("destroyed_at")
                                                                .toInstant())))
                .list();
    }
}
