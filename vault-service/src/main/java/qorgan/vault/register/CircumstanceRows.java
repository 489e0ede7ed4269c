package qorgan.vault.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.Leaves;

/// The rows of circumstances, and the leaf of each state of them.
@Component
class CircumstanceRows {
    private static final Logger LOG = LoggerFactory.getLogger(CircumstanceRows.class);
    private static final String SELECT = "select * from register_circumstance where ";

    private final JdbcClient jdbc;
    private final Leaves leaves;

    CircumstanceRows(JdbcClient jdbc, Leaves leaves) {
        this.jdbc = jdbc;
        this.leaves = leaves;
    }

    void insert(CircumstanceRow row) {
        jdbc.sql(
                        """
                        insert into register_circumstance (region, office, circumstance_id, subject_id, kind,
                            valid_from, stated, stated_by, recorded_at, entry_id, valid_to)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        row.region(),
                        row.office(),
                        row.id(),
                        row.subject(),
                        row.kind().code(),
                        row.from().atOffset(ZoneOffset.UTC),
                        row.stated().bytes(),
                        row.statedBy(),
                        row.recordedAt().atOffset(ZoneOffset.UTC),
                        row.entry())
                .param(row.to() == null ? null : row.to().atOffset(ZoneOffset.UTC))
                .update();
        append(row);
    }

    void witness(CircumstanceRow row, CircumstanceRow.Second second) {
        jdbc.sql(
                        """
                        update register_circumstance set witness = ?, witness_office = ?, witnessed_at = ?
                        where circumstance_id = ?
                        """)
                .params(
                        second.person(),
                        second.office(),
                        second.at().atOffset(ZoneOffset.UTC),
                        row.id())
                .update();
        append(row.witnessed(second));
    }

    void end(CircumstanceRow row, CircumstanceRow.End end) {
        jdbc.sql(
                        "update register_circumstance set ended_at = ?, ended_by = ? where"
                                + " circumstance_id = ?")
                .params(end.at().atOffset(ZoneOffset.UTC), end.by(), row.id())
                .update();
        append(row.ended(end));
    }

    private void append(CircumstanceRow row) {
        leaves.append(LeafKind.RESTRICTION, row.id(), row.revision(), row.content());
    }

    /// The circumstance, held against every other step until the transaction ends.
    Optional<CircumstanceRow> lock(CircumstanceId id) {
        return jdbc.sql(SELECT + "circumstance_id = ? for update")
                .param(id.value())
                .query(CircumstanceRows::row)
                .optional();
    }

    Optional<CircumstanceRow> find(CircumstanceId id) {
        return jdbc.sql(SELECT + "circumstance_id = ?")
                .param(id.value())
                .query(CircumstanceRows::row)
                .optional()
                .filter(this::matchesLeaf);
    }

    /// Everything stated of a person in the order in which it was, those rows that match their
    /// leaf.
    List<CircumstanceRow> matching(SubjectId subject) {
        return jdbc
                .sql(SELECT + "subject_id = ? order by recorded_at, circumstance_id")
                .param(subject.value())
                .query(CircumstanceRows::row)
                .list()
                .stream()
                .filter(this::matchesLeaf)
                .toList();
    }

    private boolean matchesLeaf(CircumstanceRow row) {
        var matches = leaves.matches(LeafKind.RESTRICTION, row.id(), row.revision(), row.content());
        if (!matches) {
            LOG.error("circumstance {} does not match its leaf; not used", row.id());
        }
        return matches;
    }

    private static CircumstanceRow row(ResultSet found, int number) throws SQLException {
        var witness = found.getObject("witness", UUID.class);
        var endedAt = instant(found, "ended_at");
        return new CircumstanceRow(
                found.getString("region"),
                found.getObject("office", UUID.class),
                found.getObject("circumstance_id", UUID.class),
                found.getObject("subject_id", UUID.class),
                Circumstance.Kind.of(found.getString("kind")),
                needed(instant(found, "valid_from")),
                instant(found, "valid_to"),
                Sealed.of(found.getBytes("stated")),
                found.getObject("stated_by", UUID.class),
                needed(instant(found, "recorded_at")),
                found.getObject("entry_id", UUID.class),
                witness == null
                        ? null
                        : new CircumstanceRow.Second(
                                witness,
                                found.getObject("witness_office", UUID.class),
                                needed(instant(found, "witnessed_at"))),
                endedAt == null
                        ? null
                        : new CircumstanceRow.End(
                                found.getObject("ended_by", UUID.class), endedAt));
    }

    private static @Nullable Instant instant(ResultSet found, String column) throws SQLException {
        var at = found.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Instant needed(@Nullable Instant at) {
        if (at == null) {
            throw new IllegalStateException("a column that is never empty is empty");
        }
        return at;
    }
}
