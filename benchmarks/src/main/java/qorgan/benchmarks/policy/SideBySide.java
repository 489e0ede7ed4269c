package qorgan.benchmarks.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.DecisionType;
import org.casbin.jcasbin.main.EnforceResult;
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
import org.ow2.authzforce.core.pdp.api.DecisionRequest;
import org.ow2.authzforce.core.pdp.api.DecisionResult;
import qorgan.policy.Decision;
import qorgan.policy.norm.Norm;
import qorgan.policy.norm.Ruling;
import qorgan.policy.pack.Terms;

/// The same question to this engine, to AuthzForce Core PDP and to jCasbin, over the same norms.
///
/// *Short* is the answer alone, everything about the question prepared: here from the truths, there
/// from a request that was made before. *Whole* begins with what a caller has and ends with the
/// answer explained. Here that is a case, from which the facts are first derived, and the answer
/// has grounds, missing facts, all norms, obligations and clocks. There the facts are given, only
/// those that the field's norms mention, the request is made of them, and the answer has the rule
/// or rules that decided with their grounds.
///
/// jCasbin reads every row for each question; `jcasbinWhole` and `jcasbinShort` have the rows of
/// this one field only, `jcasbinPack` has those of the whole pack.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SideBySide {
    @Param({"W.whereabouts", "P.legal_qualification", "M.injury_record"})
    private String field = "W.whereabouts";

    private OneField.@Nullable World world;
    private Set<Integer> mentioned = Set.of();

    @Setup
    public void load() {
        world = OneField.World.about(field);
        mentioned = PeerPack.mentioned(world().plane().norms());
    }

    private OneField.World world() {
        return Objects.requireNonNull(world);
    }

    private void agrees(boolean permitted) {
        if (permitted != world().plane().decide(world().truths(), OneField.NOW).permits()) {
            throw new IllegalStateException("the engines do not agree on " + field);
        }
    }

    /// The whole pack in AuthzForce.
    @State(Scope.Benchmark)
    public static class Authzforce {
        private @Nullable XacmlPeer peer;
        private @Nullable DecisionRequest prepared;

        @Setup
        public void load(SideBySide of) {
            var pack = of.world().pack();
            peer = PeerPack.xacml(pack, pack.law().terms().fields());
            prepared = request(of, false);
            of.agrees(
                    decide(Objects.requireNonNull(prepared)).getDecision() == DecisionType.PERMIT);
        }

        DecisionRequest request(SideBySide of, boolean explained) {
            return Objects.requireNonNull(peer)
                    .request(
                            Terms.group(of.field),
                            of.field,
                            OneField.NOW,
                            of.mentioned,
                            of.world().truths(),
                            explained);
        }

        DecisionResult decide(DecisionRequest request) {
            return Objects.requireNonNull(peer).decide(request);
        }
    }

    /// The rows of one field, and those of the whole pack, in jCasbin.
    @State(Scope.Benchmark)
    public static class Jcasbin {
        private @Nullable CasbinPeer ofField;
        private @Nullable CasbinPeer ofPack;
        private Map<String, Boolean> prepared = Map.of();

        @Setup
        public void load(SideBySide of) {
            var pack = of.world().pack();
            var all = new LinkedHashMap<String, List<Norm>>();
            PeerPack.planes(pack, pack.law().terms().fields()).values().forEach(all::putAll);
            ofPack = CasbinPeer.over(all, OneField.NOW);
            ofField = CasbinPeer.over(Map.of(of.field, of.world().plane().norms()), OneField.NOW);
            prepared = facts(of);
            of.agrees(one().permits(of.field, prepared));
            of.agrees(whole().permits(of.field, prepared));
        }

        Map<String, Boolean> facts(SideBySide of) {
            return CasbinPeer.facts(of.mentioned, of.world().truths());
        }

        CasbinPeer one() {
            return Objects.requireNonNull(ofField);
        }

        CasbinPeer whole() {
            return Objects.requireNonNull(ofPack);
        }
    }

    @Benchmark
    public Ruling qorganShort() {
        return world().plane().rule(world().truths(), OneField.NOW);
    }

    @Benchmark
    public Decision qorganWhole() {
        return world().engine().decide(world().pack(), world().facts());
    }

    @Benchmark
    public DecisionResult authzforceShort(Authzforce peer) {
        return peer.decide(Objects.requireNonNull(peer.prepared));
    }

    @Benchmark
    public DecisionResult authzforceWhole(Authzforce peer) {
        return peer.decide(peer.request(this, true));
    }

    @Benchmark
    public boolean jcasbinShort(Jcasbin peer) {
        return peer.one().permits(field, peer.prepared);
    }

    @Benchmark
    public EnforceResult jcasbinWhole(Jcasbin peer) {
        return peer.one().explains(field, peer.facts(this));
    }

    @Benchmark
    public boolean jcasbinPack(Jcasbin peer) {
        return peer.whole().permits(field, peer.prepared);
    }
}
