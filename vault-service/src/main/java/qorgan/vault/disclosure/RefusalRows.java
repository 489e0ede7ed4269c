package qorgan.vault.disclosure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.LeafedRows;
import qorgan.vault.audit.RowContent;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.request.RequestId;

/// The rows of what is withheld, and of who has signed it.
@Repository
@Transactional
class RefusalRows {

    private static final String OPEN =
            """
            select r.*, s.official, s.signed_as, s.signed_at from disclosure_refusal r
                left join disclosure_refusal_signed s on s.refusal_id = r.refusal_id
            """;

    private final JdbcClient jdbc;
    private final LeafedRows leafed;

    RefusalRows(JdbcClient jdbc, LeafedRows leafed) {
        this.jdbc = jdbc;
        this.leafed = leafed;
    }

    /// One withheld part. `digest` is of its fields and grounds, so that a changed ground waits for
    /// a signature of its own; `grounds` are sealed, the inner ones among them.
    record Refusal(
            String region,
            UUID office,
            UUID refusal,
            UUID request,
            UUID subject,
            @Nullable UUID caseId,
            byte[] digest,
            byte[] grounds,
            Instant since,
            Instant dueAt,
            @Nullable UUID official,
            @Nullable String signedAs,
            @Nullable Instant signedAt) {

        static Refusal read(ResultSet row, int number) throws SQLException {
            var signed = row.getObject("signed_at", OffsetDateTime.class);
            return new Refusal(
                    row.getString("region"),
                    row.getObject("office", UUID.class),
                    row.getObject("refusal_id", UUID.class),
                    row.getObject("request_id", UUID.class),
                    row.getObject("subject_id", UUID.class),
                    row.getObject("case_id", UUID.class),
                    row.getBytes("digest"),
                    row.getBytes("grounds"),
                    row.getObject("since", OffsetDateTime.class).toInstant(),
                    row.getObject("due_at", OffsetDateTime.class).toInstant(),
                    row.getObject("official", UUID.class),
                    row.getString("signed_as"),
                    signed == null ? null : signed.toInstant());
        }

        RowContent content() {
            return RowContent.of("disclosure_refusal")
                    .with("region", region)
                    .with("office", office)
                    .with("refusal_id", refusal)
                    .with("request_id", request)
                    .with("subject_id", subject)
                    .with("case_id", caseId)
                    .with("since", since)
                    .with("due_at", dueAt)
                    .sealed("digest", digest)
                    .sealed("grounds", grounds);
        }
    }

    Optional<Refusal> find(RequestId request, byte[] digest) {
        return jdbc.sql(OPEN + " where r.request_id = ? and r.digest = ?")
                .params(request.value(), digest)
                .query(Refusal::read)
                .optional()
                .map(this::believed);
    }

    Optional<Refusal> find(RefusalId refusal) {
        return jdbc.sql(OPEN + " where r.refusal_id = ?")
                .param(refusal.value())
                .query(Refusal::read)
                .optional()
                .map(this::believed);
    }

    /// What waits for an office, oldest first.
    List<Refusal> waiting(OfficeId office) {
        return jdbc.sql(
                        OPEN
                                + " where r.office = ? and s.refusal_id is null"
                                + " order by r.since, r.refusal_id limit 500")
                .param(office.value())
                .query(Refusal::read)
                .list();
    }

    /// Lets one writer at a time decide whether something new is withheld on a request.
    void lock(RequestId request) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(request.value().toString())
                .query((row, number) -> number)
                .list();
    }

    void insert(Refusal row) {
        leafed.insert(LeafKind.DECISION, row.refusal(), 0, row.content());
    }

    void sign(Refusal row, UUID official, String signedAs, Instant at) {
        leafed.insert(
                LeafKind.DECISION,
                row.refusal(),
                1,
                RowContent.of("disclosure_refusal_signed")
                        .with("region", row.region())
                        .with("office", row.office())
                        .with("refusal_id", row.refusal())
                        .with("official", official)
                        .with("signed_as", signedAs)
                        .with("signed_at", at));
    }

    private Refusal believed(Refusal row) {
        leafed.believe(LeafKind.DECISION, row.refusal(), 0, row.content());
        return row;
    }
}
