package qorgan.benchmarks.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import qorgan.benchmarks.Picture;
import qorgan.policy.norm.Condition;
import qorgan.policy.norm.Effect;
import qorgan.policy.norm.Norm;
import qorgan.policy.norm.NormSet;
import qorgan.policy.norm.Ruling;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;
import qorgan.policy.time.Window;

/// What a question about one plane costs as the law grows: norms of two or three facts each, every
/// one of them on the plane asked about, twenty facts TRUE. Where the vocabulary *grows*, a law of
/// ten times the norms speaks of ten times the facts, as laws do; where it is *fixed*, ever more
/// norms turn on the same two hundred facts, which is the worst that the index can meet.
///
/// `java … qorgan.benchmarks.policy.NormCount DIR` runs it and writes `norm-count.csv` and the
// curve
/// `norm-count.svg` there.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NormCount {
    private static final Instant NOW = Instant.parse("2026-04-14T05:00:00Z");
    private static final int TRUE_FACTS = 20;
    private static final int FIXED_FACTS = 200;
    private static final List<String> VOCABULARIES = List.of("grows", "fixed");

    @Param({"10", "100", "1000", "10000"})
    private int norms = 10;

    @Param({"grows", "fixed"})
    private String vocabulary = "grows";

    private NormSet.@Nullable Plane plane;
    private @Nullable Truths truths;

    /// Builds a law of that many norms out of a fixed seed.
    @Setup
    public void build() {
        var random = new Random(18);
        var facts = vocabulary.equals("fixed") ? FIXED_FACTS : Math.max(TRUE_FACTS, norms / 5);
        var all = new ArrayList<Norm>();
        for (var i = 0; i < norms; i++) {
            all.add(norm("n" + i, facts, random));
        }
        plane = NormSet.of(all, facts).plane("P");
        var asked = Truths.allFalse(facts);
        for (var i = 0; i < TRUE_FACTS; i++) {
            asked.set(random.nextInt(facts), Truth.TRUE);
        }
        truths = asked;
    }

    private static Norm norm(String id, int facts, Random random) {
        var parts = new ArrayList<Condition>();
        for (var part = 2 + random.nextInt(2); part > 0; part--) {
            parts.add(new Condition.Fact(random.nextInt(facts)));
        }
        return new Norm(
                id,
                random.nextBoolean() ? Effect.PERMIT : Effect.DENY,
                Set.of("P"),
                new Condition.All(parts),
                List.of(),
                Window.ALWAYS,
                Set.of(),
                0);
    }

    @Benchmark
    public Ruling onePlane() {
        return Objects.requireNonNull(plane).rule(Objects.requireNonNull(truths), NOW);
    }

    public static void main(String[] args) throws RunnerException, IOException {
        var options =
                new OptionsBuilder()
                        .include(NormCount.class.getSimpleName() + "[.]onePlane")
                        .build();
        var micros = new TreeMap<Long, Map<String, Double>>();
        for (var run : new Runner(options).run()) {
            micros.computeIfAbsent(
                            Long.valueOf(run.getParams().getParam("norms")), _ -> new HashMap<>())
                    .put(
                            run.getParams().getParam("vocabulary"),
                            run.getPrimaryResult().getScore() / 1000);
        }
        var folder = Files.createDirectories(Path.of(args[0]));
        var csv = new StringBuilder("norms,vocabulary grows us,vocabulary fixed us\n");
        micros.forEach(
                (norms, of) ->
                        csv.append(
                                String.format(
                                        Locale.ROOT,
                                        "%d,%.4f,%.4f%n",
                                        norms,
                                        of.get("grows"),
                                        of.get("fixed"))));
        Files.writeString(folder.resolve("norm-count.csv"), csv);
        Files.writeString(folder.resolve("norm-count.svg"), picture(micros));
    }

    private static String picture(SortedMap<Long, Map<String, Double>> micros) {
        var sizes = List.copyOf(micros.keySet());
        var lines = new ArrayList<Picture.Line>();
        for (var vocabulary : VOCABULARIES) {
            lines.add(
                    new Picture.Line(
                            "vocabulary " + vocabulary,
                            vocabulary.equals("grows") ? "#1f77b4" : "#d62728",
                            micros.values().stream()
                                    .map(of -> of.getOrDefault(vocabulary, 0.0))
                                    .toList(),
                            false));
        }
        var first = lines.getFirst().micros().getFirst();
        var linear = sizes.stream().map(size -> first * size / sizes.getFirst()).toList();
        lines.add(new Picture.Line("linear", "#999", linear, true));
        return Picture.of("norms on the plane asked about; one short answer", sizes, lines);
    }
}
