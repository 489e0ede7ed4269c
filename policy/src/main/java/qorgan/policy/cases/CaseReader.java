package qorgan.policy.cases;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qorgan.policy.cases.Case.Act;
import qorgan.policy.cases.Case.Field;
import qorgan.policy.cases.Case.Logic;
import qorgan.policy.cases.Case.Permission;
import qorgan.policy.cases.Case.Scope;
import qorgan.policy.norm.Condition;
import qorgan.policy.norm.Effect;
import qorgan.policy.norm.Exemption;
import qorgan.policy.norm.Norm;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;
import qorgan.policy.scope.Grant;
import qorgan.policy.scope.Office;
import qorgan.policy.time.Window;
import tools.jackson.databind.JsonNode;

/// Reads a case from JSON and holds it to the rules for cases; members it doesn't know are ignored.
final class CaseReader {
    private static final Pattern INSTANT =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");
    private static final Set<String> OPERATORS = Set.of("fact", "not", "all", "any");

    /// The plane of a case of kind `norms`, which has none.
    static final String ONLY = "*";

    private final JsonNode source;
    private final Map<String, Integer> facts = new LinkedHashMap<>();
    private final Set<String> normIds = new HashSet<>();

    private CaseReader(JsonNode source) {
        this.source = source;
    }

    /// @throws Invalid when a rule for cases is broken
    static Case read(JsonNode source) {
        var reader = new CaseReader(source);
        return switch (text(source, "kind")) {
            case "norms" -> reader.logic(false);
            case "scope" -> reader.scope();
            case "act" -> new Act(reader.logic(true), reader.scope());
            default -> throw new Invalid("the member kind");
        };
    }

    private Logic logic(boolean withPlanes) {
        var at = instant(source, "at");
        for (var name : texts(source, "declared")) {
            facts.putIfAbsent(name, facts.size());
        }
        var truths = Truths.allUnknown(facts.size());
        var values = source.path("facts");
        if (!values.isObject()) {
            throw new Invalid("the member facts");
        }
        for (var value : values.properties()) {
            truths.set(fact(value.getKey()), truth(value.getValue()));
        }
        var norms = new ArrayList<Norm>();
        for (var norm : list(source, "norms")) {
            norms.add(norm(norm, withPlanes));
        }
        checkPriorities(norms);
        return new Logic(at, List.copyOf(facts.keySet()), truths, norms);
    }

    private int fact(String name) {
        var index = facts.get(name);
        if (index == null) {
            throw new Invalid("the fact " + name + " is not declared");
        }
        return index;
    }

    private static Truth truth(JsonNode value) {
        return switch (value.isString() ? value.asString() : "") {
            case "TRUE" -> Truth.TRUE;
            case "FALSE" -> Truth.FALSE;
            case "UNKNOWN" -> Truth.UNKNOWN;
            default -> throw new Invalid("a fact's value");
        };
    }

    private Norm norm(JsonNode norm, boolean withPlanes) {
        var id = once(text(norm, "id"));
        var effect =
                switch (text(norm, "effect")) {
                    case "PERMIT" -> Effect.PERMIT;
                    case "DENY" -> Effect.DENY;
                    default -> throw new Invalid("the member effect");
                };
        return new Norm(
                id,
                effect,
                withPlanes ? planes(norm) : Set.of(ONLY),
                condition(norm.path("condition")),
                exemptions(norm),
                window(optionalInstant(norm, "from"), optionalInstant(norm, "to")),
                new HashSet<>(optionalTexts(norm, "prevailsOver")),
                0);
    }

    private static Set<String> planes(JsonNode norm) {
        var planes = new HashSet<>(texts(norm, "planes"));
        planes.forEach(CaseReader::plane);
        return planes;
    }

    private static String plane(String name) {
        if (!name.equals("W") && !name.equals("P")) {
            throw new Invalid("the plane " + name);
        }
        return name;
    }

    private String once(String id) {
        if (!normIds.add(id)) {
            throw new Invalid("the id " + id + " is used twice");
        }
        return id;
    }

    private List<Exemption> exemptions(JsonNode of) {
        if (isAbsent(of, "exceptions")) {
            return List.of();
        }
        var exemptions = new ArrayList<Exemption>();
        for (var exception : list(of, "exceptions")) {
            exemptions.add(
                    new Exemption(
                            once(text(exception, "id")),
                            condition(exception.path("condition")),
                            exemptions(exception),
                            Window.ALWAYS));
        }
        return exemptions;
    }

    private Condition condition(JsonNode written) {
        if (!written.isObject()) {
            throw new Invalid("the member condition");
        }
        var operators = written.propertyNames().stream().filter(OPERATORS::contains).toList();
        if (operators.size() != 1) {
            throw new Invalid("a condition is one of fact, not, all, any");
        }
        return switch (operators.getFirst()) {
            case "fact" -> new Condition.Fact(fact(text(written, "fact")));
            case "not" -> new Condition.Not(condition(written.path("not")));
            case "all" -> new Condition.All(conditions(written, "all"));
            default -> new Condition.Any(conditions(written, "any"));
        };
    }

