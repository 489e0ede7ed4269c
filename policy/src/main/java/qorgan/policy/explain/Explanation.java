package qorgan.policy.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qorgan.policy.Decision;
import qorgan.policy.Ground;
import qorgan.policy.pack.Packs;
import qorgan.policy.pack.Provision;
import qorgan.policy.pack.Wording;
import qorgan.policy.scenario.Scenarios;
import tools.jackson.databind.json.JsonMapper;

/// A decision told to three readers. The relative reads plain words in Kazakh, Russian or English,
/// with outward grounds only; the official reads norms and facts; a machine reads JSON.
public final class Explanation {
    private final Packs law;
    private final Decision decision;
    private final Remedies remedies;

    private Explanation(Packs law, Decision decision) {
        this.law = law;
        this.decision = decision;
        this.remedies = new Remedies(law);
    }

    public static Explanation of(Packs law, Decision decision) {
        return new Explanation(law, decision);
    }

    /// The relative's explanation in a language (`kk`, `ru`, `en`). No inner ground, no norm's name
    /// and no unknown fact appears in it, so two restrictions of different inner grounds read the
    /// same.
    public List<String> forRelative(String language) {
        var lines = new ArrayList<String>();
        if (decision.template() != null) {
            lines.add(said(law.texts().templates(), decision.template(), language));
        }
        for (var field : decision.released()) {
            lines.add(field(field, language) + ": " + phrase("released", language));
        }
        decision.withheld()
                .forEach(
                        (field, ground) ->
                                lines.add(
                                        field(field, language)
                                                + ": "
                                                + phrase("withheld", language)
                                                + ". "
                                                + capital(phrase("because", language))
                                                + ": "
                                                + outward(ground, language)));
        if (decision.obligations().contains("O.REASONS_REMEDY")) {
            lines.add(phrase("remedy", language));
        }
        return lines;
    }

    /// The official's explanation: every field with its inner ground, what is missing, what would
    /// open it, then the norms with their sources, the obligations and the clocks.
    public List<String> forOfficial(String language) {
        var lines = new ArrayList<String>();
        lines.add(
                Scenarios.word(decision)
                        + (decision.template() == null ? "" : ", " + decision.template()));
        for (var field : decision.released()) {
            lines.add(field + " (" + field(field, language) + "): " + phrase("released", language));
        }
        decision.withheld()
                .forEach((field, ground) -> lines.addAll(withheld(field, ground, language)));
        lines.add(capital(phrase("norms", language)) + ":");
        for (var id : decision.cited()) {
            law.provision(id).ifPresent(provision -> lines.add("  " + cited(provision, language)));
        }
        for (var code : decision.obligations()) {
            lines.add(code + ": " + said(law.texts().obligations(), code, language));
        }
        for (var clock : decision.clocks()) {
            var due = Scenarios.written(clock.dueAt());
            lines.add(
                    clock.rule()
                            + ": "
                            + Scenarios.written(clock.startsAt())
                            + ", "
                            + (due == null
                                    ? phrase("without-delay", language)
                                    : phrase("due", language) + " " + due));
        }
        return lines;
    }

    private List<String> withheld(String field, Ground ground, String language) {
        var lines = new ArrayList<String>();
        lines.add(
                field
                        + " ("
                        + field(field, language)
                        + "): "
                        + ground.code()
                        + ", "
                        + said(law.texts().grounds(), ground.code(), language));
        var missing = decision.missing().getOrDefault(field, Set.of());
        if (!missing.isEmpty()) {
            lines.add("  " + phrase("missing", language) + ": " + facts(missing, language));
        }
        var ways = remedies.waysToOpen(decision.consulted(), field);
        if (!ways.isEmpty()) {
            var told =
                    ways.stream()
                            .map(
                                    way ->
                                            String.join(
                                                    " " + phrase("and", language) + " ",
                                                    way.stream()
                                                            .map(change -> told(change, language))
                                                            .toList()))
                            .toList();
            lines.add(
                    "  "
                            + phrase("would-open", language)
                            + " "
                            + String.join("; " + phrase("or", language) + " ", told));
        }
        return lines;
    }

    private String told(Remedies.Change change, String language) {
        var meaning = meaning(change.fact(), language);
        return change.holds() ? meaning : phrase("not", language) + " " + meaning;
    }

    private String facts(Iterable<String> names, String language) {
        var meanings = new ArrayList<String>();
        names.forEach(name -> meanings.add(meaning(name, language)));
        return String.join("; ", meanings);
    }

    private String meaning(String fact, String language) {
        return law.vocabulary()
                .find(fact)
                .map(index -> law.vocabulary().term(index).meaning().in(language))
                .orElse(fact);
    }

    private String cited(Provision provision, String language) {
        return provision.id()
                + " ("
                + provision.citation()
                + (provision.verified() ? "" : "; " + phrase("unverified", language))
                + "): "
                + provision.says();
    }

    /// The machine's explanation.
    public String json() {
        var json = JsonMapper.builder().build().createObjectNode();
        json.put("law", decision.packDigest()).put("pack", decision.consulted().pack());
        json.put("result", Scenarios.word(decision)).put("template", decision.template());
        decision.released().forEach(json.putArray("released")::add);
        var withheld = json.putObject("withheld");
        decision.withheld()
                .forEach(
                        (field, ground) -> {
                            var told = withheld.putObject(field).put("ground", ground.code());
                            told.put("outward", law.texts().outward(ground.code()));
                            var missing = told.putArray("missing");
                            decision.missing().getOrDefault(field, Set.of()).forEach(missing::add);
                            var ways = told.putArray("opensIf");
                            for (var way : remedies.waysToOpen(decision.consulted(), field)) {
                                var conditions = ways.addObject();
                                way.forEach(
                                        change -> conditions.put(change.fact(), change.holds()));
                            }
                        });
        decision.appliedNorms().forEach(json.putArray("applied")::add);
        decision.defeatedNorms().forEach(json.putArray("defeated")::add);
        decision.cited().forEach(json.putArray("cited")::add);
        decision.obligations().forEach(json.putArray("obligations")::add);
        var clocks = json.putArray("clocks");
        for (var clock : decision.clocks()) {
            clocks.addObject()
                    .put("rule", clock.rule())
                    .put("startsAt", Scenarios.written(clock.startsAt()))
                    .put("dueAt", Scenarios.written(clock.dueAt()));
        }
        return json.toString();
    }

    /// Everything in all three languages, for the reader who is told which one later.
    public Map<String, List<String>> forRelative() {
        var all = new LinkedHashMap<String, List<String>>();
        for (var language : List.of("kk", "ru", "en")) {
            all.put(language, forRelative(language));
        }
        return all;
    }

    private String outward(Ground ground, String language) {
        return said(law.texts().grounds(), law.texts().outward(ground.code()), language);
    }

    private String field(String field, String language) {
        return said(law.texts().fields(), field, language);
    }

    private String phrase(String code, String language) {
        return said(law.texts().phrases(), code, language);
    }

    private static String said(Map<String, Wording> wordings, String code, String language) {
        var wording = wordings.get(code);
        return wording == null ? code : wording.in(language);
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
