package qorgan.benchmarks.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ow2.authzforce.core.pdp.api.DecisionResult;
import qorgan.policy.Engine;
import qorgan.policy.norm.Effect;
import qorgan.policy.norm.Norm;
import qorgan.policy.norm.NormSet;
import qorgan.policy.norm.Reason;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;
import qorgan.policy.norm.Verdict;
import qorgan.policy.pack.Pack;
import qorgan.policy.pack.Packs;
import qorgan.policy.pack.Terms;
import qorgan.policy.scenario.Scenarios;
import qorgan.policy.time.Window;

/// AuthzForce, an engine that others wrote, is asked what ours is asked.
class AgreementTest {
    private static final long SEED = 20_261_125L;

    /// At least one field of each group, and those that norms single out. All of them would take
    /// AuthzForce half a minute to load.
    private static final List<String> FIELDS =
            List.of(
                    "W.whereabouts",
                    "W.custody_status",
                    "R.identity_full",
                    "P.legal_qualification",
                    "P.victim_identities",
                    "M.injury_record",
                    "D.contact",
                    "L.own_personal_data",
                    "Q.requester_identity",
                    "S.protected_location",
                    "A.access_log");

    private final Packs law = Packs.load();
    private final Map<Reason, Integer> met = new EnumMap<>(Reason.class);

    /// Every field of every scenario of the law's own, at its decision, as it is and with some
    /// facts turned; and AuthzForce's ground is the ladder's.
    @Test
    void on_the_law_authzforce_agrees_with_the_engine() {
        var engine = new Engine(law);
        var random = new Random(SEED);
        var peers = new LinkedHashMap<String, XacmlPeer>();
        for (var scenario : Scenarios.own()) {
            var pack = law.named(scenario.pack()).orElseThrow();
            var consulted = engine.consult(pack, scenario.facts());
            if (pack.isNational() && pack.covers(consulted.at())) {
                var peer = peers.computeIfAbsent(pack.id(), _ -> PeerPack.xacml(pack, FIELDS));
                consulted
                        .atDecision()
                        .forEach(
                                (field, truths) ->
                                        agree(pack, peer, field, truths, consulted.at(), random));
            }
        }
        assertThat(met)
                .containsKeys(
                        Reason.PERMITTED, Reason.DENIED_BY_NORM, Reason.UNKNOWN, Reason.NO_PERMIT);
        assertThat(met.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(2_000);
    }

    /// Norms out of a seed, with all that abstract cases may have: nested conditions and
    // exceptions,
    /// windows, priorities.
    @Test
    void on_random_norms_authzforce_agrees_with_the_engine() {
        var random = new RandomNorms(SEED);
        for (var batch = 0; batch < 20; batch++) {
            var planes = new LinkedHashMap<String, List<Norm>>();
            while (planes.size() < 50) {
                var norms = random.norms();
                if (Xacml.isTranslatable(norms)) {
                    planes.put("plane" + planes.size(), norms);
                }
            }
            var written = new Xacml(fact -> "f" + fact, Norm::id, Window.ALWAYS);
            var peer = XacmlPeer.over(written.policies(Map.of("all", planes)), fact -> "f" + fact);
            planes.forEach(
                    (name, norms) -> {
                        var plane = NormSet.of(norms, RandomNorms.FACTS).plane(RandomNorms.PLANE);
                        for (var i = 0; i < 10; i++) {
                            var truths = random.truths();
                            var at = random.instant();
                            var request =
                                    peer.request(
                                            "all",
                                            name,
                                            at,
                                            PeerPack.mentioned(norms),
                                            truths,
                                            false);
                            same(name, plane.decide(truths, at), peer.decide(request));
                        }
                    });
        }
        assertThat(met.keySet()).containsExactlyInAnyOrder(Reason.values());
        assertThat(met.values()).allSatisfy(count -> assertThat(count).isGreaterThan(50));
    }

    private void agree(
            Pack pack, XacmlPeer peer, String field, Truths truths, Instant at, Random random) {
        if (!FIELDS.contains(field)) {
            return;
        }
        var plane = pack.plane(field);
        var mentioned = PeerPack.mentioned(plane.norms());
        for (var turned = 0; turned < 10; turned++) {
            var asked = turn(truths, turned * 3, List.copyOf(mentioned), random);
            var request = peer.request(Terms.group(field), field, at, mentioned, asked, false);
            var result = peer.decide(request);
            var verdict = plane.decide(asked, at);
            same(field, verdict, result);
            if (verdict.reason() == Reason.DENIED_BY_NORM && verdict.rungKnown()) {
                var ground = pack.groundOf(Objects.requireNonNull(verdict.rung()));
                assertThat(XacmlPeer.grounds(result)).as(field).containsExactly(ground);
            }
        }
    }

    /// The truths with so many of the facts mentioned set anew.
    private static Truths turn(Truths truths, int count, List<Integer> mentioned, Random random) {
        var turned = truths.copy();
        for (var i = 0; i < count && !mentioned.isEmpty(); i++) {
            turned.set(
                    mentioned.get(random.nextInt(mentioned.size())),
                    Truth.values()[random.nextInt(3)]);
        }
        return turned;
    }

    /// What XACML can tell: permitted or not; and where no priority is at play, whether a denial
    /// stands, whether a doubt is what closes, and which permits applied.
    private void same(String of, Verdict verdict, DecisionResult result) {
        met.merge(verdict.reason(), 1, Integer::sum);
        var decision = result.getDecision().value();
        assertThat(decision.equals("Permit"))
                .as("%s: %s against %s", of, verdict, decision)
                .isEqualTo(verdict.permits());
        if (!verdict.overridden().isEmpty()) {
            return;
        }
        switch (verdict.reason()) {
            case PERMITTED -> {
                var permits =
                        verdict.applicable().stream()
                                .filter(norm -> norm.effect() == Effect.PERMIT)
                                .map(Norm::id)
                                .toList();
                assertThat(XacmlPeer.norms(result)).hasSameElementsAs(permits);
            }
            case DENIED_BY_NORM, CONFLICT ->
                    assertThat(decision).as("%s: %s", of, verdict).isIn("Deny", "Indeterminate");
            case UNKNOWN ->
                    assertThat(decision).as("%s: %s", of, verdict).isEqualTo("Indeterminate");
            case NO_PERMIT ->
                    assertThat(decision)
                            .as("%s: %s", of, verdict)
                            .isEqualTo(
                                    verdict.indeterminate().isEmpty()
                                            ? "NotApplicable"
                                            : "Indeterminate");
        }
    }
}
