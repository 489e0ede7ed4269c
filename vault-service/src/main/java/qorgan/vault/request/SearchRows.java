package qorgan.vault.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.LeafedRows;
import qorgan.vault.audit.RowContent;
import qorgan.vault.identity.OfficeId;

/// The rows of searches: the search, who is asked, who has stated what.
@Repository
@Transactional
class SearchRows {

    private static final String STATE =
            """
            select s.*, (select count(*) from request_search_addressee a
                         where a.search_id = s.search_id) as asked,
                (select count(*) from request_search_statement t
                         where t.search_id = s.search_id) as answered
            from request_search s
            """;

    private final JdbcClient jdbc;
    private final LeafedRows leafed;

    SearchRows(JdbcClient jdbc, LeafedRows leafed) {
        this.jdbc = jdbc;
        this.leafed = leafed;
    }

    /// One statement of one facility, sealed as it stands.
    record StatementRow(
            String region,
            UUID office,
            UUID search,
            UUID id,
            UUID officer,
            byte[] statement,
            byte[] signature,
            Instant statedAt) {

        static StatementRow read(ResultSet row, int number) throws SQLException {
            return new StatementRow(
                    row.getString("region"),
                    row.getObject("office", UUID.class),
                    row.getObject("search_id", UUID.class),
                    row.getObject("statement_id", UUID.class),
                    row.getObject("officer", UUID.class),
                    row.getBytes("statement"),
                    row.getBytes("signature"),
                    instant(row, "stated_at"));
        }

        RowContent content() {
            return RowContent.of("request_search_statement")
                    .with("region", region)
                    .with("office", office)
                    .with("search_id", search)
                    .with("statement_id", id)
                    .with("officer", officer)
                    .with("stated_at", statedAt)
                    .sealed("statement", statement)
                    .sealed("signature", signature);
        }
    }

    /// Two readings, or a reading and a duty, may find at once that a search is needed: one opens
    /// it.
    void lock(RequestId request) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 3))")
                .param(request.value().toString())
                .query((row, number) -> number)
                .list();
    }

    void insert(RequestRow request, SearchState search, List<OfficeId> addressees) {
        jdbc.sql(
                        """
                        insert into request_search (region, office, search_id, request_id, opened_at,
                            due_at, escalates_at) values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        request.region(),
                        request.office(),
                        search.search().value(),
                        search.request().value(),
                        search.openedAt().atOffset(ZoneOffset.UTC),
                        search.due().atOffset(ZoneOffset.UTC),
                        search.escalates().atOffset(ZoneOffset.UTC))
                .update();
        for (var addressee : addressees) {
            jdbc.sql(
                            """
                            insert into request_search_addressee (region, office, search_id)
                            values (?, ?, ?)
                            """)
                    .params(request.region(), addressee.value(), search.search().value())
                    .update();
        }
    }

    Optional<SearchState> find(SearchId search) {
        return jdbc.sql(STATE + " where s.search_id = ?")
                .param(search.value())
                .query(SearchRows::state)
                .optional();
    }

    Optional<SearchState> ofRequest(RequestId request) {
        return jdbc.sql(STATE + " where s.request_id = ?")
                .param(request.value())
                .query(SearchRows::state)
                .optional();
    }

    List<SearchState> open() {
        return jdbc.sql(STATE + " order by s.opened_at, s.search_id limit 500")
                .query(SearchRows::state)
                .list();
    }

    /// What one office owes an answer to; at most 500, oldest first.
    List<SearchTask> addressedTo(OfficeId office) {
        return jdbc.sql(
                        """
                        select s.*, exists (select 1 from request_search_statement t
                            where t.search_id = s.search_id and t.office = a.office) as answered
                        from request_search_addressee a
                            join request_search s on s.search_id = a.search_id
                        where a.office = ? order by answered, s.opened_at, s.search_id limit 500
                        """)
                .param(office.value())
                .query(
                        (row, number) ->
                                new SearchTask(
                                        new SearchId(row.getObject("search_id", UUID.class)),
                                        instant(row, "opened_at"),
                                        instant(row, "due_at"),
                                        instant(row, "escalates_at"),
                                        row.getBoolean("answered")))
                .list();
    }

    boolean isAddressed(SearchId search, OfficeId office) {
        return jdbc.sql(
                                """
                                select count(*) from request_search_addressee
                                where search_id = ? and office = ?
                                """)
                        .params(search.value(), office.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    boolean isAnswered(SearchId search, OfficeId office) {
        return jdbc.sql(
                                """
                                select count(*) from request_search_statement
                                where search_id = ? and office = ?
                                """)
                        .params(search.value(), office.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    void insert(StatementRow row) {
        leafed.insert(LeafKind.SEARCH_STATEMENT, row.id(), 0, row.content());
    }

    List<StatementRow> statements(SearchId search) {
        return jdbc
                .sql(
                        """
                        select * from request_search_statement where search_id = ?
                        order by stated_at, statement_id
                        """)
                .param(search.value())
                .query(StatementRow::read)
                .list()
                .stream()
                .filter(
                        row ->
                                leafed.matches(
                                        LeafKind.SEARCH_STATEMENT, row.id(), 0, row.content()))
                .toList();
    }

    private static SearchState state(ResultSet row, int number) throws SQLException {
        return new SearchState(
                new SearchId(row.getObject("search_id", UUID.class)),
                new RequestId(row.getObject("request_id", UUID.class)),
                instant(row, "opened_at"),
                instant(row, "due_at"),
                instant(row, "escalates_at"),
                row.getInt("asked"),
                row.getInt("answered"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
