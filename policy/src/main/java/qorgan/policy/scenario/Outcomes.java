package qorgan.policy.scenario;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import qorgan.policy.Decision;

/// Compares a decision with what its scenario expects. Where the scenario is exact, obligations,
/// clocks and citations are all there may be, not only the least.
public final class Outcomes {
    private Outcomes() {}

    /// What differs, in words; empty where everything holds.
    public static List<String> differences(Scenario scenario, Decision decision) {
        var expected = Objects.requireNonNull(scenario.expected());
        var differences = new ArrayList<String>();
        compare(differences, "decision", expected.decision(), Scenarios.word(decision));
        compare(differences, "template", expected.template(), decision.template());
        compare(differences, "released", expected.released(), new HashSet<>(decision.released()));
        var withheld = new HashMap<String, String>();
        decision.withheld().forEach((field, ground) -> withheld.put(field, ground.code()));
        compare(differences, "withheld", expected.withheld(), withheld);
        absent(
                differences,
                "obligation",
                expected.obligations().stream()
                        .filter(code -> !decision.obligations().contains(code))
                        .toList());
        absent(
                differences,
                "clock",
                expected.clocks().stream()
                        .filter(clock -> !runs(decision, clock))
                        .map(clock -> clock + " in " + decision.clocks())
                        .toList());
        absent(
                differences,
                "citation",
                expected.cites().stream()
                        .filter(norm -> !decision.cited().contains(norm))
                        .toList());
        if (expected.isExact()) {
            compare(differences, "obligations", expected.obligations(), decision.obligations());
            compare(differences, "citations", expected.cites(), decision.cited());
            compare(differences, "clocks", expected.clocks().size(), decision.clocks().size());
        }
        if (expected.applied() != null) {
            compare(differences, "applied", expected.applied(), decision.appliedNorms());
        }
        if (expected.defeated() != null) {
            compare(differences, "defeated", expected.defeated(), decision.defeatedNorms());
        }
        return differences;
    }

    private static void compare(
            List<String> differences,
            String what,
            @Nullable Object expected,
            @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            differences.add(what + ": expected " + expected + ", was " + actual);
        }
    }

    private static void absent(List<String> differences, String what, List<String> absent) {
        absent.forEach(code -> differences.add(what + " is missing: " + code));
    }

    private static boolean runs(Decision decision, Scenario.Clock expected) {
        return decision.clocks().stream()
                .anyMatch(
                        clock ->
                                clock.rule().equals(expected.rule())
                                        && clock.startsAt().equals(instant(expected.startsAt()))
                                        && Objects.equals(
                                                clock.dueAt(), instant(expected.dueAt())));
    }

    private static @Nullable Instant instant(@Nullable String written) {
        return written == null ? null : OffsetDateTime.parse(written).toInstant();
    }
}
