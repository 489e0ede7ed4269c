package qorgan.vault.disclosure;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import qorgan.keys.Field;
import qorgan.policy.Decision;
import qorgan.policy.DecisionRecord;
import qorgan.policy.Engine;
import qorgan.policy.Facts;
import qorgan.policy.Ground;
import qorgan.policy.RecipientRole;
import qorgan.policy.norm.Truth;
import qorgan.policy.pack.Provision;
import qorgan.policy.scope.Grant;
import qorgan.policy.scope.Office;
import qorgan.policy.time.Calculator;
import qorgan.vault.audit.Law;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The law as this room asks it. Everything that could be known without the law is left to the
/// engine; nothing here decides.
@Component
class Norms {

    /// The zone of legal days: one for the whole country since 1 March 2024.
    private static final ZoneId LEGAL_DAY = ZoneId.of("Asia/Almaty");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Law law;

    Norms(Law law) {
        this.law = law;
    }

    /// Step 4, second half: the decision, in this room's words. Its record says of each fact in
    /// `sources` from which record it was read.
    Ruled decide(Facts facts, Map<String, String> sources) {
        var engine = law.engine();
        var packs = engine.law();
        var decision = engine.decide(facts);
        var template = decision.template();
        return new Ruled(
                fields(decision.released()),
                decision.withheld().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        line -> new Field(line.getKey()), Map.Entry::getValue)),
                template == null ? "" : template,
                decision.obligations(),
                List.copyOf(decision.appliedNorms()),
                citations(engine, facts, decision),
                HexFormat.of().parseHex(packs.digest()),
                withSources(DecisionRecord.of(decision).toJson(packs), sources));
    }

    private static String withSources(String record, Map<String, String> sources) {
        if (sources.isEmpty()) {
            return record;
        }
        var json = (ObjectNode) JSON.readTree(record);
        var from = json.putObject("sources");
        new TreeMap<>(sources).forEach(from::put);
        return json.toString();
    }

    byte[] packDigest() {
        return law.digest();
    }

    boolean isKnown(Field field) {
        return law.packs().texts().fields().containsKey(field.code());
    }

    /// Whether a grant can open the field at all: asked of the law with every gate open.
    boolean isGrantable(Field field) {
        if (!isKnown(field)) {
            return false;
        }
        var at = Instant.EPOCH.plusSeconds(1_767_225_600L);
        var until = at.plusSeconds(60);
        var code = Set.of(field.code());
        var grants =
                List.of(
                        new Grant(
                                "one",
                                Office.INVESTIGATION,
                                "one",
                                "case",
                                code,
                                at,
                                until,
                                null,
                                Truth.TRUE,
                                Truth.TRUE),
                        new Grant(
                                "two",
                                Office.PROCURACY,
                                "two",
                                "case",
                                code,
                                at,
                                until,
                                null,
                                Truth.TRUE,
                                Truth.TRUE));
        var asked =
                Facts.asking(at, Facts.Requester.of(RecipientRole.COUNSEL), List.of(field.code()))
                        .inCase("case")
                        .withGrants(grants)
                        .build();
        return law.engine().decide(asked).withheld().get(field.code()) != Ground.PROTECTED_FIELD;
    }

    /// What may be told outside instead of an inner ground.
    String outward(Ground ground) {
        return law.packs().texts().outward(ground.code());
    }

    /// `amount` working days after an instant, until 24:00 of the last.
    Instant workingDays(Instant from, int amount) {
        var due =
                new Calculator.WorkingDays(amount)
                        .due(from.atZone(LEGAL_DAY), law.packs().calendar());
        var at = due.at();
        if (at == null) {
            throw new IllegalStateException("working days always have an end");
        }
        return at;
    }

    /// The articles behind a withheld field, for a reader: of the law's norms that speak to its
    /// ground, else of the rules that do, else of the duty to give reasons.
    String article(Ground ground, Field field) {
        var packs = law.packs();
        var speaking =
                packs.provisions().stream()
                        .filter(provision -> speaksTo(provision, ground))
                        .toList();
        var byLaw = speaking.stream().filter(Provision::fromLaw).toList();
        var told = byLaw.isEmpty() ? speaking : byLaw;
        if (told.isEmpty()) {
            told = packs.provision("reasons-and-remedy").stream().toList();
        }
        return told.stream()
                .map(provision -> provision.citation().toString())
                .distinct()
                .limit(2)
                .collect(Collectors.joining("; "));
    }

    private static boolean speaksTo(Provision provision, Ground ground) {
        return provision.clauses().stream()
                .anyMatch(clause -> ground.code().equals(clause.ground()));
    }

    /// For each released field the articles of the permitting norms, found by asking for it alone.
    private Map<Field, List<String>> citations(Engine engine, Facts facts, Decision decision) {
        var packs = engine.law();
        var citations = new TreeMap<Field, List<String>>();
        for (var code : decision.released()) {
            var alone = engine.decide(only(facts, code));
            var permits =
                    alone.appliedNorms().stream()
                            .flatMap(norm -> packs.provision(norm).stream())
                            .filter(provision -> provision.effect().equals("permit"))
                            .toList();
            var byLaw = permits.stream().anyMatch(Provision::fromLaw);
            var articles = new LinkedHashSet<String>();
            permits.stream()
                    .filter(provision -> provision.fromLaw() || !byLaw)
                    .forEach(provision -> articles.add(provision.citation().toString()));
            citations.put(new Field(code), List.copyOf(articles));
        }
        return citations;
    }

    private static Facts only(Facts facts, String field) {
        return new Facts(
                facts.at(),
                facts.deliverAt(),
                facts.clocksOnly(),
                List.of(field),
                facts.requester(),
                facts.subject(),
                facts.caseId(),
                facts.stage(),
                facts.purpose(),
                facts.grants(),
                facts.consent(),
                facts.restriction(),
                facts.objection(),
                facts.breakGlass(),
                facts.gaps(),
                facts.conflicts(),
                facts.notOccurred(),
                facts.settings(),
                facts.packOk(),
                facts.timeline(),
                facts.given(),
                facts.unknown());
    }

    private static Set<Field> fields(Collection<String> codes) {
        return codes.stream().map(Field::new).collect(Collectors.toSet());
    }
}
