package qorgan.vault.disclosure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import qorgan.vault.audit.RowContent;

/// One grant as it stands: one office's signature over one window.
record GrantRow(
        String region,
        UUID office,
        UUID grant,
        UUID application,
        UUID request,
        UUID caseId,
        UUID subject,
        UUID signer,
        Side side,
        Instant from,
        Instant to,
        byte[] statement,
        byte[] signature,
        Instant grantedAt) {

    static GrantRow read(ResultSet row, int number) throws SQLException {
        return new GrantRow(
                row.getString("region"),
                row.getObject("office", UUID.class),
                row.getObject("grant_id", UUID.class),
                row.getObject("application_id", UUID.class),
                row.getObject("request_id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getObject("subject_id", UUID.class),
                row.getObject("signer", UUID.class),
                Side.of(row.getString("side")),
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                row.getObject("valid_to", OffsetDateTime.class).toInstant(),
                row.getBytes("statement"),
                row.getBytes("signature"),
                row.getObject("granted_at", OffsetDateTime.class).toInstant());
    }

    boolean isOpenAt(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    RowContent content() {
        return RowContent.of("disclosure_grant")
                .with("region", region)
                .with("office", office)
                .with("grant_id", grant)
                .with("application_id", application)
                .with("request_id", request)
                .with("case_id", caseId)
                .with("subject_id", subject)
                .with("signer", signer)
                .with("side", side.code())
                .with("valid_from", from)
                .with("valid_to", to)
                .with("granted_at", grantedAt)
                .sealed("statement", statement)
                .sealed("signature", signature);
    }
}
