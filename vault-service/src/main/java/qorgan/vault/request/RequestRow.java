package qorgan.vault.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qorgan.vault.audit.RowContent;

/// One row of `request_request`, sealed as it stands.
record RequestRow(
        String region,
        UUID office,
        UUID request,
        String number,
        byte[] secretHash,
        UUID asker,
        @Nullable UUID account,
        UUID takenBy,
        Language language,
        UUID soughtId,
        byte[] identity,
        byte[] contact,
        byte[] terms,
        byte[] sought,
        Instant receivedAt,
        Instant promisedBy) {

    static RequestRow read(ResultSet row, int number) throws SQLException {
        return new RequestRow(
                row.getString("region"),
                row.getObject("office", UUID.class),
                row.getObject("request_id", UUID.class),
                row.getString("number"),
                row.getBytes("secret_hash"),
                row.getObject("asker", UUID.class),
                row.getObject("account", UUID.class),
                row.getObject("taken_by", UUID.class),
                Language.of(row.getString("language")),
                row.getObject("sought_id", UUID.class),
                row.getBytes("identity"),
                row.getBytes("contact"),
                row.getBytes("terms"),
                row.getBytes("sought"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getObject("promised_by", OffsetDateTime.class).toInstant());
    }

    /// What the leaf of this row commits to.
    RowContent content() {
        return RowContent.of("request_request")
                .with("region", region)
                .with("office", office)
                .with("request_id", request)
                .with("number", number)
                .with("asker", asker)
                .with("account", account)
                .with("taken_by", takenBy)
                .with("language", language.code())
                .with("sought_id", soughtId)
                .with("received_at", receivedAt)
                .with("promised_by", promisedBy)
                .sealed("secret_hash", secretHash)
                .sealed("identity", identity)
                .sealed("contact", contact)
                .sealed("terms", terms)
                .sealed("sought", sought);
    }
}
