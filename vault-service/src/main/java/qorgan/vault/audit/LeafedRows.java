package qorgan.vault.audit;

import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.ledger.Leaf;

/// Writes append-only rows together with their leaves, and believes a row only by its leaf.
@Service
public class LeafedRows {
    private final JdbcTemplate jdbc;
    private final Leaves leaves;

    LeafedRows(JdbcTemplate jdbc, Leaves leaves) {
        this.jdbc = jdbc;
        this.leaves = leaves;
    }

    /// Inserts the row and commits to it, in the caller's transaction.
    @Transactional
    public Leaf insert(LeafKind kind, UUID row, long revision, RowContent content) {
        jdbc.update(content.sql(), content.parameters().toArray());
        return leaves.append(kind, row, revision, content.bytes());
    }

    @Transactional(readOnly = true)
    public boolean matches(LeafKind kind, UUID row, long revision, RowContent content) {
        return leaves.matches(kind, row, revision, content.bytes());
    }

    /// The row, if it is what its leaf committed to.
    ///
    /// @throws IllegalStateException when it is not: somebody wrote past the service
    @Transactional(readOnly = true)
    public void believe(LeafKind kind, UUID row, long revision, RowContent content) {
        if (!matches(kind, row, revision, content)) {
            throw new IllegalStateException("a row does not match its leaf: " + kind + " " + row);
        }
    }
}
