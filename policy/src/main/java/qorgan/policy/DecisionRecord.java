package qorgan.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;
import qorgan.policy.pack.Packs;
import qorgan.policy.pack.Vocabulary;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A decision as it is kept: the law's digest, the instants, the truths consumed, and what came
/// out. It holds no value of any field and no instant of any event, so it is replayed without
/// unsealing anything and survives an erasure.
///
/// Truths are kept once for the whole question and, for each field, where they differ from it. A
/// fact that is FALSE is not written.
public record DecisionRecord(
        Consulted consulted,
        String result,
        List<String> released,
        Map<String, String> withheld,
        List<String> obligations) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FORMAT = 1;

    public DecisionRecord {
        released = List.copyOf(released);
        withheld = new LinkedHashMap<>(withheld);
        obligations = List.copyOf(obligations);
    }

    public static DecisionRecord of(Decision decision) {
        var withheld = new LinkedHashMap<String, String>();
        decision.withheld().forEach((field, ground) -> withheld.put(field, ground.code()));
        return new DecisionRecord(
                decision.consulted(),
                decision.result().name(),
                decision.released(),
                withheld,
                List.copyOf(decision.obligations()));
    }

    /// Whether the law that this engine holds gives the same fields on the same grounds.
    /// Obligations that hang on clocks need the timeline and are left out of the comparison.
    ///
    /// @throws IllegalArgumentException when the record was decided by another law
    public boolean holds(Engine engine) {
        var again = of(engine.replay(consulted));
        return again.result.equals(result)
                && again.released.equals(released)
                && again.withheld.equals(withheld);
    }

    /// The record as JSON; the order of its members is fixed.
    public String toJson(Packs law) {
        var vocabulary = law.vocabulary();
        var json = JSON.createObjectNode();
        json.put("format", FORMAT)
                .put("law", consulted.packDigest())
                .put("pack", consulted.pack())
                .put("at", consulted.at().toString())
                .put("deliverAt", consulted.deliverAt().toString())
                .put("clocksOnly", consulted.clocksOnly());
        consulted.fields().forEach(json.putArray("asked")::add);
        var truths = json.putObject("truths");
        write(truths.putObject("whole"), consulted.base(), null, vocabulary);
        writeEach(truths.putObject("atDecision"), consulted.atDecision(), vocabulary);
        if (consulted.atDelivery() != consulted.atDecision()) {
            writeEach(truths.putObject("atDelivery"), consulted.atDelivery(), vocabulary);
        }
        json.put("result", result);
        released.forEach(json.putArray("released")::add);
        withheld.forEach(json.putObject("withheld")::put);
        obligations.forEach(json.putArray("obligations")::add);
        return json.toString();
    }

    private void writeEach(ObjectNode into, Map<String, Truths> each, Vocabulary vocabulary) {
        each.forEach(
                (field, truths) ->
                        write(into.putObject(field), truths, consulted.base(), vocabulary));
    }

    private static void write(
            ObjectNode into, Truths truths, @Nullable Truths base, Vocabulary vocabulary) {
        var sorted = new TreeMap<String, String>();
        for (var fact = 0; fact < truths.size(); fact++) {
            var truth = truths.of(fact);
            if (truth != (base == null ? Truth.FALSE : base.of(fact))) {
                sorted.put(vocabulary.name(fact), truth.name());
            }
        }
        sorted.forEach(into::put);
    }

    /// The digest of the law that a record was decided by.
    ///
    /// @throws IllegalArgumentException for what is no record
    public static String lawOf(String written) {
        try {
            return JSON.readTree(written).path("law").asString();
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException("not a decision record", notJson);
        }
    }

    /// Reads a record.
    ///
    /// @throws IllegalArgumentException for what is none, or names a fact that this law doesn't
    ///     declare
    public static DecisionRecord fromJson(String written, Packs law) {
        JsonNode json;
        try {
            json = JSON.readTree(written);
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException("not a decision record", notJson);
        }
        if (json.path("format").asInt(0) != FORMAT) {
            throw new IllegalArgumentException("not a decision record of format " + FORMAT);
        }
        var vocabulary = law.vocabulary();
        var truths = json.path("truths");
        var base = read(truths.path("whole"), Truths.allFalse(vocabulary.size()), vocabulary);
        var atDecision = readEach(truths.path("atDecision"), base, vocabulary);
        var atDelivery =
                truths.has("atDelivery")
                        ? readEach(truths.path("atDelivery"), base, vocabulary)
                        : atDecision;
        var withheld = new LinkedHashMap<String, String>();
        json.path("withheld")
                .properties()
                .forEach(entry -> withheld.put(entry.getKey(), entry.getValue().asString()));
        return new DecisionRecord(
                new Consulted(
                        json.path("law").asString(),
                        json.path("pack").asString(),
                        Instant.parse(json.path("at").asString()),
                        Instant.parse(json.path("deliverAt").asString()),
                        json.path("clocksOnly").asBoolean(),
                        texts(json.path("asked")),
                        base,
                        atDecision,
                        atDelivery),
                json.path("result").asString(),
                texts(json.path("released")),
                withheld,
                texts(json.path("obligations")));
    }

    private static Map<String, Truths> readEach(JsonNode each, Truths base, Vocabulary vocabulary) {
        var truths = new LinkedHashMap<String, Truths>();
        each.properties()
                .forEach(
                        entry ->
                                truths.put(
                                        entry.getKey(), read(entry.getValue(), base, vocabulary)));
        return truths;
    }

    private static Truths read(JsonNode written, Truths base, Vocabulary vocabulary) {
        var truths = base.copy();
        written.properties()
                .forEach(
                        entry -> {
                            var fact =
                                    vocabulary
                                            .find(entry.getKey())
                                            .orElseThrow(
                                                    () ->
                                                            new IllegalArgumentException(
                                                                    "this law has no fact "
                                                                            + entry.getKey()));
                            truths.set(fact, Truth.valueOf(entry.getValue().asString()));
                        });
        return truths;
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
