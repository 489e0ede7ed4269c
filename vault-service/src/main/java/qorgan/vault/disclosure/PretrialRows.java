package qorgan.vault.disclosure;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.LeafedRows;
import qorgan.vault.identity.CaseId;

/// The pretrial records of cases: only the newest revision of each counts.
@Repository
@Transactional
class PretrialRows {

    private static final String NEWEST =
            """
            select distinct on (p.record_id) p.* from disclosure_pretrial p
            where p.subject_id = ? and p.case_id = ?
            order by p.record_id, p.revision desc
            """;

    private final JdbcClient jdbc;
    private final LeafedRows leafed;

    PretrialRows(JdbcClient jdbc, LeafedRows leafed) {
        this.jdbc = jdbc;
        this.leafed = leafed;
    }

    void insert(PretrialRow row) {
        leafed.insert(LeafKind.DEPOSIT, row.record(), row.revision(), row.content());
    }

    List<PretrialRow> newest(SubjectId subject, CaseId caseId) {
        return jdbc
                .sql(NEWEST)
                .params(subject.value(), caseId.value())
                .query(PretrialRow::read)
                .list()
                .stream()
                .map(this::believed)
                .toList();
    }

    /// The case in which something was last deposited about the person.
    Optional<CaseId> caseOf(SubjectId subject) {
        return jdbc.sql(
                        """
                        select case_id from disclosure_pretrial where subject_id = ?
                        order by deposited_at desc, record_id limit 1
                        """)
                .param(subject.value())
                .query(UUID.class)
                .optional()
                .map(CaseId::new);
    }

    /// The office that keeps the case's pretrial records.
    Optional<UUID> officeOf(CaseId caseId) {
        return jdbc.sql(
                        """
                        select office from disclosure_pretrial where case_id = ?
                        order by deposited_at desc, record_id limit 1
                        """)
                .param(caseId.value())
                .query(UUID.class)
                .optional();
    }

    private PretrialRow believed(PretrialRow row) {
        leafed.believe(LeafKind.DEPOSIT, row.record(), row.revision(), row.content());
        return row;
    }
}
