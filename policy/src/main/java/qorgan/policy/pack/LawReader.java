package qorgan.policy.pack;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qorgan.policy.norm.Condition;
import qorgan.policy.time.Calculator;
import qorgan.policy.time.Calendar;
import qorgan.policy.time.Window;

/// Turns the YAML of the law into provisions over declared facts.
final class LawReader {
    private static final Set<String> MEMBERS =
            Set.of(
                    "norm",
                    "packs",
                    "in-force",
                    "cite",
                    "plane",
                    "holder",
                    "effect",
                    "says",
                    "basis",
                    "verified",
                    "permits",
                    "denies",
                    "unless",
                    "in-play",
                    "duties",
                    "refused-receives");

    private final Vocabulary vocabulary = new Vocabulary();
    private final Map<String, Condition> definitions = new HashMap<>();
    private final Terms terms;

    LawReader(Source terms, Source facts, Source grounds) {
        this.terms = Terms.read(terms);
        facts.list().forEach(this::declare);
        this.terms
                .roles()
                .forEach(
                        role ->
                                vocabulary.declare(
                                        plain("role." + role, "the one who asks is: " + role)));
        grounds.list()
                .forEach(
                        ground -> {
                            var code = ground.member("ground").text();
                            vocabulary.declare(
                                    plain("ground." + code, "some field has the ground " + code));
                        });
        this.terms.groups().keySet().stream()
                .sorted()
                .forEach(
                        group -> {
                            var letter = group.toLowerCase(Locale.ROOT);
                            vocabulary.declare(
                                    plain(
                                            "asks." + letter,
                                            "a field of the group " + group + " is asked"));
                        });
        this.terms
                .events()
                .forEach(
                        event ->
                                vocabulary.declare(
                                        plain(
                                                "event." + event,
                                                "the event " + event + " is on record")));
        terms.member("definitions")
                .map()
                .forEach((name, written) -> definitions.put(name, condition(written)));
    }

    private static FactTerm plain(String name, String meaning) {
        return new FactTerm(
                name,
                FactKind.PROVEN,
                new Wording(meaning, meaning, meaning),
                "the question itself",
                List.of());
    }

