package qorgan.benchmarks.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import qorgan.policy.norm.Condition;
import qorgan.policy.norm.Effect;
import qorgan.policy.norm.Norm;
import qorgan.policy.norm.NormSet;
import qorgan.policy.norm.Ruling;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;
import qorgan.policy.time.Window;

/// What a question about one plane costs as the law grows: norms of two or three facts each over a
/// vocabulary that grows with the law, twenty of its facts TRUE, every norm on the plane asked
/// about.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NormCount {
    private static final Instant NOW = Instant.parse("2026-04-14T05:00:00Z");
    private static final int TRUE_FACTS = 20;

    @Param({"10", "100", "1000", "10000"})
    private int norms = 10;

    private NormSet.@Nullable Plane plane;
    private @Nullable Truths truths;

    /// Builds a law of that many norms out of a fixed seed.
    @Setup
    public void build() {
        var random = new Random(18);
        var facts = Math.max(TRUE_FACTS, norms / 5);
        var all = new ArrayList<Norm>();
        for (var i = 0; i < norms; i++) {
            var parts = new ArrayList<Condition>();
            for (var part = 2 + random.nextInt(2); part > 0; part--) {
                parts.add(new Condition.Fact(random.nextInt(facts)));
            }
            all.add(
                    new Norm(
                            "n" + i,
                            random.nextBoolean() ? Effect.PERMIT : Effect.DENY,
                            Set.of("P"),
                            new Condition.All(parts),
                            List.of(),
                            Window.ALWAYS,
                            Set.of(),
                            0));
        }
        plane = NormSet.of(all, facts).plane("P");
        var asked = Truths.allFalse(facts);
        for (var i = 0; i < TRUE_FACTS; i++) {
            asked.set(random.nextInt(facts), Truth.TRUE);
        }
        truths = asked;
    }

    @Benchmark
    public Ruling onePlane() {
        return Objects.requireNonNull(plane).rule(Objects.requireNonNull(truths), NOW);
    }
}
