package qorgan.vault.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import qorgan.keys.Codec;
import qorgan.keys.Entropy;
import qorgan.keys.Field;
import qorgan.keys.Opening;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.identity.Actor;

/// The rows of cases and of their steps. Words are sealed under class A of the case itself: a case
/// stands where a person stands in the hierarchy of keys.
@Component
class CaseRows {
    static final Field WORDS = new Field("A.case_words");
    static final String PURPOSE = "audit-case";

    private static final String SELECT =
            """
            select c.*, exists (select from audit_case_step s
                                where s.case_id = c.case_id and s.step = 'CLOSED') as closed
            from audit_case c
            """;

    private final JdbcTemplate jdbc;
    private final LeafedRows rows;
    private final AccessLog accessLog;
    private final Vault vault;
    private final Law law;
    private final Clock clock;

    CaseRows(
            JdbcTemplate jdbc,
            LeafedRows rows,
            AccessLog accessLog,
            Vault vault,
            Law law,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.accessLog = accessLog;
        this.vault = vault;
        this.law = law;
        this.clock = clock;
    }

    record StoredCase(Cases.CaseLine line, String region, UUID office) {}

    record StoredStep(
            UUID id,
            Instant at,
            Cases.Kind kind,
            UUID by,
            Cases.@Nullable Finding finding,
            @Nullable EntryId entry,
            byte @Nullable [] words) {}

    List<Cases.CaseLine> newest(int limit) {
        return jdbc.query(
                SELECT + " order by c.opened_at desc limit ?",
                (row, number) -> read(row, number).line(),
                limit);
    }

    Optional<StoredCase> find(UUID caseId) {
        return jdbc.query(SELECT + " where c.case_id = ?", CaseRows::read, caseId).stream()
                .findFirst();
    }

    List<StoredStep> steps(UUID caseId) {
        return jdbc.query(
                "select * from audit_case_step where case_id = ? order by at, step_id",
                (row, _) -> {
                    var finding = row.getString("finding");
                    return new StoredStep(
                            row.getObject("step_id", UUID.class),
                            row.getTimestamp("at").toInstant(),
                            Cases.Kind.valueOf(row.getString("step")),
                            row.getObject("by_actor", UUID.class),
                            finding == null ? null : Cases.Finding.valueOf(finding),
                            entry(row),
                            row.getBytes("words"));
                },
                caseId);
    }

    StoredCase insert(
            Actor actor,
            UUID office,
            String region,
            Cases.Cause cause,
            @Nullable EntryId entry,
            byte @Nullable [] token) {
        var id = Entropy.uuid();
        var now = now();
        var due = cause.due(now, law.packs().calendar());
        var content =
                RowContent.of("audit_case")
                        .with("region", region)
                        .with("office", office)
                        .with("case_id", id)
                        .with("cause", cause.name())
                        .with("entry_id", entry == null ? null : entry.value())
                        .with("opened_by", actor.id().value())
                        .with("due_at", due)
                        .with("opened_at", now);
        rows.insert(LeafKind.DESK, id, 0, token == null ? content : content.sealed("token", token));
        return new StoredCase(
                new Cases.CaseLine(id, cause, entry, now, due, false), region, office);
    }

    void insert(
            Actor actor,
            StoredCase owner,
            Cases.Kind kind,
            Cases.@Nullable Finding finding,
            @Nullable EntryId entry,
            String words) {
        var id = Entropy.uuid();
        var content =
                RowContent.of("audit_case_step")
                        .with("region", owner.region())
                        .with("office", owner.office())
                        .with("step_id", id)
                        .with("case_id", owner.line().caseId())
                        .with("step", kind.name())
                        .with("finding", finding == null ? null : finding.name())
                        .with("entry_id", entry == null ? null : entry.value())
                        .with("by_actor", actor.id().value())
                        .with("at", now());
        rows.insert(
                LeafKind.DESK,
                id,
                0,
                words.isEmpty() ? content : content.sealed("words", seal(actor, owner, id, words)));
    }

    Cases.Step opened(Opening opening, StoredCase owner, StoredStep step) {
        var words = step.words();
        if (words == null) {
            return new Cases.Step(
                    step.at(), step.kind(), step.by(), step.finding(), step.entry(), "");
        }
        try (var plain =
                opening.plain(Sealed.<String>of(words), place(owner, step.id()), Codec.TEXT)) {
            return new Cases.Step(
                    step.at(),
                    step.kind(),
                    step.by(),
                    step.finding(),
                    step.entry(),
                    step.kind() == Cases.Kind.RESOLUTION
                            ? CaseResolution.statement(plain.value())
                            : plain.value());
        }
    }

    private byte[] seal(Actor actor, StoredCase owner, UUID step, String words) {
        var deposit =
                accessLog.deposit(
                        actor,
                        new SubjectId(owner.line().caseId()),
                        Set.of(WORDS),
                        PURPOSE,
                        "audit-every-read");
        return vault.seal(deposit, place(owner, step), words, Codec.TEXT).bytes();
    }

    private static Place place(StoredCase owner, UUID step) {
        return new Place(
                new Region(owner.region()), new SubjectId(owner.line().caseId()), WORDS, step, 0);
    }

    private static StoredCase read(ResultSet row, int number) throws SQLException {
        return new StoredCase(
                new Cases.CaseLine(
                        row.getObject("case_id", UUID.class),
                        Cases.Cause.valueOf(row.getString("cause")),
                        entry(row),
                        row.getTimestamp("opened_at").toInstant(),
                        row.getTimestamp("due_at").toInstant(),
                        row.getBoolean("closed")),
                row.getString("region"),
                row.getObject("office", UUID.class));
    }

    private static @Nullable EntryId entry(ResultSet row) throws SQLException {
        var entry = row.getObject("entry_id", UUID.class);
        return entry == null ? null : new EntryId(entry);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
