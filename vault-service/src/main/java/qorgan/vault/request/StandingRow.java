package qorgan.vault.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import qorgan.vault.audit.RowContent;

/// One decision on standing.
record StandingRow(
        String region,
        UUID office,
        UUID request,
        UUID takenBy,
        UUID officer,
        String outcome,
        byte[] evidence,
        Instant decidedAt) {

    static final String PROVEN = "proven";
    static final String REFUSED = "refused";

    static StandingRow read(ResultSet row, int number) throws SQLException {
        return new StandingRow(
                row.getString("region"),
                row.getObject("office", UUID.class),
                row.getObject("request_id", UUID.class),
                row.getObject("taken_by", UUID.class),
                row.getObject("officer", UUID.class),
                row.getString("outcome"),
                row.getBytes("evidence"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant());
    }

    boolean proven() {
        return PROVEN.equals(outcome);
    }

    RowContent content() {
        return RowContent.of("request_standing")
                .with("region", region)
                .with("office", office)
                .with("request_id", request)
                .with("taken_by", takenBy)
                .with("officer", officer)
                .with("outcome", outcome)
                .with("decided_at", decidedAt)
                .sealed("evidence", evidence);
    }
}
