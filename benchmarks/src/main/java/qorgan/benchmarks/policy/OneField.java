package qorgan.benchmarks.policy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
import qorgan.policy.Consulted;
import qorgan.policy.Decision;
import qorgan.policy.Engine;
import qorgan.policy.Facts;
import qorgan.policy.Facts.Requester;
import qorgan.policy.RecipientRole;
import qorgan.policy.norm.NormSet;
import qorgan.policy.norm.Ruling;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;
import qorgan.policy.norm.Verdict;
import qorgan.policy.pack.Pack;
import qorgan.policy.pack.Packs;
import qorgan.policy.scope.Grant;
import qorgan.policy.scope.Office;

/// One question about one field over the largest pack: the short answer, the answer with its norms
/// and missing facts, and the whole decision with obligations, clocks and citations, facts derived
/// each time.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OneField {
    static final Instant NOW = Instant.parse("2026-04-14T05:00:00Z");

    @Param({"W.whereabouts", "P.legal_qualification", "M.injury_record"})
    private String field = "W.whereabouts";

    private @Nullable World world;

    /// A question that passes every gate, and everything that answers it.
    record World(
            Engine engine,
            Pack pack,
            Facts facts,
            Consulted consulted,
            NormSet.Plane plane,
            Truths truths) {
        static World about(String field) {
            var law = Packs.load();
            var engine = new Engine(law);
            var pack = law.at(NOW);
            var facts =
                    Facts.asking(
                                    NOW,
                                    Requester.of(RecipientRole.RELATIVE).called("RQ-1"),
                                    List.of(field))
                            .withGrants(
                                    List.of(
                                            grant("N1", Office.INVESTIGATION),
                                            grant("N2", Office.PROCURACY)))
                            .build();
            var consulted = engine.consult(pack, facts);
            var truths = Objects.requireNonNull(consulted.atDecision().get(field));
            return new World(engine, pack, facts, consulted, pack.plane(field), truths);
        }

        private static Grant grant(String signer, Office office) {
            return new Grant(
                    signer,
                    office,
                    signer,
                    "K-1",
                    Set.of("P.legal_qualification"),
                    NOW.minusSeconds(60),
                    NOW.plusSeconds(60),
                    null,
                    Truth.TRUE,
                    Truth.TRUE);
        }
    }

    @Setup
    public void load() {
        world = World.about(field);
    }

    private World world() {
        return Objects.requireNonNull(world);
    }

    @Benchmark
    public Ruling shortAnswer() {
        return world().plane().rule(world().truths(), NOW);
    }

    @Benchmark
    public Verdict withNormsAndMissingFacts() {
        return world().plane().decide(world().truths(), NOW);
    }

    @Benchmark
    public Decision wholeDecision() {
        return world().engine().decide(world().pack(), world().facts());
    }
}
