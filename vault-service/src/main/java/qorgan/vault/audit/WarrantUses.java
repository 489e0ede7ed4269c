package qorgan.vault.audit;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.WarrantUse;

/// A warrant opens once: the primary key of `audit_warrant_use` says so to every instance. The
/// claim commits apart from its caller, so that a rollback cannot give it back; claims of the same
/// moment share one statement, which is its own transaction.
@Component
class WarrantUses implements WarrantUse {
    private final JdbcTemplate jdbc;
    private final TransactionTemplate apart;
    private final Together<Claim, Boolean> together = new Together<>(this::claimed);

    WarrantUses(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    private record Claim(UUID entry, String instance, Instant at) {}

    @Override
    public boolean claim(UUID entry, String instance, Instant now) {
        return together.commit(new Claim(entry, instance, now));
    }

    /// Two claims of one entry in the same batch: the first has it.
    private List<Boolean> claimed(List<Claim> claims) {
        var fresh = new HashSet<UUID>();
        apart.executeWithoutResult(_ -> fresh.addAll(first(claims)));
        return claims.stream().map(claim -> fresh.remove(claim.entry())).toList();
    }

    private Set<UUID> first(List<Claim> claims) {
        return new HashSet<>(
                jdbc.query(
                        "select * from audit_claim_warrants(?, ?, ?)",
                        statement -> {
                            var connection = statement.getConnection();
                            statement.setArray(
                                    1,
                                    connection.createArrayOf(
                                            "uuid", claims.stream().map(Claim::entry).toArray()));
                            statement.setString(2, claims.getFirst().instance());
                            statement.setArray(
                                    3,
                                    connection.createArrayOf(
                                            "timestamptz",
                                            claims.stream()
                                                    .map(claim -> claim.at().toString())
                                                    .toArray()));
                        },
                        (row, _) -> row.getObject(1, UUID.class)));
    }
}
