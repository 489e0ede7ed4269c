package qorgan.policy.explain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qorgan.policy.norm.Condition;
import qorgan.policy.pack.Clause;
import qorgan.policy.pack.Duty;
import qorgan.policy.pack.Packs;
import qorgan.policy.pack.Provision;
import qorgan.policy.scenario.Scenario;
import qorgan.policy.time.Zones;

/// The rulebook: the law as pages that a person reads, a page a plane and an index. Each norm has
/// its source, its interval, what it does, its exceptions as a picture, and the scenarios that cite
/// it. The pages are generated; nobody edits them.
public final class RulebookPages {
    private static final Map<String, String> PLANES = new LinkedHashMap<>();

    static {
        PLANES.put("W", "whereabouts");
        PLANES.put("P", "pretrial");
        PLANES.put("DPA", "personal-data");
        PLANES.put("REGISTER", "register");
        PLANES.put("PROTECTION", "protection");
        PLANES.put("RIGHTS", "rights");
        PLANES.put("AUDIT", "conduct");
        PLANES.put("ACTS", "acts");
    }

    private final Packs law;
    private final List<Scenario> scenarios;

    private RulebookPages(Packs law, List<Scenario> scenarios) {
        this.law = law;
        this.scenarios = scenarios;
    }

    /// Every page by its file name.
    public static SortedMap<String, String> of(Packs law, List<Scenario> scenarios) {
        return new RulebookPages(law, scenarios).pages();
    }

    private SortedMap<String, String> pages() {
        var pages = new TreeMap<String, String>();
        pages.put("README.md", index());
        PLANES.forEach((plane, name) -> pages.put(name + ".md", page(plane, name)));
        return pages;
    }

    private String index() {
        var lines = new ArrayList<String>();
        lines.add("# The rulebook");
        lines.add("");
        lines.add(
                "Generated from the law's data; a test fails when they drift apart. *design* marks a choice of this product, *not re-read* a norm whose text was not read again.");
        lines.add("");
        for (var pack : law.all()) {
            lines.add("- **" + pack.id() + "**: " + law.says(pack.id()));
        }
        lines.add("");
        lines.add("| norm | source | in force | | scenarios |");
        lines.add("|---|---|---|---|---|");
        for (var provision : law.provisions()) {
            lines.add(
                    "| ["
                            + provision.id()
                            + "]("
                            + PLANES.get(provision.plane())
                            + ".md#"
                            + provision.id()
                            + ") | "
                            + provision.citation()
                            + " | "
                            + interval(provision)
                            + " | "
                            + marks(provision)
                            + " | "
                            + citing(provision).size()
                            + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    private String page(String plane, String name) {
        var lines = new ArrayList<String>();
        lines.add(
                "# " + Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('-', ' '));
        law.provisions().stream()
                .filter(provision -> provision.plane().equals(plane))
                .forEach(provision -> lines.addAll(norm(provision)));
        return String.join("\n", lines) + "\n";
    }

    private List<String> norm(Provision provision) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("## " + provision.id());
        lines.add("");
        lines.add(provision.says());
        lines.add("");
        lines.add(
                "- Source: "
                        + provision.citation()
                        + marks(provision)
                                .transform(marks -> marks.isEmpty() ? "" : " (" + marks + ")"));
        lines.add(
                "- In force: "
                        + interval(provision)
                        + "; packs: "
                        + String.join(", ", provision.packs().stream().sorted().toList()));
        lines.add("- Holder: " + provision.holder());
        provision.clauses().forEach(clause -> lines.add("- " + clause(clause)));
        provision.duties().forEach(duty -> lines.add("- " + duty(duty)));
        if (provision.inPlay() != null) {
            lines.add("- Named in the official's explanation when: " + words(provision.inPlay()));
        }
        if (provision.refusedReceives() != null) {
            lines.add("- The refused party receives: " + provision.refusedReceives());
        }
        if (!provision.unless().isEmpty()) {
            lines.addAll(picture(provision));
        }
        var citing = citing(provision);
        lines.add("");
        lines.add("Scenarios: " + (citing.isEmpty() ? "none" : String.join(", ", citing)));
        return lines;
    }

    private static String marks(Provision provision) {
        var marks = new ArrayList<String>();
        if (!provision.fromLaw()) {
            marks.add("design");
        }
        if (!provision.verified()) {
            marks.add("not re-read");
        }
        return String.join(", ", marks);
    }

    private static String interval(Provision provision) {
        var window = provision.inForce();
        return "from "
                + day(window.from())
                + (window.to() == null ? "" : " until " + day(window.to()));
    }

    private static String day(@Nullable Instant instant) {
        return instant == null ? "always" : instant.atZone(Zones.ALMATY).toLocalDate().toString();
    }

    private String clause(Clause clause) {
        return (clause.denies() ? "Withholds (" + clause.ground() + "): " : "Permits: ")
                + fields(clause.fields())
                + ", when "
                + words(clause.when());
    }

    /// Whole groups by their letter, so that the pages stay readable.
    private String fields(List<String> fields) {
        var left = new ArrayList<>(fields);
        var told = new ArrayList<String>();
        new TreeMap<>(law.terms().groups())
                .forEach(
                        (group, all) -> {
                            if (left.containsAll(all)) {
                                told.add("all of " + group);
                                left.removeAll(all);
                            }
                        });
        told.addAll(left);
        return String.join(", ", told);
    }

    private String duty(Duty duty) {
        var told = new StringBuilder("Duty");
        if (!duty.owes().isEmpty()) {
            told.append(" ").append(String.join(", ", duty.owes()));
        }
        told.append(", when ").append(words(duty.when()));
        var term = duty.term();
        if (term != null) {
            told.append("; clock from ").append(term.starts());
            if (term.restarts() != null) {
                told.append(", afresh at ").append(term.restarts());
            }
            told.append(": ");
            told.append(
                    term.number() == null
                            ? term.calculator()
                            : term.number() + " " + term.unit() + ", " + term.calculator());
            if (term.notAfter() != null) {
                told.append(", never after ").append(term.notAfter());
            }
        }
        return told.toString();
    }

    private String words(Condition condition) {
        return switch (condition) {
            case Condition.Fact(var fact) -> "`" + law.vocabulary().name(fact) + "`";
            case Condition.Not(var part) -> "not " + words(part);
            case Condition.All(var parts) -> parts.isEmpty() ? "always" : joined(parts, " and ");
            case Condition.Any(var parts) -> parts.isEmpty() ? "never" : joined(parts, " or ");
        };
    }

    private String joined(List<Condition> parts, String by) {
        var told = parts.stream().map(this::words).toList();
        return parts.size() == 1 ? told.getFirst() : "(" + String.join(by, told) + ")";
    }

    private List<String> picture(Provision provision) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("```mermaid");
        lines.add("graph LR");
        for (var exception : provision.unless()) {
            lines.add("  " + exception + " -->|exception to| " + provision.id());
        }
        lines.add("```");
        return lines;
    }

    private List<String> citing(Provision provision) {
        return scenarios.stream()
                .filter(
                        scenario ->
                                scenario.expected() != null
                                        && scenario.expected().cites().contains(provision.id()))
                .map(Scenario::id)
                .toList();
    }
}
