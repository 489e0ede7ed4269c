package qorgan.vault.disclosure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import qorgan.keys.Field;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.RowContent;

/// One revision of one pretrial record; its key is its own and exists only as two halves.
record PretrialRow(
        String region,
        UUID office,
        UUID record,
        long revision,
        UUID caseId,
        UUID subject,
        String field,
        byte[] value,
        UUID depositedBy,
        Instant depositedAt) {

    static PretrialRow read(ResultSet row, int number) throws SQLException {
        return new PretrialRow(
                row.getString("region"),
                row.getObject("office", UUID.class),
                row.getObject("record_id", UUID.class),
                row.getLong("revision"),
                row.getObject("case_id", UUID.class),
                row.getObject("subject_id", UUID.class),
                row.getString("field"),
                row.getBytes("value"),
                row.getObject("deposited_by", UUID.class),
                row.getObject("deposited_at", OffsetDateTime.class).toInstant());
    }

    Place place() {
        return new Place(
                new Region(region), new SubjectId(subject), new Field(field), record, revision);
    }

    /// The same row with its sealed value.
    PretrialRow holding(byte[] sealed) {
        return new PretrialRow(
                region,
                office,
                record,
                revision,
                caseId,
                subject,
                field,
                sealed,
                depositedBy,
                depositedAt);
    }

    RowContent content() {
        return RowContent.of("disclosure_pretrial")
                .with("region", region)
                .with("office", office)
                .with("record_id", record)
                .with("revision", revision)
                .with("case_id", caseId)
                .with("subject_id", subject)
                .with("field", field)
                .with("deposited_by", depositedBy)
                .with("deposited_at", depositedAt)
                .sealed("value", value);
    }
}
