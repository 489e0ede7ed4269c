package qorgan.benchmarks.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import qorgan.policy.norm.Condition;
import qorgan.policy.norm.Effect;
import qorgan.policy.norm.Exemption;
import qorgan.policy.norm.Norm;
import qorgan.policy.time.Window;

/// Norms written as XACML 3.0, so that another engine can be asked the same.
///
/// A plane is a policy whose target is the field asked for, a norm is a rule. A fact is a boolean
/// attribute that must be present: one that nobody knows is left out of the request and makes its
/// expression Indeterminate, and `and`, `or` and `not` of XACML are then the strong Kleene ones.
/// Exceptions become `and(condition, not(or(exceptions)))`. Denials come first, by their ladder,
/// and an ordered *deny-overrides* combines the rules: so the first denial found is the one whose
/// ground is told. Each rule names its norm and ground in an obligation. Conditions that several
/// rules share are written out in each of them: AuthzForce evaluates the variables of a policy
/// before its rules, so a single unknown one would make the whole policy Indeterminate.
///
/// Of priorities a permit over a denial is written into the denial's condition; a denial over a
/// permit needs nothing, as denials override. A norm that prevails and is prevailed over cannot be
/// written so, because an overridden norm still overrides: see [#isTranslatable]. What has no
/// counterpart at all: the facts to ask for, fields decided again at delivery, grants in pairs of
/// signers, duties and their clocks, and how facts follow from a case.
final class Xacml {
    static final String CATEGORY = "urn:qorgan:question";
    static final String GROUP = "group";
    static final String FIELD = "field";
    static final String AT = "at";

    private static final String BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean";
    private static final String STRING = "http://www.w3.org/2001/XMLSchema#string";
    private static final String DATE_TIME = "http://www.w3.org/2001/XMLSchema#dateTime";
    private static final String FIRST_APPLICABLE =
            "urn:oasis:names:tc:xacml:1.0:policy-combining-algorithm:first-applicable";
    private static final String DENY_OVERRIDES =
            "urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:ordered-deny-overrides";

    private final IntFunction<String> factNames;
    private final Function<Norm, String> grounds;
    private final Window asked;

    /// @param asked when questions are asked: a window of a norm that holds all through it is left
    ///     out
    Xacml(IntFunction<String> factNames, Function<Norm, String> grounds, Window asked) {
        this.factNames = factNames;
        this.grounds = grounds;
        this.asked = asked;
    }

    static boolean isTranslatable(List<Norm> plane) {
        var yielding =
                plane.stream()
                        .flatMap(norm -> norm.prevailsOver().stream())
                        .collect(Collectors.toSet());
        return plane.stream()
                .noneMatch(norm -> !norm.prevailsOver().isEmpty() && yielding.contains(norm.id()));
    }

    /// One policy set over groups of planes.
    String policies(Map<String, Map<String, List<Norm>>> groups) {
        var sets = new StringBuilder();
        groups.forEach(
                (group, planes) -> {
                    var policies = new StringBuilder();
                    planes.forEach((field, norms) -> policies.append(policy(field, norms)));
                    sets.append(policySet("group:" + group, target(GROUP, group), policies));
                });
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + policySet("root", "<Target/>", sets)
                        .replaceFirst(
                                "<PolicySet ",
                                "<PolicySet xmlns=\"urn:oasis:names:tc:xacml:3.0:core:schema:wd-17\" ");
    }

    private static String policySet(String id, String target, CharSequence inside) {
        return "<PolicySet PolicySetId=\"%s\" Version=\"1\" PolicyCombiningAlgId=\"%s\">%s%s</PolicySet>\n"
                .formatted(id, FIRST_APPLICABLE, target, inside);
    }

    private String policy(String field, List<Norm> norms) {
        var sorted =
                norms.stream()
                        .sorted(
                                Comparator.comparing(Norm::effect)
                                        .reversed()
                                        .thenComparing(Norm::rank))
                        .toList();
        var rules = new StringBuilder();
        sorted.forEach(norm -> rules.append(rule(norm, condition(norm, norms))));
        return "<Policy PolicyId=\"%s\" Version=\"1\" RuleCombiningAlgId=\"%s\">%s%s</Policy>\n"
                .formatted(field, DENY_OVERRIDES, target(FIELD, field), rules);
    }

