package qorgan.vault.register;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import qorgan.keys.Field;

/// Whether a person's register entry holds the eight groups of ICPPED art. 17(3), group by group.
public record Completeness(Map<RegisterGroup, State> groups, Set<Field> toFill) {
    public enum State {
        HELD,
        /// Some of it is missing and the register says why.
        EXPLAINED,
        MISSING,
        /// Its event has not happened.
        NOT_HAPPENED
    }

    public Completeness {
        groups = Map.copyOf(groups);
        toFill = Set.copyOf(toFill);
    }

    static Completeness of(CustodyFile file, Set<Field> held) {
        var groups = new EnumMap<RegisterGroup, State>(RegisterGroup.class);
        var toFill = new TreeSet<Field>();
        for (var group : RegisterGroup.values()) {
            var state = State.HELD;
            for (var field : group.fields()) {
                var missing = file.gaps().contains(field);
                if (missing && !file.explained().containsKey(field)) {
                    toFill.add(field);
                    state = State.MISSING;
                } else if (missing && state != State.MISSING) {
                    state = State.EXPLAINED;
                }
            }
            if (state == State.HELD && group.fields().stream().noneMatch(held::contains)) {
                state = happened(file, group) ? State.MISSING : State.NOT_HAPPENED;
            }
            groups.put(group, state);
        }
        return new Completeness(groups, toFill);
    }

    private static boolean happened(CustodyFile file, RegisterGroup group) {
        return group.fields().stream().noneMatch(file.notHappened()::contains);
    }
}
