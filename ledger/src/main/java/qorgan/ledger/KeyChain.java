package qorgan.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The keys of a log through time: those somebody believes, and those they handed over to. Each
/// generation signs trees up to its handover and none that is larger, so a retired key that is
/// stolen later signs nothing new.
public final class KeyChain {
    /// @param until the size of the last tree that these keys sign
    public record Generation(List<VerifierKey> keys, long until) {
        public Generation {
            keys = List.copyOf(keys);
        }
    }

    /// A link that does not hold.
    public static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;
        private final int number;
        private final String what;

        Broken(int number, String what) {
            super(Succession.FOLDER + number + ": " + what);
            this.number = number;
            this.what = what;
        }

        public String where() {
            return Succession.FOLDER + number;
        }

        public String what() {
            return what;
        }
    }

    private final List<Generation> generations;

    private KeyChain(List<Generation> generations) {
        this.generations = List.copyOf(generations);
    }

    /// One generation, which nothing ends.
    public static KeyChain of(List<VerifierKey> believed) {
        return new KeyChain(List.of(new Generation(believed, Long.MAX_VALUE)));
    }

    /// Follows a log's successions, all that it has from the first one on, from the keys that are
    /// believed. Who believes a later generation need not know the earlier ones: these are taken on
    /// the later ones' word, which signed the handover too.
    public static KeyChain following(List<VerifierKey> believed, List<Succession> successions)
            throws Broken {
        int start = successions.size();
        while (start > 0 && !believesAfter(believed, successions.get(start - 1))) {
            start--;
        }
        var generations = new ArrayList<Generation>();
        long from = 0;
        for (int i = 0; i < successions.size(); i++) {
            var one = successions.get(i);
            var keys = generation(believed, successions, start, i);
            var fault = one.fault(keys);
            if (fault.isPresent()) {
                throw new Broken(i + 1, fault.get());
            }
            if (one.size() <= from) {
                throw new Broken(i + 1, "it hands over before the one before it");
            }
            from = one.size();
            generations.add(new Generation(keys, from));
        }
        var last = generation(believed, successions, start, successions.size());
        generations.add(new Generation(last, Long.MAX_VALUE));
        return new KeyChain(generations);
    }

    /// The keys before the succession at `index`, or the last ones. `believed` may list keys of
    /// several generations, as a log publishes them.
    private static List<VerifierKey> generation(
            List<VerifierKey> believed, List<Succession> successions, int start, int index) {
        if (index < start) {
            return successions.get(index).before();
        }
        if (index == 0) {
            return believed;
        }
        var after = successions.get(index - 1).after();
        return index > start ? after : after.stream().filter(believed::contains).toList();
    }

    private static boolean believesAfter(List<VerifierKey> believed, Succession one) {
        return one.after().stream().anyMatch(believed::contains);
    }

    /// Those that may sign a tree of this size; at a handover, those of both sides.
    public List<VerifierKey> at(long size) {
        var keys = Stream.<VerifierKey>empty();
        long from = -1;
        for (var generation : generations) {
            if (size >= from && size <= generation.until()) {
                keys = Stream.concat(keys, generation.keys().stream());
            }
            from = generation.until();
        }
        return keys.distinct().toList();
    }

    public List<VerifierKey> current() {
        return generations.getLast().keys();
    }

    public List<Generation> generations() {
        return generations;
    }

    /// Up to which size a key of this chain signed, if it is retired.
    public Optional<Long> retiredAt(VerifierKey key) {
        return current().contains(key)
                ? Optional.empty()
                : generations.stream()
                        .filter(generation -> generation.keys().contains(key))
                        .map(Generation::until)
                        .findFirst();
    }

    public List<VerifierKey> all() {
        return generations.stream().flatMap(each -> each.keys().stream()).distinct().toList();
    }
}
