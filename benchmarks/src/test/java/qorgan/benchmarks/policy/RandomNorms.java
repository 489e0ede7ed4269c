package qorgan.benchmarks.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import qorgan.policy.norm.Condition;
import qorgan.policy.norm.Effect;
import qorgan.policy.norm.Exemption;
import qorgan.policy.norm.Norm;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;
import qorgan.policy.time.Window;

/// Norms of one plane and questions to them out of a seed, crowded around few facts and few
// instants
/// so that the corners meet.
final class RandomNorms {
    static final int FACTS = 6;
    static final String PLANE = "P";
    private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");

    private final Random random;

    RandomNorms(long seed) {
        random = new Random(seed);
    }

    List<Norm> norms() {
        var count = 1 + random.nextInt(7);
        var effects = new ArrayList<Effect>();
        for (var i = 0; i < count; i++) {
            effects.add(random.nextInt(5) < 3 ? Effect.PERMIT : Effect.DENY);
        }
        var norms = new ArrayList<Norm>();
        for (var i = 0; i < count; i++) {
            var over = new ArrayList<String>();
            for (var j = i + 1; j < count; j++) {
                if (effects.get(i) != effects.get(j) && random.nextInt(8) == 0) {
                    over.add("n" + j);
                }
            }
            norms.add(
                    new Norm(
                            "n" + i,
                            effects.get(i),
                            Set.of(PLANE),
                            condition(2),
                            exemptions("n" + i, 2),
                            window(),
                            over.stream().collect(Collectors.toSet()),
                            0));
        }
        return norms;
    }

    private List<Exemption> exemptions(String of, int depth) {
        if (depth == 0 || random.nextInt(5) > 1) {
            return List.of();
        }
        var exemptions = new ArrayList<Exemption>();
        for (var i = 1 + random.nextInt(2); i > 0; i--) {
            var id = of + ".x" + i;
            exemptions.add(new Exemption(id, condition(1), exemptions(id, depth - 1), window()));
        }
        return exemptions;
    }

    private Condition condition(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(6)) {
            case 3 -> new Condition.Not(condition(depth - 1));
            case 4 -> new Condition.All(parts(depth));
            case 5 -> new Condition.Any(parts(depth));
            default -> new Condition.Fact(random.nextInt(FACTS));
        };
    }

    private List<Condition> parts(int depth) {
        var parts = new ArrayList<Condition>();
        for (var i = random.nextInt(4); i > 0; i--) {
            parts.add(condition(depth - 1));
        }
        return parts;
    }

    private Window window() {
        var from = random.nextInt(6);
        return new Window(
                random.nextInt(4) == 0 ? hour(from) : null,
                random.nextInt(4) == 0 ? hour(from + 1 + random.nextInt(6)) : null);
    }

    Instant instant() {
        return hour(random.nextInt(9));
    }

    private static Instant hour(int hour) {
        return FIRST.plusSeconds(hour * 3600L);
    }

    Truths truths() {
        var truths = Truths.allFalse(FACTS);
        for (var fact = 0; fact < FACTS; fact++) {
            truths.set(fact, Truth.values()[Math.min(2, random.nextInt(4))]);
        }
        return truths;
    }
}
