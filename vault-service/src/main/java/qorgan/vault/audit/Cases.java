package qorgan.vault.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Codec;
import qorgan.keys.Field;
import qorgan.keys.Opening;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;

/// The cases of the desk: a complaint, a conflict of rules, something unusual. What is written in a
/// case is sealed under a key of the case; reading it is an entry like any other.
@Service
public class Cases {
    private static final String PERMISSION = "audit:case";
    private static final String PURPOSE = "audit-case";
    private static final Field WORDS = new Field("A.case_words");
    private static final List<String> BASIS = List.of("role-dpo", "audit-every-read");

    private final JdbcTemplate jdbc;
    private final LeafedRows rows;
    private final AccessLog accessLog;
    private final Vault vault;
    private final Permissions permissions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Cases(
            JdbcTemplate jdbc,
            LeafedRows rows,
            AccessLog accessLog,
            Vault vault,
            Permissions permissions,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.accessLog = accessLog;
        this.vault = vault;
        this.permissions = permissions;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// Why a case was opened, and how long the desk has.
    public enum Cause {
        COMPLAINT(3),
        RULE_CONFLICT(1),
        UNUSUAL(1),
        DECOY(1),
        OWN_INITIATIVE(30);

        private final int days;

        Cause(int days) {
            this.days = days;
        }
    }

    /// What the desk found.
    public enum Finding {
        LAWFUL,
        UNLAWFUL,
        UNCLEAR
    }

    /// A case without its words.
    public record CaseLine(
            UUID caseId,
            Cause cause,
            @Nullable EntryId entry,
            Instant openedAt,
            Instant dueAt,
            boolean closed) {}

    /// One step of a case, with its words.
    public record Step(
            Instant at,
            String step,
            @Nullable Finding finding,
            @Nullable EntryId entry,
            String words) {}

    /// A case as it is read.
    public record CaseFile(CaseLine line, List<Step> steps) {
        public CaseFile {
            steps = List.copyOf(steps);
        }
    }

    /// Opens a case about an entry, or about none.
    @Transactional
    public UUID open(Actor dpo, Cause cause, @Nullable EntryId entry, String words) {
        permissions.require(dpo, PERMISSION);
        var id = insert(dpo, Owners.of(dpo), dpo.region().code(), cause, entry, null);
        step(dpo, id, "NOTE", null, null, words);
        return id;
    }

    /// A case that the service opens by itself: a conflict of rules, a decoy that was touched.
    @Transactional
    public UUID open(Actor duty, UUID office, Cause cause, @Nullable EntryId entry) {
        return insert(duty, office, duty.region().code(), cause, entry, null);
    }

    /// A complaint by the person concerned; the case is the desk's of the office that looked.
    UUID complaint(Actor person, byte[] token, EntryRow entry, String words) {
        var office =
                entry.office().equals(Owners.NOBODY) && entry.holder() != null
                        ? entry.holder()
                        : entry.office();
        var id =
                insert(
                        person,
                        office,
                        entry.region(),
                        Cause.COMPLAINT,
                        new EntryId(entry.entry()),
                        token);
        step(person, id, "COMPLAINT", null, null, words);
        return id;
    }

    /// Adds a note.
    @Transactional
    public void note(Actor dpo, UUID caseId, String words) {
        permissions.require(dpo, PERMISSION);
        step(dpo, caseId, "NOTE", null, null, words);
    }

    /// Adds an entry to the case.
    @Transactional
    public void add(Actor dpo, UUID caseId, EntryId entry) {
        permissions.require(dpo, PERMISSION);
        step(dpo, caseId, "ENTRY", null, entry, "");
    }

    /// Says what was found. A later finding stands beside the earlier one.
    @Transactional
    public void finding(Actor dpo, UUID caseId, Finding finding, String words) {
        permissions.require(dpo, PERMISSION);
        step(dpo, caseId, "FINDING", finding, null, words);
    }

    /// Closes a case that has a finding. False when it has none, or is closed already.
    @Transactional
    public boolean close(Actor dpo, UUID caseId) {
        permissions.require(dpo, PERMISSION);
        var steps = kinds(caseId);
        if (!steps.contains("FINDING") || steps.contains("CLOSED")) {
            return false;
        }
        step(dpo, caseId, "CLOSED", null, null, "");
        return true;
    }

    /// The desk's cases, newest first.
    @Transactional
    public List<CaseLine> list(Actor dpo) {
        permissions.require(dpo, PERMISSION);
        var lines =
                jdbc.query(
                        """
                        select c.*, exists (select from audit_case_step s
                                            where s.case_id = c.case_id and s.step = 'CLOSED') as closed
                        from audit_case c order by c.opened_at desc limit 200
                        """,
                        Cases::line);
        accessLog.note(
                dpo,
                Note.of(
                        EntryKind.DESK_READING,
                        PURPOSE,
                        Map.of("shown", Integer.toString(lines.size()))));
        return lines;
    }

    /// A case with its words, opened under an entry of its own. Call it outside a transaction.
    public Optional<CaseFile> read(Actor dpo, UUID caseId) {
        permissions.require(dpo, PERMISSION);
        var found = transaction.execute(_ -> stored(caseId));
        if (found == null || found.isEmpty()) {
            return Optional.empty();
        }
        var stored = found.get();
        var committed =
                accessLog.open(
                        dpo,
                        new Access(
                                EntryKind.DESK_READING,
                                Set.of(new SubjectId(caseId)),
                                Set.of(WORDS),
                                PURPOSE,
                                BASIS,
                                new byte[0],
                                new byte[0],
                                null,
                                null));
        var steps = new ArrayList<Step>();
        try (var opening = vault.open(committed.warrant())) {
            stored.steps().forEach(step -> steps.add(opened(opening, stored, step)));
        }
        accessLog.outcome(committed.entry(), Outcome.DELIVERED);
        return Optional.of(new CaseFile(stored.line(), steps));
    }

    private record StoredStep(
            UUID id,
            Instant at,
            String step,
            @Nullable Finding finding,
            @Nullable EntryId entry,
            byte @Nullable [] words) {}

    private record StoredCase(CaseLine line, String region, List<StoredStep> steps) {}

    private Step opened(Opening opening, StoredCase stored, StoredStep step) {
        var words = step.words();
        if (words == null) {
            return new Step(step.at(), step.step(), step.finding(), step.entry(), "");
        }
        try (var plain =
                opening.plain(
                        Sealed.<String>of(words),
                        place(stored.region(), stored.line().caseId(), step.id()),
                        Codec.TEXT)) {
            return new Step(step.at(), step.step(), step.finding(), step.entry(), plain.value());
        }
    }

    private Optional<StoredCase> stored(UUID caseId) {
        var steps =
                jdbc.query(
                        "select * from audit_case_step where case_id = ? order by at, step_id",
                        (row, _) -> {
                            var finding = row.getString("finding");
                            return new StoredStep(
                                    row.getObject("step_id", UUID.class),
                                    row.getTimestamp("at").toInstant(),
                                    row.getString("step"),
                                    finding == null ? null : Finding.valueOf(finding),
                                    entry(row),
                                    row.getBytes("words"));
                        },
                        caseId);
        return jdbc
                .query(
                        """
                        select c.*, exists (select from audit_case_step s
                                            where s.case_id = c.case_id and s.step = 'CLOSED') as closed
                        from audit_case c where c.case_id = ?
                        """,
                        (row, number) ->
                                new StoredCase(line(row, number), row.getString("region"), steps),
                        caseId)
                .stream()
                .findFirst();
    }

    private Set<String> kinds(UUID caseId) {
        return Set.copyOf(
                jdbc.query(
                        "select distinct step from audit_case_step where case_id = ?",
                        (row, _) -> row.getString(1),
                        caseId));
    }

    private UUID insert(
            Actor actor,
            UUID office,
            String region,
            Cause cause,
            @Nullable EntryId entry,
            byte @Nullable [] token) {
        var id = UUID.randomUUID();
        var now = now();
        var content =
                RowContent.of("audit_case")
                        .with("region", region)
                        .with("office", office)
                        .with("case_id", id)
                        .with("cause", cause.name())
                        .with("entry_id", entry == null ? null : entry.value())
                        .with("opened_by", actor.id().value())
                        .with("due_at", now.plus(cause.days, ChronoUnit.DAYS))
                        .with("opened_at", now);
        rows.insert(LeafKind.DESK, id, 0, token == null ? content : content.sealed("token", token));
        return id;
    }

    private void step(
            Actor actor,
            UUID caseId,
            String step,
            @Nullable Finding finding,
            @Nullable EntryId entry,
            String words) {
        var owner =
                jdbc
                        .query(
                                "select region, office from audit_case where case_id = ?",
                                (row, _) ->
                                        new Owner(row.getString(1), row.getObject(2, UUID.class)),
                                caseId)
                        .stream()
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no such case"));
        var id = UUID.randomUUID();
        var content =
                RowContent.of("audit_case_step")
                        .with("region", owner.region())
                        .with("office", owner.office())
                        .with("step_id", id)
                        .with("case_id", caseId)
                        .with("step", step)
                        .with("finding", finding == null ? null : finding.name())
                        .with("entry_id", entry == null ? null : entry.value())
                        .with("by_actor", actor.id().value())
                        .with("at", now());
        rows.insert(
                LeafKind.DESK,
                id,
                0,
                words.isEmpty()
                        ? content
                        : content.sealed("words", seal(actor, owner, caseId, id, words)));
    }

    private record Owner(String region, UUID office) {}

    private byte[] seal(Actor actor, Owner owner, UUID caseId, UUID step, String words) {
        var deposit =
                accessLog.deposit(
                        actor, new SubjectId(caseId), Set.of(WORDS), PURPOSE, BASIS.getFirst());
        return vault.seal(deposit, place(owner.region(), caseId, step), words, Codec.TEXT).bytes();
    }

    private static Place place(String region, UUID caseId, UUID step) {
        return new Place(new Region(region), new SubjectId(caseId), WORDS, step, 0);
    }

    private static CaseLine line(ResultSet row, int number) throws SQLException {
        return new CaseLine(
                row.getObject("case_id", UUID.class),
                Cause.valueOf(row.getString("cause")),
                entry(row),
                row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getBoolean("closed"));
    }

    private static @Nullable EntryId entry(ResultSet row) throws SQLException {
        var entry = row.getObject("entry_id", UUID.class);
        return entry == null ? null : new EntryId(entry);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
