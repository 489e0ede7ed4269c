package qorgan.vault.subject;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.BlindIndexes;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Note;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;

/// The key of the blind indexes, and its change: begun by a custodian or an operator, carried out
// by
/// [IndexWalk] while everybody works, ended by an entry of the log that says nobody is left behind.
@Service
public class IndexKeys {
    /// More people a second than any machine moves; 0 is without limit.
    public static final int HIGHEST_RATE = 100_000;

    private static final String PERMISSION = "keys:index";

    private final IndexRows rows;
    private final BlindIndexes indexes;
    private final AccessLog log;
    private final Permissions permissions;
    private final Clock clock;

    IndexKeys(
            IndexRows rows,
            BlindIndexes indexes,
            AccessLog log,
            Permissions permissions,
            Clock clock) {
        this.rows = rows;
        this.indexes = indexes;
        this.log = log;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// How far the newest change is. Without any, version 1, ended.
    ///
    /// @param people how many were indexed when it began
    /// @param moved how many were moved since
    /// @param behind how many are under an older version now: 0 is the proof that it is complete
    /// @param perSecond at most so many a second; 0 without limit
    /// @param proof the entry of the log that says it ended
    public record Change(
            int version,
            @Nullable Instant begunAt,
            @Nullable Instant endedAt,
            long people,
            long moved,
            long behind,
            int perSecond,
            @Nullable UUID proof) {
        public boolean isUnderWay() {
            return begunAt != null && endedAt == null;
        }
    }

    @Transactional(readOnly = true)
    public Change change(Actor actor) {
        permissions.require(actor, PERMISSION);
        return Acting.as(duty(actor), () -> change());
    }

    private Change change() {
        return rows.newest()
                .map(
                        change ->
                                new Change(
                                        change.version(),
                                        change.begunAt(),
                                        change.endedAt(),
                                        change.people(),
                                        change.moved(),
                                        rows.behind(change.version()),
                                        change.perSecond(),
                                        change.proof()))
                .orElseGet(() -> new Change(1, null, null, rows.people(), 0, 0, 0, null));
    }

    /// Begins a change to the next version; one at a time, and only when the last left nobody
    /// behind.
    ///
    /// @return whether it began
    @Transactional
    public boolean begin(Actor actor, int perSecond) {
        permissions.require(actor, PERMISSION);
        indexes.refresh();
        var duty = duty(actor);
        var last = Acting.as(duty, () -> change());
        if (last.isUnderWay() || last.behind() > 0) {
            return false;
        }
        int version = Math.max(last.version(), indexes.currentVersion()) + 1;
        long people = Objects.requireNonNull(Acting.as(duty, () -> rows.people()));
        var entry =
                log.note(
                        actor,
                        Note.of(
                                EntryKind.KEY_OPERATION,
                                IndexWalk.PURPOSE,
                                Map.of(
                                        "act",
                                        "begun",
                                        "version",
                                        Integer.toString(version),
                                        "people",
                                        Long.toString(people))));
        rows.begin(
                new IndexRows.Change(
                        version,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        actor.id().value(),
                        actor.region().code(),
                        people,
                        0,
                        perSecond,
                        null,
                        null),
                actor.officeOrThrow().value(),
                entry.value());
        return true;
    }

    /// Sets how many people a second may be moved; 0 is without limit.
    ///
    /// @return whether there is a change to hold back
    @Transactional
    public boolean throttle(Actor actor, int perSecond) {
        permissions.require(actor, PERMISSION);
        return Acting.as(
                duty(actor),
                () ->
                        rows.newest()
                                .filter(change -> change.endedAt() == null)
                                .map(change -> rows.throttle(change.version(), perSecond))
                                .orElse(false));
    }

    /// Counts and moves are over the whole index, whatever offices its people belong to.
    private static Actor duty(Actor actor) {
        return Actor.duty(IndexWalk.RULE, actor.id(), actor.region());
    }
}
