package qorgan.policy.pack;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import qorgan.policy.time.Zones;

/// A place in a YAML file: the value there, and where it stands, so that every complaint can say
/// so.
public final class Source {
    /// Aliases are not copied here, so a file may have any number of them; its size is what has an
    /// end.
    private static final int LARGEST_FILE = 64 << 20;

    private final String file;
    private final Node node;

    private Source(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /// Reads one document.
    ///
    /// @throws PackFault where the text is not YAML
    public static Source read(String file, byte[] content) {
        try {
            var settings =
                    LoadSettings.builder()
                            .setLabel(file)
                            .setAllowDuplicateKeys(false)
                            .setMaxAliasesForCollections(Integer.MAX_VALUE)
                            .setCodePointLimit(LARGEST_FILE)
                            .build();
            var text = new String(content, StandardCharsets.UTF_8);
            return new Compose(settings)
                    .composeString(text)
                    .map(node -> new Source(file, node))
                    .orElseThrow(() -> new PackFault(file, 1, "the file is empty"));
        } catch (MarkedYamlEngineException notYaml) {
            var line = notYaml.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new PackFault(file, line, String.valueOf(notYaml.getProblem()));
        } catch (YamlEngineException notYaml) {
            throw new PackFault(file, 1, String.valueOf(notYaml.getMessage()));
        }
    }

    public String file() {
        return file;
    }

    public int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    public PackFault fault(String what) {
        return new PackFault(file, line(), what);
    }

    public boolean isText() {
        return node instanceof ScalarNode;
    }

    public boolean isNull() {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && Set.of("null", "~", "").contains(scalar.getValue());
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw fault("a single value is expected here");
    }

    public List<Source> list() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(item -> new Source(file, item)).toList();
        }
        throw fault("a list is expected here");
    }

    public List<String> texts() {
        return list().stream().map(Source::text).toList();
    }

    public Map<String, Source> map() {
        if (node instanceof MappingNode mapping) {
            var members = new LinkedHashMap<String, Source>();
            mapping.getValue()
                    .forEach(
                            member ->
                                    members.put(
                                            new Source(file, member.getKeyNode()).text(),
                                            new Source(file, member.getValueNode())));
            return members;
        }
        throw fault("named members are expected here");
    }

    /// A map of which only these members may be present.
    public Map<String, Source> map(Set<String> allowed) {
        var members = map();
        members.forEach(
                (name, member) -> {
                    if (!allowed.contains(name)) {
                        throw member.fault("no member is called " + name);
                    }
                });
        return members;
    }

    public Source member(String name) {
        return find(name).orElseThrow(() -> fault("the member " + name + " is missing"));
    }

    /// A member that may be absent; null counts as absent.
    public Optional<Source> find(String name) {
        return Optional.ofNullable(map().get(name)).filter(member -> !member.isNull());
    }

    public boolean flag() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw fault("true or false is expected here");
        };
    }

    public int number() {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException notANumber) {
            throw fault("a whole number is expected here");
        }
    }

    /// A civil day of Almaty, as the instant at which it begins.
    public Instant day() {
        return date().atStartOfDay(Zones.ALMATY).toInstant();
    }

    public LocalDate date() {
        try {
            return LocalDate.parse(text());
        } catch (DateTimeException notADay) {
            throw fault("a day is expected here, such as 2026-03-02");
        }
    }
}
