package qorgan.policy.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qorgan.policy.Decision;
import qorgan.policy.Engine;
import qorgan.policy.pack.PackFault;
import qorgan.policy.pack.Source;
import qorgan.policy.time.Zones;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Decides scenarios out of a file and tells each result as one line of JSON, in the file's order.
public final class Scenarios {
    private static final DateTimeFormatter WITH_OFFSET =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

    private final Engine engine;
    private final JsonMapper json = JsonMapper.builder().build();

    public Scenarios(Engine engine) {
        this.engine = engine;
    }

    /// Every scenario of a file that can be read.
    ///
    /// @throws PackFault for the first that cannot
    public static List<Scenario> read(String file, byte[] content) {
        return sources(file, content).stream().map(ScenarioReader::read).toList();
    }

    /// The scenarios that this law carries with it.
    public static List<Scenario> own() {
        return Stream.of("scenarios.yaml", "scenarios-acts.yaml")
                .flatMap(file -> read(file, carried(file)).stream())
                .toList();
    }

    private static byte[] carried(String file) {
        try (var in = Scenarios.class.getResourceAsStream("/qorgan/policy/law/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the law carries no " + file);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Source> sources(String file, byte[] content) {
        var text = new String(content, StandardCharsets.UTF_8);
        if (isEmpty(text)) {
            return List.of();
        }
        var document = Source.read(file, content);
        return document.isList() ? document.list() : document.member("scenarios").list();
    }

    /// Nothing but blank lines and comments.
    private static boolean isEmpty(String text) {
        return text.lines()
                .map(line -> line.replace("\uFEFF", "").strip())
                .allMatch(line -> line.isEmpty() || line.startsWith("#"));
    }

    /// One line a scenario; one that cannot be read has an error in its line, and the others go on.
    /// Where the file as a whole is no YAML, its items are read one by one.
    ///
    /// @throws PackFault where the file holds no list of scenarios at all
    public void answer(String file, byte[] content, Consumer<String> line) {
        List<Source> sources;
        try {
            sources = sources(file, content);
        } catch (PackFault broken) {
            var items = Items.of(new String(content, StandardCharsets.UTF_8));
            if (items.isEmpty()) {
                throw broken;
            }
            items.forEach(item -> line.accept(answer(file, item)));
            return;
        }
        sources.forEach(source -> line.accept(answer(source)));
    }

    private String answer(String file, Items.Item item) {
        try {
            return answer(
                    Source.read(file, item.text().getBytes(StandardCharsets.UTF_8))
                            .list()
                            .getFirst());
        } catch (PackFault broken) {
            return error(item.id(), String.valueOf(broken.getMessage())).toString();
        }
    }

    private String answer(Source source) {
        var id = "";
        try {
            id = ScenarioReader.id(source);
            var scenario = ScenarioReader.read(source);
            return told(scenario.id(), decide(scenario)).toString();
        } catch (PackFault | DateTimeException | IllegalArgumentException unreadable) {
            return error(id, String.valueOf(unreadable.getMessage())).toString();
        }
    }

    /// Decides one scenario by the pack that it names.
    public Decision decide(Scenario scenario) {
        var pack =
                engine.law()
                        .named(scenario.pack())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "no pack is called " + scenario.pack()));
        return engine.decide(pack, scenario.facts());
    }

    private ObjectNode error(String id, String what) {
        var result = json.createObjectNode().put("id", id).put("decision", "none");
        result.putNull("template");
        result.putArray("released");
        result.putObject("withheld");
        result.putArray("obligations");
        result.putArray("clocks");
        result.putArray("cited");
        return result.put("error", what);
    }

    private ObjectNode told(String id, Decision decision) {
        var result = json.createObjectNode().put("id", id).put("decision", word(decision));
        result.put("template", decision.template());
        decision.released().forEach(result.putArray("released")::add);
        var withheld = result.putObject("withheld");
        decision.withheld().forEach((field, ground) -> withheld.put(field, ground.code()));
        decision.obligations().forEach(result.putArray("obligations")::add);
        var clocks = result.putArray("clocks");
        for (var clock : decision.clocks()) {
            clocks.addObject()
                    .put("rule", clock.rule())
                    .put("starts_at", written(clock.startsAt()))
                    .put("due_at", written(clock.dueAt()));
        }
        decision.cited().forEach(result.putArray("cited")::add);
        result.putNull("error");
        return result;
    }

    /// The law's word for an outcome.
    public static String word(Decision decision) {
        return switch (decision.result()) {
            case PERMIT -> "permit";
            case PARTIAL -> "partial";
            case DENY -> "deny";
            case SEARCH -> "search";
            case INDETERMINATE -> "indeterminate";
            case NONE -> "none";
        };
    }

    /// An instant as a scenario writes it: Almaty's civil time with its offset.
    public static @Nullable String written(@Nullable Instant instant) {
        return instant == null ? null : WITH_OFFSET.format(instant.atZone(Zones.ALMATY));
    }
}
