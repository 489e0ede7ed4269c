package qorgan.policy.cases;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import qorgan.policy.cases.Case.Act;
import qorgan.policy.cases.Case.Logic;
import qorgan.policy.cases.Case.Scope;
import qorgan.policy.norm.Norm;
import qorgan.policy.norm.NormSet;
import qorgan.policy.norm.Reason;
import qorgan.policy.norm.Verdict;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers abstract cases by the logic that decides about the law: the same norms, verdicts,
/// windows and grants. Their words are a projection of it.
public final class Cases {
    private static final String INVALID = "INVALID";

    private final JsonMapper json = JsonMapper.builder().build();

    /// The answer to one line.
    ///
    /// @param json what is printed for the line
    /// @param complaint what is wrong with the line, naming the member; null for a valid case
    /// @param isObject whether the line was a JSON object at all
    public record Answer(String json, @Nullable String complaint, boolean isObject) {}

    /// One line in, one line out; a line that is no valid case says so and nothing else.
    public Answer answer(String line) {
        var answer = json.createObjectNode();
        JsonNode source;
        try {
            source = json.readTree(line);
        } catch (JacksonException notJson) {
            return unreadable(answer, "not JSON: " + notJson.getOriginalMessage());
        }
        if (!source.isObject()) {
            return unreadable(answer, "not a JSON object");
        }
        answer.set("id", source.path("id").isMissingNode() ? json.nullNode() : source.path("id"));
        try {
            answer.set("result", decide(CaseReader.read(source)));
            return new Answer(answer.toString(), null, true);
        } catch (Invalid invalid) {
            answer.putObject("result").put("decision", INVALID);
            return new Answer(
                    answer.toString(), source.path("id") + " is not valid: " + invalid.why(), true);
        }
    }

    private static Answer unreadable(ObjectNode answer, String complaint) {
        answer.putNull("id");
        answer.putObject("result").put("decision", INVALID);
        return new Answer(answer.toString(), complaint, false);
    }

    /// The result of one case.
    public ObjectNode result(JsonNode source) {
        try {
            return decide(CaseReader.read(source));
        } catch (Invalid invalid) {
            return json.createObjectNode().put("decision", INVALID);
        }
    }

    private ObjectNode decide(Case valid) {
        return switch (valid) {
            case Logic logic -> verdict(decide(logic, CaseReader.ONLY, logic.at()), logic);
            case Scope scope -> scope(scope);
            case Act act -> act(act);
        };
    }

    private static Verdict decide(Logic logic, String plane, Instant at) {
        return NormSet.of(logic.norms(), logic.truths().size())
                .plane(plane)
                .decide(logic.truths(), at);
    }

    private ObjectNode verdict(Verdict verdict, Logic logic) {
        var result = json.createObjectNode();
        result.put("decision", verdict.permits() ? "PERMIT" : "DENY");
        result.put("reason", verdict.reason().name());
        ids(result.putArray("applicable"), verdict.applicable());
        ids(result.putArray("overridden"), verdict.overridden());
        ids(result.putArray("indeterminate"), verdict.indeterminate());
        var missing = new TreeSet<String>();
        verdict.missing().forEach(fact -> missing.add(logic.names().get(fact)));
        missing.forEach(result.putArray("missing")::add);
        result.put("dpoCase", verdict.needsDpo());
        return result;
    }

    private static void ids(ArrayNode list, List<Norm> norms) {
        norms.forEach(norm -> list.add(norm.id()));
    }

    private ObjectNode scope(Scope scope) {
        var result = json.createObjectNode();
        tell(result, scope, Map.of(), Map.of());
        return result;
    }

    private ObjectNode act(Act act) {
        var logic = act.logic();
        var scope = act.scope();
        var now = new HashMap<String, Reason>();
        var later = new HashMap<String, Reason>();
        var result = json.createObjectNode();
        var planes = result.putObject("planes");
        var conflict = false;
        for (var plane : List.of("W", "P")) {
            var verdict = decide(logic, plane, logic.at());
            planes.set(plane, verdict(verdict, logic));
            now.put(plane, verdict.reason());
            if (scope.deliverAt() != null) {
                later.put(plane, decide(logic, plane, scope.deliverAt()).reason());
            }
            conflict |= verdict.needsDpo() && isAsked(scope, plane);
        }
        tell(result, scope, now, later);
        result.put("dpoCase", conflict);
        return result;
    }

    private static boolean isAsked(Scope scope, String plane) {
        return scope.request().stream()
                .anyMatch(
                        name -> {
                            var field = scope.fields().get(name);
                            return field != null && field.plane().equals(plane);
                        });
    }

    private static void tell(
            ObjectNode result, Scope scope, Map<String, Reason> now, Map<String, Reason> later) {
        var given = new TreeSet<String>();
        var withheld = new TreeMap<String, String>();
        for (var name : scope.request()) {
            put(name, Reach.withheld(scope, name, scope.at(), now), given, withheld);
        }
        result.put("outcome", withheld.isEmpty() ? "FULL" : given.isEmpty() ? "NONE" : "PARTIAL");
        given.forEach(result.putArray("fields")::add);
        withheld.forEach(result.putObject("withheld")::put);
        if (scope.deliverAt() != null) {
            var delivered = new TreeSet<String>();
            var lapsed = new TreeMap<String, String>();
            for (var name : given) {
                put(name, Reach.withheld(scope, name, scope.deliverAt(), later), delivered, lapsed);
            }
            delivered.forEach(result.putArray("delivered")::add);
            lapsed.forEach(result.putObject("lapsed")::put);
        }
    }

    private static void put(
            String name,
            @Nullable String reason,
            TreeSet<String> given,
            TreeMap<String, String> withheld) {
        if (reason == null) {
            given.add(name);
        } else {
            withheld.put(name, reason);
        }
    }
}
