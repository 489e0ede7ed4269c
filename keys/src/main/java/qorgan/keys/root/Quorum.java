package qorgan.keys.root;

import java.util.HashSet;
import java.util.List;

/// Who may unseal, together: of every group at least its threshold. One group of five with
/// threshold three is *3 of 5*; a group of lawyers with threshold one and a group of operators with
/// threshold two is *1 of the lawyers and 2 of the operators*.
public record Quorum(List<Group> groups) {
    /// Shamir's shares over GF(256) have one byte of number.
    private static final int MOST = 255;

    public Quorum {
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("a quorum has a group");
        }
        var names = new HashSet<String>();
        var custodians = new HashSet<String>();
        for (var group : groups) {
            if (!names.add(group.name())) {
                throw new IllegalArgumentException("two groups have one name");
            }
            for (var custodian : group.custodians()) {
                if (!custodians.add(custodian)) {
                    throw new IllegalArgumentException("a custodian stands in one group");
                }
            }
        }
    }

    /// Custodians of one kind.
    public record Group(String name, int threshold, List<String> custodians) {
        public Group {
            custodians = List.copyOf(custodians);
            if (name.isBlank()
                    || threshold < 1
                    || threshold > custodians.size()
                    || custodians.size() > MOST) {
                throw new IllegalArgumentException(
                        "a group has a name and a threshold that its custodians can reach");
            }
        }
    }

    /// Reads `operators:2:dana,erlan,zarina;lawyers:1:madina,timur`.
    public static Quorum parse(String text) {
        return new Quorum(
                text.lines()
                        .flatMap(line -> List.of(line.split(";", -1)).stream())
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .map(Quorum::group)
                        .toList());
    }

    private static Group group(String text) {
        var parts = List.of(text.split(":", -1));
        if (parts.size() != 3) {
            throw new IllegalArgumentException("a group is NAME:THRESHOLD:CUSTODIAN,CUSTODIAN");
        }
        return new Group(
                parts.get(0).strip(),
                Integer.parseInt(parts.get(1).strip()),
                List.of(parts.get(2).split(",", -1)).stream().map(String::strip).toList());
    }

    /// Every custodian, in order.
    public List<String> custodians() {
        return groups.stream().flatMap(group -> group.custodians().stream()).toList();
    }
}
