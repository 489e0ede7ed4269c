package qorgan.vault.disclosure;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.LeafedRows;
import qorgan.vault.audit.RowContent;
import qorgan.vault.request.RequestId;

/// For which person a request stands, and what was delivered on it.
@Repository
@Transactional
class DeliveryRows {

    private final JdbcClient jdbc;
    private final LeafedRows leafed;

    DeliveryRows(JdbcClient jdbc, LeafedRows leafed) {
        this.jdbc = jdbc;
        this.leafed = leafed;
    }

    Optional<SubjectId> resolved(RequestId request) {
        return jdbc.sql("select subject_id from disclosure_resolution where request_id = ?")
                .param(request.value())
                .query(UUID.class)
                .optional()
                .map(SubjectId::new);
    }

    void resolve(String region, UUID office, RequestId request, SubjectId subject, Instant at) {
        jdbc.sql(
                        """
                        insert into disclosure_resolution (region, office, request_id, subject_id,
                            found_at) values (?, ?, ?, ?, ?) on conflict (request_id) do nothing
                        """)
                .params(
                        region,
                        office,
                        request.value(),
                        subject.value(),
                        at.atOffset(java.time.ZoneOffset.UTC))
                .update();
    }

    /// The requests that stand for a person.
    List<RequestId> requestsFor(SubjectId subject) {
        return jdbc.sql(
                        """
                        select request_id from disclosure_resolution where subject_id = ?
                        order by found_at, request_id
                        """)
                .param(subject.value())
                .query((row, number) -> new RequestId(row.getObject(1, UUID.class)))
                .list();
    }

    void insert(
            String region,
            UUID office,
            DeliveryId delivery,
            @Nullable UUID request,
            SubjectId subject,
            EntryId entry,
            byte[] receiptDigest,
            Instant at) {
        leafed.insert(
                LeafKind.DELIVERY,
                entry.value(),
                0,
                RowContent.of("disclosure_delivery")
                        .with("region", region)
                        .with("office", office)
                        .with("delivery_id", delivery.value())
                        .with("request_id", request)
                        .with("subject_id", subject.value())
                        .with("entry_id", entry.value())
                        .with("delivered_at", at)
                        .sealed("receipt_digest", receiptDigest));
    }

    /// When something was last delivered on a request.
    Optional<Instant> lastDelivered(RequestId request) {
        return jdbc.sql(
                        """
                        select delivered_at from disclosure_delivery where request_id = ?
                        order by delivered_at desc limit 1
                        """)
                .param(request.value())
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    List<EntryId> entriesOf(DeliveryId delivery) {
        return jdbc.sql(
                        "select entry_id from disclosure_delivery where delivery_id = ? order by"
                                + " entry_id")
                .param(delivery.value())
                .query((row, number) -> new EntryId(row.getObject(1, UUID.class)))
                .list();
    }
}
