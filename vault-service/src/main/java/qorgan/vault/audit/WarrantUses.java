package qorgan.vault.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.WarrantUse;

/// A warrant opens once: the primary key of `audit_warrant_use` says so to every instance. The
/// claim commits by itself, so that a rollback of the caller cannot give it back.
@Component
class WarrantUses implements WarrantUse {
    private final JdbcTemplate jdbc;
    private final TransactionTemplate alone;

    WarrantUses(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public boolean claim(UUID entry, String instance, Instant now) {
        var first =
                alone.execute(
                        _ ->
                                jdbc.queryForObject(
                                        "select audit_claim_warrant(?, ?, ?)",
                                        Boolean.class,
                                        entry,
                                        instance,
                                        Timestamp.from(now)));
        return Boolean.TRUE.equals(first);
    }
}
