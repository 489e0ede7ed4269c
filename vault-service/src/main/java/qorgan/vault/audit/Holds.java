package qorgan.vault.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HexFormat;
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
import qorgan.keys.Entropy;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;

/// Legal holds: while one stands over a person, nothing of theirs is destroyed, whatever any
/// schedule says. Who sets one says why and until when; who lifts it early is somebody else.
@Service
public class Holds {
    private static final String PERMISSION = "audit:hold";
    private static final List<String> BASIS = List.of("role-dpo", "audit-every-read");

    private final HoldRows rows;
    private final AccessLog accessLog;
    private final Vault vault;
    private final Permissions permissions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Holds(
            HoldRows rows,
            AccessLog accessLog,
            Vault vault,
            Permissions permissions,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.accessLog = accessLog;
        this.vault = vault;
        this.permissions = permissions;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// What stands against destroying something of a person.
    public enum Ground {
        /// A hold that has neither ended nor been lifted.
        HOLD,
        /// A complaint of the person that nobody has closed.
        OPEN_COMPLAINT
    }

    /// A hold without its reason.
    ///
    /// @param person the token under which the log knows the person, in hexadecimal
    /// @param liftedAt null while nobody has lifted it
    public record Hold(
            UUID hold,
            String person,
            UUID office,
            UUID setBy,
            Instant setAt,
            Instant until,
            @Nullable Instant liftedAt) {
        public boolean stands(Instant now) {
            return !now.isBefore(setAt) && now.isBefore(until) && liftedAt == null;
        }
    }

    /// A hold with why it was set and, where it was, why it was lifted.
    public record HoldFile(Hold hold, String reason, @Nullable String liftedBecause) {}

    /// What becomes of lifting.
    public enum Lifted {
        DONE,
        OWN_HOLD,
        ALREADY_DONE,
        NOTHING_HERE
    }

    /// Whether anything stands against destroying a key of this person. Asked of every row, whoever
    /// acts.
    @Transactional(readOnly = true)
    public boolean holds(SubjectId subject) {
        return !grounds(subject).isEmpty();
    }

    /// What stands against it.
    @Transactional(readOnly = true)
    public Set<Ground> grounds(SubjectId subject) {
        var grounds = EnumSet.noneOf(Ground.class);
        grounds.addAll(rows.grounds(accessLog.token(subject), clock.instant()));
        return grounds;
    }

    /// Sets a hold. Empty when its end is not ahead.
    @Transactional
    public Optional<UUID> set(Actor dpo, SubjectId subject, Instant until, String reason) {
        permissions.require(dpo, PERMISSION);
        var now = now();
        if (!until.isAfter(now)) {
            return Optional.empty();
        }
        var hold = Entropy.uuid();
        var unused =
                accessLog.reading(
                        dpo,
                        EntryKind.KEY_OPERATION,
                        HoldRows.PURPOSE,
                        BASIS,
                        List.of(accessLog.token(subject)),
                        null,
                        Map.of("hold", hold.toString(), "until", until.toString()));
        rows.insert(
                dpo,
                hold,
                accessLog.token(subject),
                now,
                until.truncatedTo(ChronoUnit.MICROS),
                reason);
        return Optional.of(hold);
    }

    /// Lifts a hold before its end.
    @Transactional
    public Lifted lift(Actor dpo, UUID hold, String reason) {
        permissions.require(dpo, PERMISSION);
        var found = rows.lock(hold).orElse(null);
        if (found == null) {
            return Lifted.NOTHING_HERE;
        }
        if (!found.hold().stands(now())) {
            return Lifted.ALREADY_DONE;
        }
        if (found.hold().setBy().equals(dpo.id().value())) {
            return Lifted.OWN_HOLD;
        }
        var unused =
                accessLog.reading(
                        dpo,
                        EntryKind.KEY_OPERATION,
                        HoldRows.PURPOSE,
                        BASIS,
                        List.of(HexFormat.of().parseHex(found.hold().person())),
                        null,
                        Map.of("hold", hold.toString(), "lifted", "true"));
        rows.lift(dpo, found, now(), reason);
        return Lifted.DONE;
    }

    /// The desk's holds, newest first.
    @Transactional
    public List<Hold> list(Actor dpo) {
        permissions.require(dpo, PERMISSION);
        var holds = rows.newest();
        accessLog.note(
                dpo,
                Note.of(
                        EntryKind.DESK_READING,
                        HoldRows.PURPOSE,
                        Map.of("shown", Integer.toString(holds.size()))));
        return holds;
    }

    /// A hold with its words, opened under an entry of its own. Call it outside a transaction.
    public Optional<HoldFile> read(Actor dpo, UUID hold) {
        permissions.require(dpo, PERMISSION);
        var stored = transaction.execute(_ -> rows.find(hold).orElse(null));
        if (stored == null) {
            return Optional.empty();
        }
        var committed =
                accessLog.open(
                        dpo,
                        new Access(
                                EntryKind.DESK_READING,
                                Set.of(new SubjectId(hold)),
                                Set.of(HoldRows.REASON),
                                HoldRows.PURPOSE,
                                BASIS,
                                new byte[0],
                                new byte[0],
                                null,
                                null));
        HoldFile file;
        try (var opening = vault.open(committed.warrant())) {
            file = stored.opened(opening);
        }
        accessLog.outcome(committed.entry(), Outcome.DELIVERED);
        return Optional.of(file);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
