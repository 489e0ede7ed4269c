package qorgan.vault.consent;

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
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.Leaves;
import qorgan.vault.identity.Actor;
import qorgan.vault.subject.LeafContent;

/// The rows of outstanding obligations, and the leaf of each state of them.
@Component
class ObligationRows {
    private static final Logger LOG = LoggerFactory.getLogger(ObligationRows.class);

    private final JdbcClient jdbc;
    private final Leaves leaves;

    ObligationRows(JdbcClient jdbc, Leaves leaves) {
        this.jdbc = jdbc;
        this.leaves = leaves;
    }

    record Row(
            String region,
            UUID office,
            Obligation obligation,
            UUID recordedBy,
            Instant recordedAt,
            UUID entry,
            @Nullable UUID endedBy) {

        Row ended(Actor actor, Instant at) {
            return new Row(
                    region,
                    office,
                    new Obligation(
                            obligation.id(),
                            obligation.consent(),
                            obligation.article(),
                            obligation.until(),
                            at),
                    recordedBy,
                    recordedAt,
                    entry,
                    actor.id().value());
        }

        long revision() {
            return endedBy == null ? 0 : 1;
        }

        byte[] content() {
            return LeafContent.of("consent_obligation")
                    .with("region", region)
                    .with("office", office)
                    .with("consent", obligation.consent().value())
                    .with("article", obligation.article())
                    .with("until", obligation.until())
                    .with("recordedBy", recordedBy)
                    .with("recordedAt", recordedAt)
                    .with("entry", entry)
                    .with("endedAt", obligation.endedAt())
                    .with("endedBy", endedBy)
                    .bytes();
        }
    }

    void insert(ConsentRow consent, Obligation obligation, Actor actor, Instant at, EntryId entry) {
        var row =
                new Row(
                        consent.region(),
                        consent.office(),
                        obligation,
                        actor.id().value(),
                        at,
                        entry.value(),
                        null);
        jdbc.sql(
                        """
                        insert into consent_obligation (region, office, obligation_id, consent_id, article, until,
                            recorded_by, recorded_at, entry_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        row.region(),
                        row.office(),
                        obligation.id(),
                        obligation.consent().value(),
                        obligation.article(),
                        obligation.until().atOffset(ZoneOffset.UTC),
                        row.recordedBy(),
                        at.atOffset(ZoneOffset.UTC),
                        row.entry())
                .update();
        append(row);
    }

    void end(Row row) {
        var at = row.obligation().endedAt();
        if (at == null) {
            throw new IllegalStateException("not ended: " + row.obligation().id());
        }
        jdbc.sql("update consent_obligation set ended_at = ?, ended_by = ? where obligation_id = ?")
                .param(at.atOffset(ZoneOffset.UTC))
                .param(row.endedBy())
                .param(row.obligation().id())
                .update();
        append(row);
    }

    private void append(Row row) {
        leaves.append(LeafKind.CONSENT, row.obligation().id(), row.revision(), row.content());
    }

    List<Obligation> latest() {
        return jdbc
                .sql("select * from consent_obligation order by recorded_at desc limit 200")
                .query(ObligationRows::row)
                .stream()
                .map(Row::obligation)
                .toList();
    }

    Optional<Row> lock(UUID obligation) {
        return jdbc.sql("select * from consent_obligation where obligation_id = ? for update")
                .param(obligation)
                .query(ObligationRows::row)
                .optional();
    }

    /// The obligation that stands longest at this instant, of those that match their leaf: what is
    /// not proven does not bar a right.
    Optional<Obligation> standing(ConsentId consent, Instant at) {
        List<Row> rows =
                jdbc.sql(
                                "select * from consent_obligation where consent_id = ? order by"
                                        + " until desc")
                        .param(consent.value())
                        .query(ObligationRows::row)
                        .list();
        return rows.stream()
                .filter(row -> row.obligation().standsAt(at))
                .filter(this::matchesLeaf)
                .map(Row::obligation)
                .findFirst();
    }

    private boolean matchesLeaf(Row row) {
        var matches =
                leaves.matches(
                        LeafKind.CONSENT, row.obligation().id(), row.revision(), row.content());
        if (!matches) {
            LOG.error(
                    "obligation {} does not match its leaf; it bars nothing",
                    row.obligation().id());
        }
        return matches;
    }

    private static Row row(ResultSet found, int number) throws SQLException {
        var endedAt = found.getObject("ended_at", OffsetDateTime.class);
        return new Row(
                found.getString("region"),
                found.getObject("office", UUID.class),
                new Obligation(
                        found.getObject("obligation_id", UUID.class),
                        new ConsentId(found.getObject("consent_id", UUID.class)),
                        found.getString("article"),
                        found.getObject("until", OffsetDateTime.class).toInstant(),
                        endedAt == null ? null : endedAt.toInstant()),
                found.getObject("recorded_by", UUID.class),
                found.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                found.getObject("entry_id", UUID.class),
                found.getObject("ended_by", UUID.class));
    }
}