    private static String target(String attribute, String value) {
        return "<Target><AnyOf><AllOf><Match MatchId=\"urn:oasis:names:tc:xacml:1.0:function:string-equal\">%s%s</Match></AllOf></AnyOf></Target>"
                .formatted(literal(STRING, value), attribute(attribute, STRING));
    }

    private String rule(Norm norm, String condition) {
        var effect = norm.effect() == Effect.PERMIT ? "Permit" : "Deny";
        return "<Rule RuleId=\"%s\" Effect=\"%s\"><Condition>%s</Condition><ObligationExpressions><ObligationExpression ObligationId=\"%s\" FulfillOn=\"%s\"><AttributeAssignmentExpression AttributeId=\"ground\">%s</AttributeAssignmentExpression></ObligationExpression></ObligationExpressions></Rule>\n"
                .formatted(
                        norm.id(),
                        effect,
                        condition,
                        norm.id(),
                        effect,
                        literal(STRING, grounds.apply(norm)));
    }

    private String condition(Norm norm, List<Norm> plane) {
        var value = value(norm.condition(), norm.exemptions(), norm.window());
        var over =
                plane.stream()
                        .filter(
                                other ->
                                        norm.effect() == Effect.DENY
                                                && other.prevailsOver().contains(norm.id()))
                        .map(other -> value(other.condition(), other.exemptions(), other.window()))
                        .toList();
        return over.isEmpty() ? value : apply("and", value, not(apply("or", over)));
    }

    private String value(Condition condition, List<Exemption> exemptions, Window window) {
        var holds = new ArrayList<String>();
        var begins = window.from();
        if (begins != null && !begins.equals(asked.from()) && asked.holds(begins)) {
            holds.add(at("greater-than-or-equal", begins));
        }
        var ends = window.to();
        if (ends != null && asked.holds(ends)) {
            holds.add(at("less-than", ends));
        }
        holds.add(expression(condition));
        if (!exemptions.isEmpty()) {
            holds.add(not(apply("or", exemptions.stream().map(this::value).toList())));
        }
        return holds.size() == 1 ? holds.getFirst() : apply("and", holds);
    }

    private String value(Exemption exemption) {
        return value(exemption.condition(), exemption.exemptions(), exemption.window());
    }

    private static String at(String comparison, Instant bound) {
        return apply(
                "dateTime-" + comparison,
                apply("dateTime-one-and-only", attribute(AT, DATE_TIME)),
                literal(DATE_TIME, bound.toString()));
    }

    private String expression(Condition condition) {
        return switch (condition) {
            case Condition.Fact(var fact) ->
                    apply(
                            "boolean-one-and-only",
                            attribute("fact:" + factNames.apply(fact), BOOLEAN));
            case Condition.Not(var part) -> not(expression(part));
            case Condition.All(var parts) ->
                    apply("and", parts.stream().map(this::expression).toList());
            case Condition.Any(var parts) ->
                    apply("or", parts.stream().map(this::expression).toList());
        };
    }

    private static String not(String part) {
        return apply("not", part);
    }

    private static String apply(String function, String... parts) {
        return apply(function, List.of(parts));
    }

    private static String apply(String function, List<String> parts) {
        return "<Apply FunctionId=\"urn:oasis:names:tc:xacml:1.0:function:%s\">%s</Apply>"
                .formatted(function, String.join("", parts));
    }

    private static String attribute(String name, String type) {
        return "<AttributeDesignator Category=\"%s\" AttributeId=\"%s\" DataType=\"%s\" MustBePresent=\"true\"/>"
                .formatted(CATEGORY, name, type);
    }

    private static String literal(String type, String value) {
        return "<AttributeValue DataType=\"%s\">%s</AttributeValue>".formatted(type, value);
    }
}
