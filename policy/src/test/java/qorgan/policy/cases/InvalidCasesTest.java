package qorgan.policy.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class InvalidCasesTest {
    private static final String VALID =
            """
            {"id": "v", "kind": "act", "at": "2026-03-01T10:00:00Z", "declared": ["f"], "facts": {"f": "TRUE"},
             "norms": [
               {"id": "n1", "effect": "PERMIT", "condition": {"fact": "f"}, "planes": ["W", "P"],
                "exceptions": [{"id": "x1", "condition": {"not": {"fact": "f"}}}], "from": null, "to": "2027-01-01T00:00:00Z"},
               {"id": "n2", "effect": "DENY", "condition": {"any": []}, "planes": ["P"], "prevailsOver": ["n1"]}],
             "fields": {"a": {"plane": "W"}, "b": {"plane": "P", "protected": false}}, "request": ["a", "b", "a"],
             "recipient": {"id": "r", "ceiling": ["a", "b"]},
             "grants": [{"id": "g", "role": "INVESTIGATOR", "signer": "s", "recipient": "r", "fields": ["b"],
                         "from": "2026-02-01T00:00:00Z", "to": "2026-04-01T00:00:00Z"}],
             "unheard": {"of": true}}
            """;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Cases cases = new Cases();

    private ObjectNode valid() {
        return (ObjectNode) json.readTree(VALID);
    }

    private static ObjectNode norm(ObjectNode c, int i) {
        return (ObjectNode) c.path("norms").path(i);
    }

    private static ObjectNode grant(ObjectNode c) {
        return (ObjectNode) c.path("grants").path(0);
    }

    private void isInvalid(Consumer<ObjectNode> change) {
        var c = valid();
        change.accept(c);
        assertThat(cases.result(c))
                .as("%s", c)
                .isEqualTo(json.createObjectNode().put("decision", "INVALID"));
    }

    @Test
    void members_that_nobody_knows_are_ignored() {
        assertThat(cases.result(valid()).toString())
                .contains(
                        "\"outcome\":\"PARTIAL\"",
                        "\"b\":\"NO_PROCURATOR_GRANT\"",
                        "\"dpoCase\":false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T10:00:00",
                "2026-03-01",
                "10:00",
                "2026-02-30T10:00:00Z",
                "2026-03-01T10:00Z",
                "2026-03-01T25:00:00Z",
                ""
            })
    void an_instant_needs_an_offset_and_has_to_be_one(String written) {
        isInvalid(c -> c.put("at", written));
        isInvalid(c -> norm(c, 0).put("to", written));
        isInvalid(c -> grant(c).put("revokedAt", written));
        isInvalid(c -> c.put("deliverAt", written));
    }

    @Test
    void an_interval_begins_before_it_ends() {
        isInvalid(c -> norm(c, 0).put("from", "2027-01-01T00:00:00Z"));
        isInvalid(c -> grant(c).put("from", "2026-04-01T05:00:00+05:00"));
        isInvalid(c -> grant(c).remove("to"));
        isInvalid(c -> grant(c).putNull("from"));
    }

    @Test
    void delivery_does_not_come_before_the_decision() {
        isInvalid(c -> c.put("deliverAt", "2026-03-01T14:59:59+05:00"));
        var same = valid().put("deliverAt", "2026-03-01T15:00:00+05:00");
        assertThat(cases.result(same).has("delivered")).isTrue();
    }

    @Test
    void facts_are_declared() {
        isInvalid(c -> ((ObjectNode) c.path("facts")).put("g", "TRUE"));
        isInvalid(c -> norm(c, 0).putObject("condition").put("fact", "g"));
        isInvalid(c -> ((ObjectNode) c.path("facts")).put("f", "MAYBE"));
        isInvalid(c -> ((ObjectNode) c.path("facts")).put("f", true));
        isInvalid(c -> c.remove("declared"));
    }

    @Test
    void words_are_the_listed_ones() {
        isInvalid(c -> c.put("kind", "guess"));
        isInvalid(c -> norm(c, 0).put("effect", "ALLOW"));
        isInvalid(c -> norm(c, 0).putArray("planes").add("Q"));
        isInvalid(c -> norm(c, 0).remove("planes"));
        isInvalid(c -> grant(c).put("role", "JUDGE"));
        isInvalid(c -> ((ObjectNode) c.path("fields")).putObject("z").put("plane", "X"));
        isInvalid(c -> ((ObjectNode) c.path("fields").path("a")).put("protected", "yes"));
        isInvalid(c -> norm(c, 0).putObject("condition").putArray("xor"));
        isInvalid(c -> norm(c, 0).putObject("condition"));
        isInvalid(c -> norm(c, 0).putObject("condition").put("fact", "f").putArray("all"));
        isInvalid(c -> norm(c, 0).put("condition", "f"));
    }

    @Test
    void ids_are_used_once() {
        isInvalid(c -> norm(c, 1).put("id", "n1"));
        isInvalid(
                c ->
                        norm(c, 1)
                                .putArray("exceptions")
                                .addObject()
                                .put("id", "x1")
                                .putObject("condition")
                                .put("fact", "f"));
        isInvalid(c -> c.withArray("grants").add(grant(c).deepCopy()));
    }

    @Test
    void priority_is_over_an_existing_norm_of_the_other_effect_and_goes_in_no_circle() {
        isInvalid(c -> norm(c, 0).putArray("prevailsOver").add("n3"));
        isInvalid(c -> norm(c, 0).putArray("prevailsOver").add("n2"));
        isInvalid(c -> norm(c, 1).put("effect", "PERMIT"));
    }

    @Test
    void a_line_that_is_no_json_is_an_invalid_case() {
        assertThat(cases.answer("{").json())
                .isEqualTo("{\"id\":null,\"result\":{\"decision\":\"INVALID\"}}");
        assertThat(cases.answer("[1]").json())
                .isEqualTo("{\"id\":null,\"result\":{\"decision\":\"INVALID\"}}");
    }
}
