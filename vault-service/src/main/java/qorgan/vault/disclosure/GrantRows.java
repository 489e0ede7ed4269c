package qorgan.vault.disclosure;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.LeafedRows;
import qorgan.vault.audit.RowContent;
import qorgan.vault.request.RequestId;

/// The rows of grants, revocations and warnings.
@Repository
@Transactional
class GrantRows {

    private final JdbcClient jdbc;
    private final LeafedRows leafed;

    GrantRows(JdbcClient jdbc, LeafedRows leafed) {
        this.jdbc = jdbc;
        this.leafed = leafed;
    }

    void insert(GrantRow row) {
        leafed.insert(LeafKind.GRANT, row.grant(), 0, row.content());
    }

    Optional<GrantRow> find(GrantId grant) {
        return jdbc.sql("select * from disclosure_grant where grant_id = ?")
                .param(grant.value())
                .query(GrantRow::read)
                .optional()
                .map(this::believed);
    }

    List<GrantRow> ofRequest(RequestId request) {
        return jdbc
                .sql(
                        "select * from disclosure_grant where request_id = ? order by granted_at,"
                                + " grant_id")
                .param(request.value())
                .query(GrantRow::read)
                .list()
                .stream()
                .map(this::believed)
                .toList();
    }

    List<GrantRow> ofSigner(UUID signer) {
        return jdbc.sql("select * from disclosure_grant where signer = ? order by granted_at desc")
                .param(signer)
                .query(GrantRow::read)
                .list();
    }

    /// Locks the grants against a revocation until the caller's transaction ends, then says which
    /// were revoked before. A revocation takes the same row for update, so it is either before or
    /// after this, never between.
    Map<UUID, Instant> revokedUnderShareLock(RequestId request) {
        jdbc.sql("select grant_id from disclosure_grant where request_id = ? for share")
                .param(request.value())
                .query(UUID.class)
                .list();
        return revoked(request);
    }

    Map<UUID, Instant> revoked(RequestId request) {
        return jdbc
                .sql(
                        """
                        select r.* from disclosure_revocation r
                            join disclosure_grant g on g.grant_id = r.grant_id
                        where g.request_id = ?
                        """)
                .param(request.value())
                .query(
                        (row, number) ->
                                Map.entry(
                                        row.getObject("grant_id", UUID.class),
                                        row.getObject("revoked_at", OffsetDateTime.class)
                                                .toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Waits for deliveries that are being written, then revokes; false when it was revoked
    /// already.
    boolean revoke(GrantRow grant, UUID by, Instant at) {
        jdbc.sql("select grant_id from disclosure_grant where grant_id = ? for update")
                .param(grant.grant())
                .query(UUID.class)
                .single();
        var known =
                jdbc.sql("select count(*) from disclosure_revocation where grant_id = ?")
                        .param(grant.grant())
                        .query(Long.class)
                        .single();
        if (known > 0) {
            return false;
        }
        leafed.insert(
                LeafKind.REVOCATION,
                grant.grant(),
                0,
                RowContent.of("disclosure_revocation")
                        .with("region", grant.region())
                        .with("office", grant.office())
                        .with("grant_id", grant.grant())
                        .with("revoked_by", by)
                        .with("revoked_at", at));
        return true;
    }

    boolean isWarned(RequestId request) {
        return jdbc.sql("select count(*) from disclosure_warning where request_id = ?")
                        .param(request.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    void warn(String region, UUID office, RequestId request, UUID by, Instant at) {
        leafed.insert(
                LeafKind.DELIVERY,
                request.value(),
                0,
                RowContent.of("disclosure_warning")
                        .with("region", region)
                        .with("office", office)
                        .with("request_id", request.value())
                        .with("signed_by", by)
                        .with("signed_at", at));
    }

    private GrantRow believed(GrantRow row) {
        leafed.believe(LeafKind.GRANT, row.grant(), 0, row.content());
        return row;
    }
}
