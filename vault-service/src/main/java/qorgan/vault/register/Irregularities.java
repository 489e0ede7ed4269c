package qorgan.vault.register;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which rules a fact breaks by standing in the register as it is stated. It stands all the same.
final class Irregularities {
    /// The basis of a placement is missing or not one on which such a facility may hold anybody.
    static final String PLACEMENT_BASIS = "kz-placement-basis";

    /// Stated times contradict each other: an arrest after its own record, a release before an
    /// arrest.
    static final String ACTUAL_TIME = "kz-ccp-actual-time";

    /// The record of arrest was drawn up more than three hours after the arrest.
    static final String PROTOCOL = "kz-ccp-protocol-3h";

    /// The register has no earlier entry that this one needs, or one that excludes it.
    static final String REGISTER = "intl-ced-17-3-register";

    /// Documents on one person disagree; both stay visible.
    static final String DISCREPANCY = "kz-discrepancy-query";

    /// Entered more than an hour after it happened.
    static final String BACKDATED = "reg-backdate-flag";

    /// A release without the certificate by which others can check it.
    static final String CERTIFICATE = "kz-ced-21-release-certificate";

    private static final Duration PROTOCOL_WITHIN = Duration.ofHours(3);
    private static final Duration ENTERED_WITHIN = Duration.ofHours(1);

    private final List<EventRow> standing;
    private final Map<UUID, Instant> times;
    private final Set<String> broken = new TreeSet<>();

    private Irregularities(List<EventRow> standing, Map<UUID, Instant> times) {
        this.standing = standing;
        this.times = times;
    }

    /// @param standing the person's entries that stand, without the one that is corrected
    /// @param times their stated times, as far as they could be opened
    /// @param facility where a placement or transfer leads
    /// @param recordedAt the server's time, or null for a register that is brought in from
    ///     elsewhere
    static Set<String> of(
            Fact fact,
            @Nullable Facility facility,
            List<EventRow> standing,
            Map<UUID, Instant> times,
            @Nullable Instant recordedAt) {
        var found = new Irregularities(standing, times);
        switch (fact) {
            case Fact.Arrest arrest -> found.arrest(arrest);
            case Fact.Placement placement -> {
                found.basis(placement.basis(), facility, true);
                found.needsDeprivation(placement.at().value());
            }
            case Fact.Transfer transfer -> {
                found.basis(transfer.basis(), facility, false);
                found.needsDeprivation(transfer.at().value());
                found.leavesFrom(transfer.from());
            }
            case Fact.Release release -> {
                found.needsDeprivation(release.at().value());
                found.certificate(release);
            }
            case Fact.Death death -> found.needsDeprivation(death.at().value());
            case Fact.Injury _, Fact.Health _ -> {}
        }
        found.afterDeath(fact);
        if (recordedAt != null
                && Duration.between(fact.at().value(), recordedAt).compareTo(ENTERED_WITHIN) > 0) {
            found.broken.add(BACKDATED);
        }
        return found.broken;
    }

    private void arrest(Fact.Arrest arrest) {
        var at = arrest.at().value();
        if (arrest.recordDrawnAt() != null) {
            var drawn = arrest.recordDrawnAt().value();
            if (at.isAfter(drawn)) {
                broken.add(ACTUAL_TIME);
            } else if (Duration.between(at, drawn).compareTo(PROTOCOL_WITHIN) > 0) {
                broken.add(PROTOCOL);
            }
        }
        last(EventKind.ARREST, EventKind.PLACEMENT, EventKind.TRANSFER, EventKind.RELEASE)
                .filter(row -> row.kind() != EventKind.RELEASE)
                .ifPresent(_ -> broken.add(DISCREPANCY));
        last(EventKind.RELEASE)
                .map(row -> times.get(row.event()))
                .filter(released -> released.isAfter(at))
                .ifPresent(_ -> broken.add(ACTUAL_TIME));
    }

    private void basis(@Nullable Basis basis, @Nullable Facility facility, boolean needed) {
        if (basis == null ? needed : facility != null && !facility.type().holdsOn(basis)) {
            broken.add(PLACEMENT_BASIS);
        }
    }

    private void needsDeprivation(Instant at) {
        var arrest = last(EventKind.ARREST);
        if (arrest.isEmpty()) {
            broken.add(REGISTER);
        } else {
            var arrested = times.get(arrest.get().event());
            if (arrested != null && at.isBefore(arrested)) {
                broken.add(ACTUAL_TIME);
            }
        }
    }

    private void leavesFrom(FacilityId from) {
        var held = last(EventKind.PLACEMENT, EventKind.TRANSFER, EventKind.RELEASE);
        if (held.isEmpty() || !Objects.equals(held.get().facility(), from.value())) {
            broken.add(REGISTER);
        }
    }

    private void certificate(Fact.Release release) {
        if (release.certificate() == null) {
            broken.add(CERTIFICATE);
        }
    }

    private void afterDeath(Fact fact) {
        var death = last(EventKind.DEATH);
        if (death.isEmpty() || fact.kind() == EventKind.DEATH) {
            return;
        }
        var died = times.get(death.get().event());
        if (died == null || fact.at().value().isAfter(died)) {
            broken.add(REGISTER);
        }
    }

    private Optional<EventRow> last(EventKind... kinds) {
        var wanted = Set.of(kinds);
        return standing.stream().filter(row -> wanted.contains(row.kind())).reduce((_, b) -> b);
    }
}
