package qorgan.ledger.witness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.KeyType;
import qorgan.ledger.NoteSignature;
import qorgan.ledger.SignedNote;
import qorgan.ledger.VerifierKey;

/// Which witnesses must have cosigned a checkpoint before it counts: so many of a group, groups
/// within groups. Reads C2SP tlog-policy files, and plain lists of keys with a number.
public final class WitnessPolicy {
    /// A witness may hold several keys, an Ed25519 and an ML-DSA-44 one: any of them speaks for it,
    /// and it counts once.
    private sealed interface Member {
        record One(List<VerifierKey> keys) implements Member {}

        record Group(int needed, List<Member> members) implements Member {}
    }

    private final Member quorum;
    private final List<VerifierKey> logs;
    private final List<VerifierKey> witnesses;

    private WitnessPolicy(Member quorum, List<VerifierKey> logs, List<VerifierKey> witnesses) {
        if (isAnyTwice(logs) || isAnyTwice(witnesses)) {
            throw new IllegalArgumentException("one key under two names counts as nobody");
        }
        if (witnesses.stream().anyMatch(key -> key.type() == KeyType.ED25519)) {
            throw new IllegalArgumentException("a witness has a cosignature key");
        }
        this.quorum = quorum;
        this.logs = List.copyOf(logs);
        this.witnesses = List.copyOf(witnesses);
    }

    /// Whoever held one key under two names would be a quorum of two by themselves.
    private static boolean isAnyTwice(List<VerifierKey> keys) {
        var bytes = keys.stream().map(key -> HexFormat.of().formatHex(key.publicKey())).toList();
        return Set.copyOf(bytes).size() < keys.size();
    }

    public static WitnessPolicy none() {
        return atLeast(0, List.of());
    }

    /// Keys of one name are one witness. Preconditions: `needed` is at most the number of names.
    public static WitnessPolicy atLeast(int needed, List<VerifierKey> keys) {
        var byName = keys.stream().collect(Collectors.groupingBy(VerifierKey::name));
        if (needed < 0 || needed > byName.size()) {
            throw new IllegalArgumentException(needed + " of " + byName.size() + " witnesses");
        }
        var members = byName.values().stream().<Member>map(Member.One::new).toList();
        return new WitnessPolicy(new Member.Group(needed, members), List.of(), keys);
    }

    /// An `IllegalArgumentException` names the line that is not as C2SP tlog-policy asks.
    public static WitnessPolicy parse(String text) {
        return new Reader().read(text);
    }

    public List<VerifierKey> logs() {
        return logs;
    }

    public List<VerifierKey> witnesses() {
        return witnesses;
    }

    /// What the signature lines of a note amount to.
    ///
    /// - `valid`: names of witnesses with a valid cosignature
    /// - `invalid`: a line that claims a known key and does not verify; such a note is to be
    ///   refused whole
    /// - `newest`: the time of the latest valid cosignature
    public record Finding(
            boolean satisfied,
            Set<String> valid,
            Optional<NoteSignature> invalid,
            Optional<Instant> newest) {}

    public Finding examine(SignedNote note) {
        var checkpoint = Checkpoint.parse(note.text());
        var valid = new HashSet<VerifierKey>();
        var times = new ArrayList<Instant>();
        Optional<NoteSignature> invalid = Optional.empty();
        for (NoteSignature line : note.signatures()) {
            for (VerifierKey key : witnesses) {
                if (key.verifies(line, checkpoint)) {
                    valid.add(key);
                    key.time(line).ifPresent(times::add);
                } else if (key.claims(line) && invalid.isEmpty()) {
                    invalid = Optional.of(line);
                }
            }
        }
        return new Finding(
                satisfied(quorum, valid),
                valid.stream().map(VerifierKey::name).collect(Collectors.toSet()),
                invalid,
                times.stream().max(Instant::compareTo));
    }

    private static boolean satisfied(Member member, Set<VerifierKey> valid) {
        return switch (member) {
            case Member.One(var keys) -> keys.stream().anyMatch(valid::contains);
            case Member.Group(var needed, var members) ->
                    members.stream().filter(one -> satisfied(one, valid)).count() >= needed;
        };
    }

    private static final class Reader {
        private final List<VerifierKey> logs = new ArrayList<>();
        private final List<VerifierKey> witnesses = new ArrayList<>();
        private final Map<String, Member> members = new HashMap<>();
        private final Set<String> taken = new HashSet<>();
        private Optional<Member> quorum = Optional.empty();

        WitnessPolicy read(String text) {
            for (String line : text.split("\n", -1)) {
                String bare = line.strip();
                if (!bare.isEmpty() && !bare.startsWith("#")) {
                    line(bare);
                }
            }
            return new WitnessPolicy(
                    quorum.orElseThrow(() -> new IllegalArgumentException("no quorum line")),
                    logs,
                    witnesses);
        }

        private void line(String line) {
            String[] words = line.split("[ \t]+");
            boolean read =
                    switch (words[0]) {
                        case "log" -> words.length >= 2 && logs.add(VerifierKey.parse(words[1]));
                        case "witness" -> words.length >= 3 && witness(words);
                        case "group" -> words.length >= 4 && group(words);
                        case "quorum" -> words.length == 2 && quorum(words[1]);
                        default -> false;
                    };
            if (!read) {
                throw new IllegalArgumentException("not a policy line: " + line);
            }
        }

        private boolean witness(String[] words) {
            var key = VerifierKey.parse(words[2]);
            witnesses.add(key);
            return name(words[1], new Member.One(List.of(key)));
        }

        private boolean group(String[] words) {
            var list = new ArrayList<Member>();
            for (int i = 3; i < words.length; i++) {
                if (!members.containsKey(words[i]) || !taken.add(words[i])) {
                    return false;
                }
                list.add(members.get(words[i]));
            }
            int needed =
                    switch (words[2]) {
                        case "all" -> list.size();
                        case "any" -> 1;
                        default ->
                                words[2].matches("[1-9][0-9]{0,3}")
                                        ? Integer.parseInt(words[2])
                                        : 0;
                    };
            return needed >= 1
                    && needed <= list.size()
                    && name(words[1], new Member.Group(needed, List.copyOf(list)));
        }

        private boolean name(String name, Member member) {
            return !name.equals("none") && members.putIfAbsent(name, member) == null;
        }

        private boolean quorum(String name) {
            boolean first = quorum.isEmpty();
            quorum =
                    name.equals("none")
                            ? Optional.of(new Member.Group(0, List.of()))
                            : Optional.ofNullable(members.get(name));
            return first && quorum.isPresent();
        }
    }
}
