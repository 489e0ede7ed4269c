package qorgan.vault.request;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import qorgan.ledger.Leaf;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.LeafedRows;

/// The rows of requests and standings: inserted once, read, and believed only when they match their
/// leaf.
@Repository
@Transactional
class RequestRows {

    private final JdbcClient jdbc;
    private final LeafedRows leafed;

    RequestRows(JdbcClient jdbc, LeafedRows leafed) {
        this.jdbc = jdbc;
        this.leafed = leafed;
    }

    Leaf insert(RequestRow row) {
        return leafed.insert(LeafKind.SLIP, row.request(), 0, row.content());
    }

    Optional<RequestRow> find(RequestId request) {
        return jdbc.sql("select * from request_request where request_id = ?")
                .param(request.value())
                .query(RequestRow::read)
                .optional()
                .map(this::believed);
    }

    Optional<RequestRow> byNumber(String number) {
        return jdbc.sql("select * from request_request where number = ?")
                .param(number)
                .query(RequestRow::read)
                .optional()
                .map(this::believed);
    }

    List<RequestRow> ofAccount(UUID account) {
        return jdbc.sql(
                        """
                        select * from request_request where account = ?
                        order by received_at desc, request_id
                        """)
                .param(account)
                .query(RequestRow::read)
                .list();
    }

    /// What waits for a standing officer of one office and was not taken by that officer.
    List<StandingTask> awaitingStanding(UUID office, UUID officer) {
        return jdbc.sql(
                        """
                        select r.request_id, r.number, r.received_at from request_request r
                        where r.office = ? and r.taken_by <> ? and not exists (
                            select 1 from request_standing s where s.request_id = r.request_id)
                        order by r.received_at, r.request_id limit 200
                        """)
                .params(office, officer)
                .query(
                        (row, number) ->
                                new StandingTask(
                                        new RequestId(row.getObject("request_id", UUID.class)),
                                        row.getString("number"),
                                        row.getTimestamp("received_at").toInstant()))
                .list();
    }

    void insert(StandingRow row) {
        leafed.insert(LeafKind.STANDING, row.request(), 0, row.content());
    }

    Optional<StandingRow> standing(RequestId request) {
        return jdbc.sql("select * from request_standing where request_id = ?")
                .param(request.value())
                .query(StandingRow::read)
                .optional()
                .map(this::believed);
    }

    private RequestRow believed(RequestRow row) {
        leafed.believe(LeafKind.SLIP, row.request(), 0, row.content());
        return row;
    }

    private StandingRow believed(StandingRow row) {
        leafed.believe(LeafKind.STANDING, row.request(), 0, row.content());
        return row;
    }
}
