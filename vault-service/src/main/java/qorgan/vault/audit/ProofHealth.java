package qorgan.vault.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import qorgan.vault.audit.log.Alarms;
import qorgan.vault.audit.log.Countersigned;
import qorgan.vault.audit.log.LogSettings;
import qorgan.vault.edge.MachineClock;

/// Whether what is committed is also being proven. While it lags, P, M, D and S stop; W goes on and
/// its slip says "not yet proven": for whereabouts, silence is never the safe side.
@Service
public class ProofHealth {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final String QUERY =
            """
            select clock_timestamp() as now,
                   (select count(*) from audit_leaf_pending) as waiting,
                   (select min(queued_at) from audit_leaf_pending) as oldest,
                   (select max(size) from audit_checkpoint) as size,
                   (select max(signed_at) from audit_checkpoint) as signed_at,
                   (select min(signed_at) from audit_checkpoint) as began_at,
                   (select max(received_at) from audit_cosignature
                    group by witness order by 1 desc offset ? limit 1) as cosigned_at
            """;

    private final JdbcTemplate jdbc;
    private final LogSettings settings;
    private final Alarms alarms;
    private final Countersigned countersigned;
    private final Clock machine;
    private volatile @Nullable Seen last;

    @Autowired
    ProofHealth(
            JdbcTemplate jdbc,
            LogSettings settings,
            Alarms alarms,
            Countersigned countersigned,
            MachineClock machine) {
        // The machine's own clock, not the rooms': what is compared here is machines.
        this(jdbc, settings, alarms, countersigned, machine.clock());
    }

    ProofHealth(
            JdbcTemplate jdbc,
            LogSettings settings,
            Alarms alarms,
            Countersigned countersigned,
            Clock machine) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.alarms = alarms;
        this.countersigned = countersigned;
        this.machine = machine;
    }

    /// Why proof counts as lagging.
    public enum Reason {
        UNSEQUENCED,
        NOT_COSIGNED,
        /// No witness has confirmed since the start that this is the newest log.
        UNCONFIRMED,
        CLOCKS_APART,
        INCONSISTENT
    }

    /// What a data-protection officer sees of the log's health.
    ///
    /// @param cosignedAt since when as many witnesses as must have countersigned
    /// @param stopsAt when P, M, D and S will stop if nothing changes; null when nothing counts
    ///     down
    public record Health(
            Set<Reason> reasons,
            long size,
            long waiting,
            Duration oldestWaiting,
            @Nullable Instant checkpointAt,
            int witnesses,
            @Nullable Instant cosignedAt,
            Duration clocksApart,
            @Nullable String inconsistency,
            @Nullable Instant stopsAt) {
        public Health {
            reasons = Set.copyOf(reasons);
        }

        public boolean lagging() {
            return !reasons.isEmpty();
        }
    }

    private record Seen(Health health, long nanos) {}

    /// True while P, M, D and S must not be disclosed. At most a second old.
    public boolean lagging() {
        return now().lagging();
    }

    /// The health as it was within the last second.
    public Health now() {
        var seen = last;
        if (seen != null && System.nanoTime() - seen.nanos() < FRESH.toNanos()) {
            return seen.health();
        }
        return measure();
    }

    /// Each witness of this log: its name, and when its last cosignature came.
    public List<WitnessSeen> witnesses() {
        return settings.witnesses().stream()
                .map(witness -> witness.vkey().split("\\+", 2)[0])
                .distinct()
                .map(
                        name ->
                                new WitnessSeen(
                                        name,
                                        jdbc.queryForObject(
                                                "select max(received_at) from audit_cosignature where witness = ?",
                                                (row, _) -> instant(row.getTimestamp(1)),
                                                name)))
                .toList();
    }

    /// Measures now.
    public Health measure() {
        var before = machine.instant();
        var health =
                jdbc.queryForObject(
                        QUERY,
                        (row, _) -> {
                            var between =
                                    before.plus(
                                            Duration.between(before, machine.instant())
                                                    .dividedBy(2));
                            var database = row.getTimestamp("now").toInstant();
                            return health(
                                    database,
                                    Duration.between(database, between).abs(),
                                    row.getLong("size"),
                                    row.getLong("waiting"),
                                    instant(row.getTimestamp("oldest")),
                                    instant(row.getTimestamp("signed_at")),
                                    instant(row.getTimestamp("began_at")),
                                    instant(row.getTimestamp("cosigned_at")));
                        },
                        settings.quorum() - 1);
        if (health == null) {
            throw new IllegalStateException("no answer about the log");
        }
        last = new Seen(health, System.nanoTime());
        return health;
    }

    private Health health(
            Instant now,
            Duration apart,
            long size,
            long waiting,
            @Nullable Instant oldest,
            @Nullable Instant signedAt,
            @Nullable Instant beganAt,
            @Nullable Instant cosignedAt) {
        var reasons = EnumSet.noneOf(Reason.class);
        var wait = oldest == null ? Duration.ZERO : Duration.between(oldest, now);
        if (wait.compareTo(settings.lagAllowed()) > 0) {
            reasons.add(Reason.UNSEQUENCED);
        }
        // Before the first cosignature the log's own beginning starts the four hours.
        var since = cosignedAt == null ? beganAt : cosignedAt;
        var watched = !settings.witnesses().isEmpty() && since != null;
        if (watched && Duration.between(since, now).compareTo(settings.cosignatureAllowed()) > 0) {
            reasons.add(Reason.NOT_COSIGNED);
        }
        if (!countersigned.isConfirmed()) {
            reasons.add(Reason.UNCONFIRMED);
        }
        if (apart.compareTo(settings.clocksApartAllowed()) > 0) {
            reasons.add(Reason.CLOCKS_APART);
        }
        var inconsistency = alarms.inconsistency();
        if (inconsistency != null) {
            reasons.add(Reason.INCONSISTENT);
        }
        var stopsAt = reasons.isEmpty() ? countdown(oldest, watched ? since : null) : now;
        return new Health(
                reasons,
                size,
                waiting,
                wait,
                signedAt,
                settings.witnesses().size(),
                cosignedAt,
                apart,
                inconsistency,
                stopsAt);
    }

    private @Nullable Instant countdown(@Nullable Instant oldest, @Nullable Instant cosigned) {
        var byLag = oldest == null ? null : oldest.plus(settings.lagAllowed());
        var byWitness = cosigned == null ? null : cosigned.plus(settings.cosignatureAllowed());
        if (byLag == null || byWitness == null) {
            return byLag == null ? byWitness : byLag;
        }
        return byLag.isBefore(byWitness) ? byLag : byWitness;
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
