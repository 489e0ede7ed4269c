package qorgan.vault.disclosure;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.LeafedRows;
import qorgan.vault.audit.RowContent;
import qorgan.vault.request.RequestId;

/// The rows of applications, and of who of the two sides has opened them.
@Repository
@Transactional
class ApplicationRows {

    private final JdbcClient jdbc;
    private final LeafedRows leafed;

    ApplicationRows(JdbcClient jdbc, LeafedRows leafed) {
        this.jdbc = jdbc;
        this.leafed = leafed;
    }

    void insert(ApplicationRow row) {
        leafed.insert(LeafKind.APPLICATION, row.application(), 0, row.content());
    }

    Optional<ApplicationRow> find(ApplicationId application) {
        return jdbc.sql("select * from disclosure_application where application_id = ?")
                .param(application.value())
                .query(ApplicationRow::read)
                .optional()
                .map(this::believed);
    }

    Optional<ApplicationRow> ofRequest(RequestId request) {
        return jdbc.sql("select * from disclosure_application where request_id = ?")
                .param(request.value())
                .query(ApplicationRow::read)
                .optional()
                .map(this::believed);
    }

    /// The cases in which applications were filed.
    List<UUID> cases() {
        return jdbc.sql("select distinct case_id from disclosure_application")
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Applications in these cases, oldest first, with when this official opened them.
    List<ApplicationTask> ofCases(Collection<UUID> cases, UUID official) {
        if (cases.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        """
                        select a.application_id, a.filed_at, a.due_at, o.opened_at
                        from disclosure_application a
                            left join disclosure_application_opened o
                                on o.application_id = a.application_id and o.official = :official
                        where a.case_id in (:cases)
                        order by a.filed_at, a.application_id limit 500
                        """)
                .param("official", official)
                .param("cases", cases)
                .query(
                        (row, number) ->
                                new ApplicationTask(
                                        new ApplicationId(
                                                row.getObject("application_id", UUID.class)),
                                        row.getObject("filed_at", OffsetDateTime.class).toInstant(),
                                        row.getObject("due_at", OffsetDateTime.class).toInstant(),
                                        instant(row.getObject("opened_at", OffsetDateTime.class))))
                .list();
    }

    boolean isOpened(ApplicationId application, UUID official) {
        return jdbc.sql(
                                """
                                select count(*) from disclosure_application_opened
                                where application_id = ? and official = ?
                                """)
                        .params(application.value(), official)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /// Remembers that this official has opened it; the first time counts.
    void opened(ApplicationRow row, UUID office, UUID official, Side side, EntryId by, Instant at) {
        if (isOpened(new ApplicationId(row.application()), official)) {
            return;
        }
        leafed.insert(
                LeafKind.APPLICATION,
                by.value(),
                0,
                RowContent.of("disclosure_application_opened")
                        .with("region", row.region())
                        .with("office", office)
                        .with("application_id", row.application())
                        .with("official", official)
                        .with("side", side.code())
                        .with("entry_id", by.value())
                        .with("opened_at", at));
    }

    private ApplicationRow believed(ApplicationRow row) {
        leafed.believe(LeafKind.APPLICATION, row.application(), 0, row.content());
        return row;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
