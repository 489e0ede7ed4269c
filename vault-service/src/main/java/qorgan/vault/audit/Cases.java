package qorgan.vault.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.policy.time.Calculator;
import qorgan.policy.time.Calendar;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.OfficialSignatures;
import qorgan.vault.identity.Permissions;

/// The cases of the desk: a complaint, a conflict of rules, something unusual. What is written in a
/// case is sealed under a key of the case; reading it is an entry like any other.
@Service
public class Cases {
    private static final String PERMISSION = "audit:case";
    private static final List<String> BASIS = List.of("role-dpo", "audit-every-read");
    private static final int SHOWN = 200;

    private final CaseRows rows;
    private final AccessLog accessLog;
    private final Vault vault;
    private final OfficialSignatures signatures;
    private final Permissions permissions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Cases(
            CaseRows rows,
            AccessLog accessLog,
            Vault vault,
            OfficialSignatures signatures,
            Permissions permissions,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.accessLog = accessLog;
        this.vault = vault;
        this.signatures = signatures;
        this.permissions = permissions;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// Why a case was opened, and how many working days the desk has: three for a person's
    /// complaint (Act No. 94-V, article 25), one for what the rules call the desk for at once.
    public enum Cause {
        COMPLAINT(3),
        RULE_CONFLICT(1),
        UNUSUAL(1),
        DECOY(1),
        OWN_INITIATIVE(20);

        private static final ZoneId LEGAL_DAY = ZoneId.of("Asia/Almaty");

        private final int workingDays;

        Cause(int workingDays) {
            this.workingDays = workingDays;
        }

        Instant due(Instant from, Calendar calendar) {
            var due =
                    new Calculator.WorkingDays(workingDays)
                            .due(from.atZone(LEGAL_DAY), calendar)
                            .at();
            if (due == null) {
                throw new IllegalStateException("working days always end");
            }
            return due;
        }
    }

    /// What the desk found.
    public enum Finding {
        LAWFUL,
        UNLAWFUL,
        UNCLEAR
    }

    /// What a step of a case is.
    public enum Kind {
        COMPLAINT,
        NOTE,
        ENTRY,
        FINDING,
        RESOLUTION,
        CLOSED
    }

    /// Which side of a conflict of rules stands.
    public enum Stands {
        /// The rule that lets the field go.
        PERMIT,
        /// The rule that keeps it.
        DENY
    }

    /// What becomes of a step.
    public enum Stepped {
        DONE,
        NO_FINDING,
        NO_RESOLUTION,
        NOT_SIGNED,
        CLOSED_ALREADY,
        NOTHING_HERE
    }

    /// A case without its words.
    public record CaseLine(
            UUID caseId,
            Cause cause,
            @Nullable EntryId entry,
            Instant openedAt,
            Instant dueAt,
            boolean closed) {
        /// Whether its time has run out without its being closed.
        public boolean isOverdue(Instant now) {
            return !closed && !now.isBefore(dueAt);
        }
    }

    /// One step of a case, with its words; of a resolution, the signed text.
    public record Step(
            Instant at,
            Kind kind,
            UUID by,
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
        var made = rows.insert(dpo, Owners.of(dpo), dpo.region().code(), cause, entry, null);
        rows.insert(dpo, made, Kind.NOTE, null, null, words);
        return made.line().caseId();
    }

    /// A case that the service opens by itself at an office's desk: a conflict of rules, a decoy
    /// that was touched.
    @Transactional
    public UUID open(Actor duty, UUID office, Cause cause, @Nullable EntryId entry) {
        return rows.insert(duty, office, duty.region().code(), cause, entry, null).line().caseId();
    }

    /// A complaint by the person concerned; the case is the desk's of the office that looked.
    UUID complaint(Actor person, byte[] token, EntryRow entry, String words) {
        var holder = entry.holder();
        var made =
                rows.insert(
                        person,
                        entry.office().equals(Owners.NOBODY) && holder != null
                                ? holder
                                : entry.office(),
                        entry.region(),
                        Cause.COMPLAINT,
                        new EntryId(entry.entry()),
                        token);
        rows.insert(person, made, Kind.COMPLAINT, null, null, words);
        return made.line().caseId();
    }

    /// Adds a note.
    @Transactional
    public Stepped note(Actor dpo, UUID caseId, String words) {
        return step(dpo, caseId, Kind.NOTE, null, null, words);
    }

    /// Adds an entry to the case.
    @Transactional
    public Stepped add(Actor dpo, UUID caseId, EntryId entry) {
        return step(dpo, caseId, Kind.ENTRY, null, entry, "");
    }

    /// Says what was found. A later finding stands beside the earlier one.
    @Transactional
    public Stepped finding(Actor dpo, UUID caseId, Finding finding, String words) {
        return step(dpo, caseId, Kind.FINDING, finding, null, words);
    }

    /// The resolution of a conflict as its officer will sign it on their own machine: which side
    /// stands, and why. Empty when there is no such open conflict at this desk.
    @Transactional(readOnly = true)
    public Optional<byte[]> resolution(Actor dpo, UUID caseId, Stands stands, String why) {
        permissions.require(dpo, PERMISSION);
        return rows.find(caseId)
                .filter(found -> isOpenConflict(found.line()))
                .map(_ -> CaseResolution.text(caseId, dpo.id(), stands, why));
    }

    /// Takes the signed resolution. It is the officer's own, of this case, and signed with the
    /// certificate that a second office confirmed; there is one for each conflict.
    @Transactional
    public Stepped resolve(Actor dpo, UUID caseId, byte[] statement, byte[] cms) {
        permissions.require(dpo, PERMISSION);
        var owner = rows.find(caseId).orElse(null);
        if (owner == null || owner.line().cause() != Cause.RULE_CONFLICT) {
            return Stepped.NOTHING_HERE;
        }
        if (owner.line().closed() || has(caseId, Kind.RESOLUTION)) {
            return Stepped.CLOSED_ALREADY;
        }
        if (!CaseResolution.isOf(statement, caseId, dpo.id())
                || !signatures.isSigned(dpo.id(), statement, cms, clock.instant())) {
            return Stepped.NOT_SIGNED;
        }
        rows.insert(dpo, owner, Kind.RESOLUTION, null, null, CaseResolution.kept(statement, cms));
        return Stepped.DONE;
    }

    private static boolean isOpenConflict(CaseLine line) {
        return line.cause() == Cause.RULE_CONFLICT && !line.closed();
    }

    private boolean has(UUID caseId, Kind kind) {
        return rows.steps(caseId).stream().anyMatch(step -> step.kind() == kind);
    }

    /// Closes a case that has a finding; a conflict of rules, one that has a signed resolution.
    @Transactional
    public Stepped close(Actor dpo, UUID caseId) {
        permissions.require(dpo, PERMISSION);
        var owner = rows.find(caseId).orElse(null);
        if (owner == null) {
            return Stepped.NOTHING_HERE;
        }
        if (owner.line().cause() == Cause.RULE_CONFLICT) {
            if (!has(caseId, Kind.RESOLUTION)) {
                return Stepped.NO_RESOLUTION;
            }
        } else if (!has(caseId, Kind.FINDING)) {
            return Stepped.NO_FINDING;
        }
        return step(dpo, caseId, Kind.CLOSED, null, null, "");
    }

    /// The desk's cases, newest first.
    @Transactional
    public List<CaseLine> list(Actor dpo) {
        permissions.require(dpo, PERMISSION);
        var lines = rows.newest(SHOWN);
        accessLog.note(
                dpo,
                Note.of(
                        EntryKind.DESK_READING,
                        CaseRows.PURPOSE,
                        Map.of("shown", Integer.toString(lines.size()))));
        return lines;
    }

    /// A case with its words, opened under an entry of its own. Call it outside a transaction.
    public Optional<CaseFile> read(Actor dpo, UUID caseId) {
        permissions.require(dpo, PERMISSION);
        var stored = transaction.execute(_ -> rows.find(caseId).orElse(null));
        if (stored == null) {
            return Optional.empty();
        }
        var committed =
                accessLog.open(
                        dpo,
                        new Access(
                                EntryKind.DESK_READING,
                                Set.of(new SubjectId(caseId)),
                                Set.of(CaseRows.WORDS),
                                CaseRows.PURPOSE,
                                BASIS,
                                new byte[0],
                                new byte[0],
                                null,
                                null));
        var found = transaction.execute(_ -> rows.steps(caseId));
        var steps = new ArrayList<Step>();
        try (var opening = vault.open(committed.warrant())) {
            for (var step : found == null ? List.<CaseRows.StoredStep>of() : found) {
                steps.add(rows.opened(opening, stored, step));
            }
        }
        accessLog.outcome(committed.entry(), Outcome.DELIVERED);
        return Optional.of(new CaseFile(stored.line(), steps));
    }

    private Stepped step(
            Actor dpo,
            UUID caseId,
            Kind kind,
            @Nullable Finding finding,
            @Nullable EntryId entry,
            String words) {
        permissions.require(dpo, PERMISSION);
        var owner = rows.find(caseId).orElse(null);
        if (owner == null) {
            return Stepped.NOTHING_HERE;
        }
        if (owner.line().closed()) {
            return Stepped.CLOSED_ALREADY;
        }
        rows.insert(dpo, owner, kind, finding, entry, words);
        return Stepped.DONE;
    }
}