    private void declare(Source source) {
        var members = source.map(Set.of("fact", "kind", "implies", "en", "ru", "kk", "evidence"));
        var name = source.member("fact").text();
        var kind =
                switch (source.member("kind").text()) {
                    case "open" -> FactKind.OPEN;
                    case "proven" -> FactKind.PROVEN;
                    default -> throw source.member("kind").fault("a fact is open or proven");
                };
        var evidence = source.member("evidence").text();
        var implies = source.find("implies").map(Source::texts).orElse(List.of());
        if (!vocabulary.declare(new FactTerm(name, kind, Wording.of(source), evidence, implies))) {
            throw members.getOrDefault("fact", source)
                    .fault("the fact " + name + " is declared twice");
        }
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    Terms terms() {
        return terms;
    }

    Condition condition(Source written) {
        if (written.isText()) {
            return named(written);
        }
        var members = written.map();
        if (members.size() != 1) {
            throw written.fault("a condition is a fact, or one of all, any, not");
        }
        var member = members.entrySet().iterator().next();
        return switch (member.getKey()) {
            case "not" -> new Condition.Not(condition(member.getValue()));
            case "all" ->
                    new Condition.All(
                            member.getValue().list().stream().map(this::condition).toList());
            case "any" ->
                    new Condition.Any(
                            member.getValue().list().stream().map(this::condition).toList());
            default -> throw written.fault("a condition is a fact, or one of all, any, not");
        };
    }

    private Condition named(Source written) {
        var name = written.text();
        var defined = definitions.get(name);
        if (defined != null) {
            return defined;
        }
        return new Condition.Fact(
                vocabulary
                        .find(name)
                        .orElseThrow(() -> written.fault("no fact is called " + name)));
    }

    Provision provision(Source source) {
        source.map(MEMBERS);
        var clauses = new ArrayList<Clause>();
        source.find("permits")
                .ifPresent(list -> list.list().forEach(item -> clauses.add(clause(item, false))));
        source.find("denies")
                .ifPresent(list -> list.list().forEach(item -> clauses.add(clause(item, true))));
        return new Provision(
                source.member("norm").text(),
                new HashSet<>(source.member("packs").texts()),
                window(source.member("in-force")),
                citation(source.member("cite")),
                source.member("plane").text(),
                source.member("holder").text(),
                source.member("effect").text(),
                source.member("says").text(),
                fromLaw(source.member("basis")),
                source.member("verified").flag(),
                clauses,
                source.find("unless").map(terms::norms).orElse(List.of()),
                source.find("in-play").map(this::condition).orElse(null),
                source.find("duties")
                        .map(list -> list.list().stream().map(this::duty).toList())
                        .orElse(List.of()),
                source.find("refused-receives").map(Source::text).orElse(null),
                source.file(),
                source.line());
    }

    private static boolean fromLaw(Source basis) {
        return switch (basis.text()) {
            case "law" -> true;
            case "design" -> false;
            default -> throw basis.fault("a basis is law or design");
        };
    }

    private Clause clause(Source source, boolean denies) {
        source.map(denies ? Set.of("fields", "ground", "when") : Set.of("fields", "when"));
        @Nullable String ground = denies ? source.member("ground").text() : null;
        var fields = terms.expand(source.member("fields"));
        if (ground != null) {
            for (var field : fields) {
                if (!terms.ladder(Terms.group(field)).contains(ground)) {
                    throw source.fault("the ladder of " + field + " has no ground " + ground);
                }
            }
        }
        return new Clause(fields, ground, condition(source.member("when")));
    }

    private Duty duty(Source source) {
        source.map(Set.of("when", "owes", "clock"));
        return new Duty(
                condition(source.member("when")),
                source.find("owes").map(Source::texts).orElse(List.of()),
                source.find("clock").map(this::term).orElse(null));
    }

    private Duty.Term term(Source source) {
        source.map(Set.of("calculator", "n", "unit", "starts", "restarts", "not-after"));
        var calculator = source.member("calculator").text();
        @Nullable Integer number = source.find("n").map(Source::number).orElse(null);
        var unit = source.find("unit").map(Source::text).orElse("");
        return new Duty.Term(
                calculator,
                number,
                unit,
                calculator.equals("as_stated") ? null : counts(source, calculator, number, unit),
                event(source.member("starts")),
                source.find("restarts").map(this::event).orElse(null),
                source.find("not-after").map(this::event).orElse(null));
    }

    private static Calculator counts(
            Source source, String calculator, @Nullable Integer number, String unit) {
        try {
            return Calculator.named(calculator, String.valueOf(number), unit);
        } catch (IllegalArgumentException cannotCount) {
            throw source.fault(String.valueOf(cannotCount.getMessage()));
        }
    }

    private String event(Source written) {
        var name = written.text();
        if (!terms.events().contains(name)) {
            throw written.fault("no event is called " + name);
        }
        return name;
    }

    private static Citation citation(Source source) {
        source.map(Set.of("act", "article", "report"));
        return new Citation(
                source.member("act").text(),
                source.member("article").text(),
                source.find("report")
                        .map(list -> list.list().stream().map(Source::number).toList())
                        .orElse(List.of()));
    }

    static Window window(Source source) {
        source.map(Set.of("from", "to"));
        var from = source.member("from").day();
        var to = source.find("to").map(Source::day).orElse(null);
        if (to != null && !from.isBefore(to)) {
            throw source.fault("a norm that ends before it begins can never apply");
        }
        return new Window(from, to);
    }

    static Map<String, Wording> grounds(Source source) {
        var wordings = new LinkedHashMap<String, Wording>();
        source.list()
                .forEach(
                        ground -> wordings.put(ground.member("ground").text(), Wording.of(ground)));
        return wordings;
    }

    static Map<String, String> outward(Source source) {
        var outward = new LinkedHashMap<String, String>();
        source.list()
                .forEach(
                        ground -> {
                            var code = ground.member("ground").text();
                            var told = ground.member("outward").text();
                            outward.put(code, told.equals("itself") ? code : told);
                        });
        return outward;
    }

    static Calendar calendar(Source source) {
        var off = new HashSet<LocalDate>();
        var works = new HashSet<LocalDate>();
        var complete = new HashSet<Integer>();
        source.member("years")
                .map()
                .forEach(
                        (year, days) -> {
                            days.member("off")
                                    .list()
                                    .forEach(day -> off.add(day.member("day").date()));
                            days.member("works").list().forEach(day -> works.add(day.date()));
                            if (days.member("complete").flag()) {
                                complete.add(Integer.parseInt(year));
                            }
                        });
        var rest = new HashSet<DayOfWeek>();
        source.member("rest-days").texts().forEach(day -> rest.add(DayOfWeek.valueOf(day)));
        return new Calendar(rest, off, works, complete);
    }
}
