package qorgan.vault.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.Offices;
import qorgan.vault.identity.Permissions;
import qorgan.vault.identity.Realm;

/// Who looked at my data, when, why and on which basis.
///
/// - A person of the public who got an answer is never named, and only the day is told: who asks
///   for somebody has a right not to be known to them.
/// - An entry about two people shows each only that they were in it.
/// - What the law lets wait is counted, with the day on which it will be shown, and its commitment
///   is given already now: later anybody can see that nothing else was put in its place.
///
/// Whoever calls has made sure that the person is who they say; this room knows people by token.
@Service
public class Tracker {
    private static final String ABOUT =
            """
            select e.*, o.outcome, l.leaf from audit_entries_about(?) e
            left join audit_outcome o on o.entry_id = e.entry_id
            left join audit_leaf l on l.kind = 'ACCESS' and l.row_id = e.entry_id and l.revision = 0
            where e.opens or e.kind in ('DESK_READING', 'REPLAY')
            """;

    private final JdbcTemplate jdbc;
    private final Entries entries;
    private final AccessLog accessLog;
    private final Offices offices;
    private final Cases cases;
    private final Proofs proofs;
    private final Law law;
    private final Permissions permissions;
    private final Clock clock;

    Tracker(
            JdbcTemplate jdbc,
            Entries entries,
            AccessLog accessLog,
            Offices offices,
            Cases cases,
            Proofs proofs,
            Law law,
            Permissions permissions,
            Clock clock) {
        this.jdbc = jdbc;
        this.entries = entries;
        this.accessLog = accessLog;
        this.offices = offices;
        this.cases = cases;
        this.proofs = proofs;
        this.law = law;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// Who looked, as far as it may be told.
    public enum Reader {
        /// The person.
        YOURSELF,
        /// Somebody of an office, which is named.
        OFFICE,
        /// Somebody who has a right to an answer; not named.
        SOMEBODY_ENTITLED,
        /// The service, doing what a rule obliges it to.
        SERVICE
    }

    /// One look at the person's data.
    ///
    /// @param at to the second for an office; the beginning of the day for somebody entitled
    /// @param office only where the reader is an office
    public record Look(
            EntryId entry,
            Instant at,
            Reader reader,
            @Nullable OfficeId office,
            Map<String, String> officeNames,
            EntryKind kind,
            String purpose,
            List<String> basis,
            List<String> citations,
            List<String> fields,
            boolean ofMany,
            @Nullable Outcome outcome) {
        public Look {
            officeNames = Map.copyOf(officeNames);
            basis = List.copyOf(basis);
            citations = List.copyOf(citations);
            fields = List.copyOf(fields);
        }

        /// Whether its proof can be handed out: not where the place in the log would tell the very
        /// second at which somebody entitled asked.
        public boolean isProvable() {
            return reader != Reader.SOMEBODY_ENTITLED;
        }
    }

    /// A complaint of the person and what became of it.
    ///
    /// @param finding null while the desk has not said what it found
    /// @param closedAt null while it is open
    public record Complaint(
            UUID caseId,
            EntryId entry,
            Instant openedAt,
            Instant dueAt,
            Cases.@Nullable Finding finding,
            @Nullable Instant closedAt) {}

    /// What must still wait.
    ///
    /// @param until when the last of them will be shown; null when there is none
    /// @param commitments the leaves of the withheld entries, Base64, in no telling order
    public record Withheld(int count, @Nullable Instant until, List<String> commitments) {
        public Withheld {
            commitments = List.copyOf(commitments);
        }
    }

    /// The looks that may be shown, newest first, and what is withheld.
    public record Tracked(List<Look> looks, Withheld withheld) {
        public Tracked {
            looks = List.copyOf(looks);
        }
    }

    @Transactional(readOnly = true)
    public Tracked of(Actor person, SubjectId self) {
        permissions.require(person, "audit:tracker");
        var now = clock.instant();
        var looks = new ArrayList<Look>();
        var waiting = new ArrayList<Found>();
        for (var found : about(self)) {
            var until = found.row().withheldUntil();
            if (until != null && until.isAfter(now)) {
                waiting.add(found);
            } else {
                looks.add(look(person, found));
            }
        }
        looks.sort(Comparator.comparing(Look::at).reversed());
        return new Tracked(looks, withheld(waiting));
    }

    /// Since when entries are kept. They are never deleted, so there is no other end.
    @Transactional(readOnly = true)
    public Instant since() {
        var first = jdbc.queryForObject("select audit_since()", Timestamp.class);
        return first == null ? clock.instant() : first.toInstant();
    }

    /// Makes a complaint out of one look: a case at the desk of the office that looked, with the
    /// entry's proof behind it. Empty when the entry is not about this person or not shown to them.
    @Transactional
    public Optional<UUID> complain(Actor person, SubjectId self, EntryId entry, String words) {
        permissions.require(person, "audit:tracker");
        return shown(self, entry)
                .map(found -> cases.complaint(person, accessLog.token(self), found.row(), words));
    }

    /// The person's complaints, newest first.
    @Transactional(readOnly = true)
    public List<Complaint> complaints(Actor person, SubjectId self) {
        permissions.require(person, "audit:tracker");
        return jdbc.query(
                "select * from audit_complaints_of(?)",
                (row, _) -> {
                    var finding = row.getString("finding");
                    var closed = row.getTimestamp("closed_at");
                    return new Complaint(
                            row.getObject("case_id", UUID.class),
                            new EntryId(row.getObject("entry_id", UUID.class)),
                            row.getTimestamp("opened_at").toInstant(),
                            row.getTimestamp("due_at").toInstant(),
                            finding == null ? null : Cases.Finding.valueOf(finding),
                            closed == null ? null : closed.toInstant());
                },
                (Object) accessLog.token(self));
    }

    /// The proof of one look as a file: its leaf, each member of it that may be told to this person
    /// with its own opening, and its place in the log. Who acted and who else the entry is about
    /// stay shut. The leaf of a look that was withheld is one of the commitments shown before.
    /// Empty when the look is not about this person, not shown, or not provable to them.
    @Transactional(readOnly = true)
    public Optional<byte[]> proof(Actor person, SubjectId self, EntryId entry) {
        permissions.require(person, "audit:tracker");
        return shown(self, entry)
                .filter(found -> look(person, found).isProvable())
                .map(found -> LookProof.of(proofs, found.row(), found.leaf()));
    }

    private Optional<Found> shown(SubjectId self, EntryId entry) {
        var now = clock.instant();
        return about(self).stream()
                .filter(found -> found.row().entry().equals(entry.value()))
                .filter(
                        found ->
                                found.row().withheldUntil() == null
                                        || !found.row().withheldUntil().isAfter(now))
                .findFirst();
    }

    private record Found(EntryRow row, @Nullable Outcome outcome, byte[] leaf) {}

    private List<Found> about(SubjectId self) {
        return jdbc.query(
                ABOUT,
                (row, number) -> {
                    var outcome = row.getString("outcome");
                    return new Found(
                            entries.read(row, number),
                            outcome == null ? null : Outcome.valueOf(outcome),
                            row.getBytes("leaf"));
                },
                (Object) accessLog.token(self));
    }

    private Look look(Actor person, Found found) {
        var row = found.row();
        var reader = reader(person, row);
        var office = reader == Reader.OFFICE ? new OfficeId(row.office()) : null;
        return new Look(
                new EntryId(row.entry()),
                reader == Reader.SOMEBODY_ENTITLED ? day(row.at()) : row.at(),
                reader,
                office,
                office == null
                        ? Map.of()
                        : offices.find(office).map(known -> known.names()).orElse(Map.of()),
                row.kind(),
                row.purpose(),
                row.basis(),
                row.basis().stream()
                        .flatMap(norm -> law.packs().provision(norm).stream())
                        .map(provision -> provision.citation().toString())
                        .distinct()
                        .toList(),
                row.fields(),
                row.kind() == EntryKind.BULK,
                found.outcome());
    }

    private static Reader reader(Actor person, EntryRow row) {
        return switch (Realm.valueOf(row.realm())) {
            case DUTY -> Reader.SERVICE;
            case OFFICIALS -> Reader.OFFICE;
            case PUBLIC ->
                    row.actor().equals(person.id().value())
                            ? Reader.YOURSELF
                            : Reader.SOMEBODY_ENTITLED;
        };
    }

    private static Withheld withheld(List<Found> waiting) {
        var until =
                waiting.stream()
                        .map(found -> found.row().withheldUntil())
                        .filter(instant -> instant != null)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
        var commitments =
                waiting.stream()
                        .map(found -> Base64.getEncoder().encodeToString(found.leaf()))
                        .sorted()
                        .toList();
        return new Withheld(waiting.size(), until, commitments);
    }

    private static Instant day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate().atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