    private List<Condition> conditions(JsonNode written, String operator) {
        var parts = new ArrayList<Condition>();
        for (var part : list(written, operator)) {
            parts.add(condition(part));
        }
        return parts;
    }

    private static void checkPriorities(List<Norm> norms) {
        var byId = new HashMap<String, Norm>();
        norms.forEach(norm -> byId.put(norm.id(), norm));
        for (var norm : norms) {
            for (var yields : norm.prevailsOver()) {
                var other = byId.get(yields);
                if (other == null || other.effect() == norm.effect()) {
                    throw new Invalid(norm.id() + " prevails over " + yields);
                }
            }
        }
        var done = new HashSet<String>();
        norms.forEach(norm -> checkNoCycle(norm, byId, new HashSet<>(), done));
    }

    private static void checkNoCycle(
            Norm norm, Map<String, Norm> byId, Set<String> path, Set<String> done) {
        if (done.contains(norm.id())) {
            return;
        }
        if (!path.add(norm.id())) {
            throw new Invalid("prevailsOver goes in a circle at " + norm.id());
        }
        for (var yields : norm.prevailsOver()) {
            var other = byId.get(yields);
            if (other != null) {
                checkNoCycle(other, byId, path, done);
            }
        }
        path.remove(norm.id());
        done.add(norm.id());
    }

    private Scope scope() {
        var at = instant(source, "at");
        var deliverAt = optionalInstant(source, "deliverAt");
        if (deliverAt != null && deliverAt.isBefore(at)) {
            throw new Invalid("deliverAt comes before at");
        }
        var recipient = source.path("recipient");
        var recipientId = text(recipient, "id");
        var fields = fields();
        var grants = new ArrayList<Permission>();
        var grantIds = new HashSet<String>();
        for (var grant : list(source, "grants")) {
            if (!grantIds.add(text(grant, "id"))) {
                throw new Invalid("a grant's id is used twice");
            }
            grants.add(grant(grant));
        }
        var request = List.copyOf(new LinkedHashSet<>(texts(source, "request")));
        var ours = grants.stream().filter(grant -> grant.recipient().equals(recipientId)).toList();
        return new Scope(
                at, deliverAt, request, new HashSet<>(texts(recipient, "ceiling")), fields, ours);
    }

    private Map<String, Field> fields() {
        var catalogue = source.path("fields");
        if (!catalogue.isObject()) {
            throw new Invalid("the member fields");
        }
        var fields = new HashMap<String, Field>();
        for (var entry : catalogue.properties()) {
            var field = entry.getValue();
            var isProtected = field.path("protected");
            if (!isProtected.isMissingNode() && !isProtected.isNull() && !isProtected.isBoolean()) {
                throw new Invalid("the member protected");
            }
            fields.put(
                    entry.getKey(),
                    new Field(plane(text(field, "plane")), isProtected.asBoolean(false)));
        }
        return fields;
    }

    private static Permission grant(JsonNode grant) {
        var office =
                switch (text(grant, "role")) {
                    case "INVESTIGATOR", "INQUIRY_OFFICER" -> Office.INVESTIGATION;
                    case "PROCURATOR" -> Office.PROCURACY;
                    default -> throw new Invalid("the member role");
                };
        var from = instant(grant, "from");
        var to = instant(grant, "to");
        window(from, to);
        return new Permission(
                text(grant, "recipient"),
                new Grant(
                        text(grant, "id"),
                        office,
                        text(grant, "signer"),
                        "",
                        new HashSet<>(texts(grant, "fields")),
                        from,
                        to,
                        optionalInstant(grant, "revokedAt"),
                        Truth.TRUE,
                        Truth.TRUE));
    }

    private static Window window(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new Invalid("from does not come before to");
        }
        return new Window(from, to);
    }

    private static boolean isAbsent(JsonNode source, String member) {
        var value = source.path(member);
        return value.isMissingNode() || value.isNull();
    }

    private static String text(JsonNode source, String member) {
        var value = source.path(member);
        if (!value.isString()) {
            throw new Invalid("the member " + member);
        }
        return value.asString();
    }

    private static JsonNode list(JsonNode source, String member) {
        var value = source.path(member);
        if (!value.isArray()) {
            throw new Invalid("the member " + member);
        }
        return value;
    }

    private static List<String> texts(JsonNode source, String member) {
        var texts = new ArrayList<String>();
        for (var value : list(source, member)) {
            if (!value.isString()) {
                throw new Invalid("the member " + member);
            }
            texts.add(value.asString());
        }
        return texts;
    }

    private static List<String> optionalTexts(JsonNode source, String member) {
        return isAbsent(source, member) ? List.of() : texts(source, member);
    }

    private static @Nullable Instant optionalInstant(JsonNode source, String member) {
        return isAbsent(source, member) ? null : instant(source, member);
    }

    private static Instant instant(JsonNode source, String member) {
        var written = text(source, member).toUpperCase(Locale.ROOT);
        if (!INSTANT.matcher(written).matches()) {
            throw new Invalid("the member " + member);
        }
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException noInstant) {
            throw new Invalid("the member " + member);
        }
    }
}
