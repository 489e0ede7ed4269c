package qorgan.benchmarks.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.casbin.jcasbin.main.EnforceResult;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import qorgan.policy.norm.Condition;
import qorgan.policy.norm.Effect;
import qorgan.policy.norm.Exemption;
import qorgan.policy.norm.Norm;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;

/// jCasbin over the same norms. It knows two values only, so each fact is said twice: `t` is *known
/// to be true*, `p` is *may be true*. A permit's rule asks whether it is TRUE, a denial's whether
/// it is TRUE or UNKNOWN; then *some allow and no deny* is permitted exactly where the engine
/// permits. Why it is closed (a denial, a doubt, nothing that permits) is not told apart.
///
/// Windows are not written: only the norms in force at the instant of the questions are loaded.
final class CasbinPeer {
    private static final String MODEL =
            """
            [request_definition]
            r = field, facts
            [policy_definition]
            p = norm, field, rule, eft
            [policy_effect]
            e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
            [matchers]
            m = r.field == p.field && eval(p.rule)
            """;

    private final Enforcer enforcer;

    private CasbinPeer(Enforcer enforcer) {
        this.enforcer = enforcer;
    }

    static CasbinPeer over(Map<String, List<Norm>> planes, Instant at) {
        var model = new Model();
        model.loadModelFromText(MODEL);
        var enforcer = new Enforcer(model);
        enforcer.enableLog(false);
        var rows = new ArrayList<List<String>>();
        planes.forEach(
                (field, norms) ->
                        norms.stream()
                                .filter(norm -> norm.window().holds(at))
                                .forEach(norm -> rows.add(row(field, norm, at))));
        enforcer.addPolicies(rows);
        return new CasbinPeer(enforcer);
    }

    private static List<String> row(String field, Norm norm, Instant at) {
        var denies = norm.effect() == Effect.DENY;
        return List.of(
                norm.id(),
                field,
                value(norm.condition(), norm.exemptions(), at, !denies),
                denies ? "deny" : "allow");
    }

    /// Whether this is known to be true, or else whether it may be.
    private static String value(
            Condition condition, List<Exemption> exemptions, Instant at, boolean known) {
        var value = new StringBuilder("(" + written(condition, known) + ")");
        exemptions.stream()
                .filter(exemption -> exemption.window().holds(at))
                .forEach(
                        exemption ->
                                value.append(" && !(")
                                        .append(
                                                value(
                                                        exemption.condition(),
                                                        exemption.exemptions(),
                                                        at,
                                                        !known))
                                        .append(')'));
        return value.toString();
    }

    private static String written(Condition condition, boolean known) {
        return switch (condition) {
            case Condition.Fact(var fact) -> "r.facts." + (known ? "t" : "p") + fact;
            case Condition.Not(var part) -> "!(" + written(part, !known) + ")";
            case Condition.All(var parts) -> joined(parts, known, " && ", "true");
            case Condition.Any(var parts) -> joined(parts, known, " || ", "false");
        };
    }

    private static String joined(List<Condition> parts, boolean known, String by, String none) {
        return parts.isEmpty()
                ? none
                : parts.stream()
                        .map(part -> "(" + written(part, known) + ")")
                        .collect(Collectors.joining(by));
    }

    /// The facts of one question as jCasbin is told them.
    static Map<String, Boolean> facts(Set<Integer> mentioned, Truths truths) {
        var facts = new HashMap<String, Boolean>();
        for (var fact : mentioned) {
            facts.put("t" + fact, truths.of(fact) == Truth.TRUE);
            facts.put("p" + fact, truths.of(fact) != Truth.FALSE);
        }
        return facts;
    }

    boolean permits(String field, Map<String, Boolean> facts) {
        return enforcer.enforce(field, facts);
    }

    /// The same with the row that decided.
    EnforceResult explains(String field, Map<String, Boolean> facts) {
        return enforcer.enforceEx(field, facts);
    }
}
