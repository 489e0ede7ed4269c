package qorgan.policy.pack;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The frame of the law: field groups, ceilings, and the ladders of grounds.
public final class Terms {
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private final Map<String, List<String>> aliases = new HashMap<>();
    private final Map<String, Set<String>> ceilings = new LinkedHashMap<>();
    private final Map<String, List<String>> ladders = new HashMap<>();
    private final Map<String, String> closed = new HashMap<>();
    private final Map<String, List<String>> sets = new HashMap<>();
    private final Set<String> events = new LinkedHashSet<>();

    private Terms() {}

    static Terms read(Source source) {
        var terms = new Terms();
        source.member("groups")
                .map()
                .forEach((group, fields) -> terms.groups.put(group, fields.texts()));
        source.member("aliases")
                .map()
                .forEach((alias, fields) -> terms.aliases.put(alias, fields.texts()));
        source.member("ceilings")
                .map()
                .forEach((role, groups) -> terms.ceilings.put(role, terms.ceiling(groups)));
        source.member("ladders")
                .map()
                .forEach((group, grounds) -> terms.ladders.put(group, grounds.texts()));
        source.member("closed")
                .map()
                .forEach((group, ground) -> terms.closed.put(group, ground.text()));
        terms.events.addAll(source.member("events").texts());
        source.member("sets").map().forEach((set, norms) -> terms.sets.put(set, norms.texts()));
        return terms;
    }

    private Set<String> ceiling(Source ofRole) {
        var fields = new HashSet<String>();
        ofRole.map()
                .forEach(
                        (group, listed) ->
                                fields.addAll(
                                        listed.isText() && listed.text().equals("all")
                                                ? groups.getOrDefault(group, List.of())
                                                : listed.texts()));
        return fields;
    }

    /// The fields of every group, by the group's letter.
    public Map<String, List<String>> groups() {
        return Map.copyOf(groups);
    }

    public List<String> fields() {
        return groups.values().stream().flatMap(List::stream).toList();
    }

    public Set<String> roles() {
        return ceilings.keySet();
    }

    /// What may start, restart or bound a clock, by name.
    public Set<String> events() {
        return Collections.unmodifiableSet(events);
    }

    /// Whether a field lies within the most that a role may ever get.
    public boolean isWithinCeiling(String role, String field) {
        return ceilings.getOrDefault(role, Set.of()).contains(field);
    }

    /// The order in which grounds are told for a group.
    public List<String> ladder(String group) {
        return ladders.getOrDefault(group, List.of());
    }

    /// The ground of a group where no norm permits and none denies.
    public String closed(String group) {
        return closed.getOrDefault(group, "recipient_ceiling");
    }

    /// Fields as a norm writes them: a code, `W.*`, `@alias`, or one of these after a minus to take
    /// it out again.
    List<String> expand(Source written) {
        var fields = new LinkedHashSet<String>();
        for (var item : written.list()) {
            var text = item.text();
            if (text.startsWith("-")) {
                named(text.substring(1), item).forEach(fields::remove);
            } else {
                fields.addAll(named(text, item));
            }
        }
        return List.copyOf(fields);
    }

    private List<String> named(String text, Source item) {
        if (text.startsWith("@")) {
            var alias = aliases.get(text.substring(1));
            if (alias == null) {
                throw item.fault("no fields are called " + text);
            }
            return alias;
        }
        if (text.endsWith(".*")) {
            var group = groups.get(text.substring(0, text.length() - 2));
            if (group == null) {
                throw item.fault("no group is called " + text);
            }
            return group;
        }
        if (!fields().contains(text)) {
            throw item.fault("no field is called " + text);
        }
        return List.of(text);
    }

    /// Norms as an exception list writes them: an id, or `@set`.
    List<String> norms(Source written) {
        return written.list().stream()
                .flatMap(
                        item -> {
                            var text = item.text();
                            if (!text.startsWith("@")) {
                                return List.of(text).stream();
                            }
                            var set = sets.get(text.substring(1));
                            if (set == null) {
                                throw item.fault("no set of norms is called " + text);
                            }
                            return set.stream();
                        })
                .toList();
    }

    /// The group of a field: the letters before its dot.
    public static String group(String field) {
        var dot = field.indexOf('.');
        return dot < 0 ? "" : field.substring(0, dot);
    }
}
