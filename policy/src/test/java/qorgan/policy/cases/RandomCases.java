package qorgan.policy.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Valid abstract cases out of a seed, crowded around few facts, few instants and few signers so
/// that the corners meet.
final class RandomCases {
    private static final List<String> VALUES = List.of("TRUE", "TRUE", "TRUE", "FALSE", "UNKNOWN");
    private static final List<String> FIELDS = List.of("a", "b", "c", "d", "e", "f");
    private static final long BASE = Instant.parse("2026-03-01T00:00:00Z").getEpochSecond();

    private final JsonMapper json = JsonMapper.builder().build();
    private final Random random;

    RandomCases(long seed) {
        random = new Random(seed);
    }

    ObjectNode next() {
        var kind = List.of("norms", "scope", "act").get(random.nextInt(3));
        var c = json.createObjectNode().put("id", "r").put("kind", kind);
        var hour = 10 + random.nextInt(10);
        c.put("at", at(hour));
        if (!kind.equals("scope")) {
            logic(c, kind.equals("act"));
        }
        if (!kind.equals("norms")) {
            scope(c);
            if (random.nextBoolean()) {
                c.put("deliverAt", at(hour + random.nextInt(6)));
            }
        }
        return c;
    }

    /// The same instant in different offsets.
    private String at(int hour) {
        var instant = Instant.ofEpochSecond(BASE + hour * 3600L);
        return switch (random.nextInt(3)) {
            case 0 -> instant.toString();
            case 1 -> instant.plusSeconds(5 * 3600).toString().replace("Z", "+05:00");
            default -> instant.minusSeconds(3 * 3600).toString().replace("Z", "-03:00");
        };
    }

    private void logic(ObjectNode c, boolean planes) {
        var facts = 1 + random.nextInt(6);
        var declared = c.putArray("declared");
        var values = c.putObject("facts");
        for (var i = 0; i < facts; i++) {
            declared.add("f" + i);
            if (random.nextInt(8) > 0) {
                values.put("f" + i, VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        var norms = new ArrayList<ObjectNode>();
        for (var i = random.nextInt(8); i > 0; i--) {
            norms.add(norm("n" + i, facts, planes));
        }
        for (var i = 0; i < norms.size(); i++) {
            for (var j = i + 1; j < norms.size(); j++) {
                if (!norms.get(i).path("effect").equals(norms.get(j).path("effect"))
                        && random.nextInt(3) == 0) {
                    norms.get(i).withArray("prevailsOver").add(norms.get(j).path("id").asString());
                }
            }
        }
        Collections.shuffle(norms, random);
        norms.forEach(c.putArray("norms")::add);
    }

    private ObjectNode norm(String id, int facts, boolean planes) {
        var norm =
                json.createObjectNode()
                        .put("id", id)
                        .put("effect", random.nextInt(5) < 3 ? "PERMIT" : "DENY");
        norm.set("condition", condition(facts, 2));
        exceptions(norm, id, facts, 2);
        var from = 8 + random.nextInt(8);
        if (random.nextInt(4) == 0) {
            norm.put("from", at(from));
        }
        if (random.nextInt(4) == 0) {
            norm.put("to", at(from + 1 + random.nextInt(10)));
        }
        if (planes) {
            var of = norm.putArray("planes");
            var both = random.nextInt(3);
            if (both != 1) {
                of.add("W");
            }
            if (both != 0) {
                of.add("P");
            }
        }
        return norm;
    }

    private void exceptions(ObjectNode of, String id, int facts, int depth) {
        if (depth == 0 || random.nextInt(5) > 1) {
            return;
        }
        var exceptions = of.putArray("exceptions");
        for (var i = 1 + random.nextInt(2); i > 0; i--) {
            var exception = json.createObjectNode().put("id", id + ".x" + i);
            exception.set("condition", condition(facts, 1));
            exceptions(exception, id + ".x" + i, facts, depth - 1);
            exceptions.add(exception);
        }
    }

    private ObjectNode condition(int facts, int depth) {
        var condition = json.createObjectNode();
        var form = depth == 0 ? 0 : random.nextInt(6);
        switch (form) {
            case 3 -> condition.set("not", condition(facts, depth - 1));
            case 4 -> parts(condition.putArray("all"), facts, depth);
            case 5 -> parts(condition.putArray("any"), facts, depth);
            default -> condition.put("fact", "f" + random.nextInt(facts));
        }
        return condition;
    }

    private void parts(ArrayNode into, int facts, int depth) {
        for (var i = random.nextInt(4); i > 0; i--) {
            into.add(condition(facts, depth - 1));
        }
    }

    private void scope(ObjectNode c) {
        var fields = c.putObject("fields");
        for (var field : FIELDS) {
            if (random.nextInt(8) > 0) {
                var of = fields.putObject(field).put("plane", random.nextInt(3) == 0 ? "W" : "P");
                if (random.nextInt(6) == 0) {
                    of.put("protected", random.nextBoolean());
                }
            }
        }
        some(c.putArray("request"), 2);
        var recipient = c.putObject("recipient").put("id", "r1");
        some(recipient.putArray("ceiling"), 4);
        var grants = c.putArray("grants");
        for (var i = random.nextInt(6); i > 0; i--) {
            grants.add(grant(i));
        }
    }

    private ObjectNode grant(int i) {
        var from = 6 + random.nextInt(8);
        var grant =
                json.createObjectNode()
                        .put("id", "g" + i)
                        .put(
                                "role",
                                List.of(
                                                "INVESTIGATOR",
                                                "INQUIRY_OFFICER",
                                                "PROCURATOR",
                                                "PROCURATOR")
                                        .get(random.nextInt(4)))
                        .put("signer", "s" + random.nextInt(3))
                        .put("recipient", random.nextInt(6) == 0 ? "r2" : "r1")
                        .put("from", at(from))
                        .put("to", at(from + 1 + random.nextInt(12)));
        some(grant.putArray("fields"), 5);
        if (random.nextInt(4) == 0) {
            grant.put("revokedAt", at(8 + random.nextInt(12)));
        }
        return grant;
    }

    private void some(ArrayNode into, int ofSeven) {
        for (var field : FIELDS) {
            if (random.nextInt(7) < ofSeven + 1) {
                into.add(field);
            }
        }
    }
}
