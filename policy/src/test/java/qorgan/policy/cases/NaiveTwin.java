package qorgan.policy.cases;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A second interpreter of abstract cases, slow and plain, written from the rules for cases alone.
/// It shares no class with the engine: values are words, norms are JSON, and everything is looked
/// at every time.
final class NaiveTwin {
    private final JsonMapper json = JsonMapper.builder().build();

    ObjectNode result(JsonNode c) {
        return switch (c.path("kind").asString()) {
            case "norms" -> norms(c, "", c.path("at").asString());
            case "scope" -> scope(c, json.createObjectNode(), false);
            default -> act(c);
        };
    }

    private String value(JsonNode condition, JsonNode facts) {
        if (condition.has("fact")) {
            var value = facts.path(condition.path("fact").asString());
            return value.isMissingNode() ? "UNKNOWN" : value.asString();
        }
        if (condition.has("not")) {
            return not(value(condition.path("not"), facts));
        }
        var values = new ArrayList<String>();
        condition
                .path(condition.has("all") ? "all" : "any")
                .forEach(part -> values.add(value(part, facts)));
        return condition.has("all")
                ? all(values)
                : not(all(values.stream().map(this::not).toList()));
    }

    private String not(String value) {
        return value.equals("TRUE") ? "FALSE" : value.equals("FALSE") ? "TRUE" : "UNKNOWN";
    }

    private String all(List<String> values) {
        return values.contains("FALSE") ? "FALSE" : values.contains("UNKNOWN") ? "UNKNOWN" : "TRUE";
    }

    private String normValue(JsonNode norm, JsonNode facts) {
        var values = new ArrayList<String>();
        values.add(value(norm.path("condition"), facts));
        norm.path("exceptions").forEach(exception -> values.add(not(normValue(exception, facts))));
        return all(values);
    }

    private void facts(JsonNode condition, JsonNode facts, TreeSet<String> into) {
        if (!value(condition, facts).equals("UNKNOWN")) {
            return;
        }
        if (condition.has("fact")) {
            into.add(condition.path("fact").asString());
        } else if (condition.has("not")) {
            facts(condition.path("not"), facts, into);
        } else {
            condition
                    .path(condition.has("all") ? "all" : "any")
                    .forEach(part -> facts(part, facts, into));
        }
    }

    private void normFacts(JsonNode norm, JsonNode facts, TreeSet<String> into) {
        facts(norm.path("condition"), facts, into);
        for (var exception : norm.path("exceptions")) {
            if (normValue(exception, facts).equals("UNKNOWN")) {
                normFacts(exception, facts, into);
            }
        }
    }

    private boolean inForce(JsonNode norm, String at) {
        var now = OffsetDateTime.parse(at).toInstant();
        var from = norm.path("from");
        var to = norm.path("to");
        return (!from.isString()
                        || !now.isBefore(OffsetDateTime.parse(from.asString()).toInstant()))
                && (!to.isString()
                        || now.isBefore(OffsetDateTime.parse(to.asString()).toInstant()));
    }

    private boolean names(JsonNode norm, String id) {
        for (var other : norm.path("prevailsOver")) {
            if (other.asString().equals(id)) {
                return true;
            }
        }
        return false;
    }

    private ObjectNode norms(JsonNode c, String plane, String at) {
        var facts = c.path("facts");
        var trueOnes = new TreeMap<String, JsonNode>();
        var unknownOnes = new TreeMap<String, JsonNode>();
        for (var norm : c.path("norms")) {
            var speaks = plane.isEmpty();
            for (var of : norm.path("planes")) {
                speaks |= of.asString().equals(plane);
            }
            if (speaks && inForce(norm, at)) {
                var value = normValue(norm, facts);
                if (value.equals("TRUE")) {
                    trueOnes.put(norm.path("id").asString(), norm);
                } else if (value.equals("UNKNOWN")) {
                    unknownOnes.put(norm.path("id").asString(), norm);
                }
            }
        }
        var overridden = new TreeSet<String>();
        trueOnes.keySet().stream()
                .filter(id -> trueOnes.values().stream().anyMatch(other -> names(other, id)))
                .forEach(overridden::add);
        var standing = new TreeMap<>(trueOnes);
        standing.keySet().removeAll(overridden);
        var permits = effect(standing, "PERMIT");
        var denies = effect(standing, "DENY");
        var open =
                effect(unknownOnes, "DENY").stream()
                        .filter(
                                norm ->
                                        permits.stream()
                                                .noneMatch(
                                                        permit ->
                                                                names(
                                                                        permit,
                                                                        norm.path("id")
                                                                                .asString())))
                        .toList();
        var hanging =
                effect(unknownOnes, "PERMIT").stream()
                        .filter(norm -> value(norm.path("condition"), facts).equals("TRUE"))
                        .toList();
        var undecided =
                effect(unknownOnes, "PERMIT").stream()
                        .filter(norm -> value(norm.path("condition"), facts).equals("UNKNOWN"))
                        .toList();
        var missing = new TreeSet<String>();
        String reason;
        if (!permits.isEmpty() && !denies.isEmpty()) {
            reason = "CONFLICT";
        } else if (!denies.isEmpty()) {
            reason = "DENIED_BY_NORM";
        } else if (!permits.isEmpty() && !open.isEmpty()) {
            reason = "UNKNOWN";
            open.forEach(norm -> normFacts(norm, facts, missing));
        } else if (!permits.isEmpty()) {
            reason = "PERMITTED";
        } else if (!hanging.isEmpty()) {
            reason = "UNKNOWN";
            hanging.forEach(norm -> normFacts(norm, facts, missing));
        } else {
            reason = "NO_PERMIT";
            undecided.forEach(norm -> normFacts(norm, facts, missing));
        }
        var result = json.createObjectNode();
        result.put("decision", reason.equals("PERMITTED") ? "PERMIT" : "DENY")
                .put("reason", reason);
        trueOnes.keySet().forEach(result.putArray("applicable")::add);
        overridden.forEach(result.putArray("overridden")::add);
        unknownOnes.keySet().forEach(result.putArray("indeterminate")::add);
        missing.forEach(result.putArray("missing")::add);
        return result.put("dpoCase", reason.equals("CONFLICT"));
    }

