package qorgan.vault.disclosure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import qorgan.vault.audit.RowContent;

/// One application for pretrial fields, sealed as it stands.
record ApplicationRow(
        String region,
        UUID office,
        UUID application,
        UUID request,
        UUID caseId,
        UUID asker,
        byte[] terms,
        Instant filedAt,
        Instant dueAt) {

    static ApplicationRow read(ResultSet row, int number) throws SQLException {
        return new ApplicationRow(
                row.getString("region"),
                row.getObject("office", UUID.class),
                row.getObject("application_id", UUID.class),
                row.getObject("request_id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getObject("asker", UUID.class),
                row.getBytes("terms"),
                row.getObject("filed_at", OffsetDateTime.class).toInstant(),
                row.getObject("due_at", OffsetDateTime.class).toInstant());
    }

    RowContent content() {
        return RowContent.of("disclosure_application")
                .with("region", region)
                .with("office", office)
                .with("application_id", application)
                .with("request_id", request)
                .with("case_id", caseId)
                .with("asker", asker)
                .with("filed_at", filedAt)
                .with("due_at", dueAt)
                .with("agreed", true)
                .sealed("terms", terms);
    }
}