    private List<JsonNode> effect(TreeMap<String, JsonNode> norms, String effect) {
        return norms.values().stream()
                .filter(norm -> norm.path("effect").asString().equals(effect))
                .toList();
    }

    private ObjectNode act(JsonNode c) {
        var result = json.createObjectNode();
        var planes = result.putObject("planes");
        planes.set("W", norms(c, "W", c.path("at").asString()));
        planes.set("P", norms(c, "P", c.path("at").asString()));
        scope(c, result, true);
        var conflict = false;
        for (var name : c.path("request")) {
            var plane = c.path("fields").path(name.asString()).path("plane").asString("");
            conflict |= planes.path(plane).path("dpoCase").asBoolean(false);
        }
        return result.put("dpoCase", conflict);
    }

    private ObjectNode scope(JsonNode c, ObjectNode result, boolean withNorms) {
        var given = new TreeSet<String>();
        var withheld = new TreeMap<String, String>();
        c.path("request")
                .forEach(
                        name ->
                                sort(
                                        c,
                                        name.asString(),
                                        c.path("at").asString(),
                                        withNorms,
                                        given,
                                        withheld));
        result.put("outcome", withheld.isEmpty() ? "FULL" : given.isEmpty() ? "NONE" : "PARTIAL");
        given.forEach(result.putArray("fields")::add);
        withheld.forEach(result.putObject("withheld")::put);
        if (c.path("deliverAt").isString()) {
            var delivered = new TreeSet<String>();
            var lapsed = new TreeMap<String, String>();
            given.forEach(
                    name ->
                            sort(
                                    c,
                                    name,
                                    c.path("deliverAt").asString(),
                                    withNorms,
                                    delivered,
                                    lapsed));
            delivered.forEach(result.putArray("delivered")::add);
            lapsed.forEach(result.putObject("lapsed")::put);
        }
        return result;
    }

    private void sort(
            JsonNode c,
            String name,
            String at,
            boolean withNorms,
            TreeSet<String> given,
            TreeMap<String, String> withheld) {
        var reason = withheld(c, name, at, withNorms);
        if (reason.isEmpty()) {
            given.add(name);
        } else {
            withheld.put(name, reason);
        }
    }

    private String withheld(JsonNode c, String name, String at, boolean withNorms) {
        var field = c.path("fields").path(name);
        if (field.isMissingNode()) {
            return "UNKNOWN_FIELD";
        }
        var plane = field.path("plane").asString();
        if (withNorms) {
            var reason = norms(c, plane, at).path("reason").asString();
            if (!reason.equals("PERMITTED")) {
                return "NORMS_" + reason;
            }
        }
        if (!has(c.path("recipient").path("ceiling"), name)) {
            return "CEILING";
        }
        if (field.path("protected").asBoolean(false)) {
            return "PROTECTED";
        }
        if (plane.equals("W")) {
            return "";
        }
        var first = signers(c, name, at, false);
        var second = signers(c, name, at, true);
        if (first.isEmpty()) {
            return "NO_INVESTIGATOR_GRANT";
        }
        if (second.isEmpty()) {
            return "NO_PROCURATOR_GRANT";
        }
        var both = new TreeSet<>(first);
        both.addAll(second);
        return both.size() > 1 ? "" : "SAME_SIGNER";
    }

    private TreeSet<String> signers(JsonNode c, String name, String at, boolean procurator) {
        var now = OffsetDateTime.parse(at).toInstant();
        var signers = new TreeSet<String>();
        for (var grant : c.path("grants")) {
            var from = OffsetDateTime.parse(grant.path("from").asString()).toInstant();
            var to = OffsetDateTime.parse(grant.path("to").asString()).toInstant();
            var revoked = grant.path("revokedAt");
            var stands =
                    grant.path("recipient")
                                    .asString()
                                    .equals(c.path("recipient").path("id").asString())
                            && !now.isBefore(from)
                            && now.isBefore(to)
                            && (!revoked.isString()
                                    || now.isBefore(
                                            OffsetDateTime.parse(revoked.asString()).toInstant()));
            if (stands
                    && grant.path("role").asString().equals("PROCURATOR") == procurator
                    && has(grant.path("fields"), name)) {
                signers.add(grant.path("signer").asString());
            }
        }
        return signers;
    }

    private boolean has(JsonNode list, String name) {
        for (var item : list) {
            if (item.asString().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
