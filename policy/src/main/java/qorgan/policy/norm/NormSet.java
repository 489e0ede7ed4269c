package qorgan.policy.norm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Norms compiled for the question "what does this plane say?": filed plane by plane ([Filing]), so
/// that the cost of a question follows the norms that could apply, not the size of the law.
public final class NormSet {
    private final Map<String, Plane> planes;

    private NormSet(Map<String, Plane> planes) {
        this.planes = planes;
    }

    /// Compiles norms over a vocabulary of so many facts. Ids are unique; who prevails over whom
    /// has no cycle.
    public static NormSet of(List<Norm> norms, int facts) {
        var byPlane = new HashMap<String, List<Norm>>();
        norms.forEach(
                norm ->
                        norm.planes()
                                .forEach(
                                        plane ->
                                                byPlane.computeIfAbsent(
                                                                plane, _ -> new ArrayList<>())
                                                        .add(norm)));
        var planes = new HashMap<String, Plane>();
        byPlane.forEach((plane, of) -> planes.put(plane, Plane.of(of, facts)));
        return new NormSet(planes);
    }

    /// The norms that speak about a plane; a plane nobody speaks about has an empty one.
    public Plane plane(String name) {
        return planes.getOrDefault(name, Plane.EMPTY);
    }

    /// The norms of one plane.
    public static final class Plane {
        static final Plane EMPTY = of(List.of(), 0);

        private final Norm[] norms;
        /// For each norm the positions, in this plane, of the norms it prevails over.
        private final int[][] over;
        private final Filing filing;

        private Plane(Norm[] norms, int[][] over, Filing filing) {
            this.norms = norms;
            this.over = over;
            this.filing = filing;
        }

        private static Plane of(List<Norm> unsorted, int facts) {
            var norms =
                    unsorted.stream().sorted(Comparator.comparing(Norm::id)).toArray(Norm[]::new);
            var position = new HashMap<String, Integer>();
            for (var i = 0; i < norms.length; i++) {
                position.put(norms[i].id(), i);
            }
            var over = new int[norms.length][];
            for (var i = 0; i < norms.length; i++) {
                over[i] =
                        norms[i].prevailsOver().stream()
                                .filter(position::containsKey)
                                .mapToInt(position::get)
                                .toArray();
            }
            var conditions = Arrays.stream(norms).map(Norm::condition).toList();
            return new Plane(norms, over, Filing.of(conditions, facts));
        }

        /// How many norms speak about this plane.
        public int size() {
            return norms.length;
        }

        public List<Norm> norms() {
            return List.of(norms);
        }

        /// The short answer: the reason and the norm whose ground is told, and nothing else built.
        public Ruling rule(Truths truths, Instant at) {
            var found = find(truths, at);
            var rung = found.rung();
            return new Ruling(
                    found.reason(),
                    rung < 0 ? null : found.norm(rung),
                    rung >= 0 && found.isKnown(rung));
        }

        /// The whole answer.
        public Verdict decide(Truths truths, Instant at) {
            var found = find(truths, at);
            var reason = found.reason();
            var missing = new TreeSet<Integer>();
            found.missing(reason, missing::add);
            var rung = found.rung();
            return new Verdict(
                    reason,
                    found.select(Found.STANDS | Found.OVERRIDDEN),
                    found.select(Found.OVERRIDDEN),
                    found.select(Found.UNKNOWN),
                    missing,
                    rung < 0 ? null : found.norm(rung),
                    rung >= 0 && found.isKnown(rung));
        }

        private Found find(Truths truths, Instant now) {
            var found = new Found(this, truths, now);
            filing.each(
                    truths,
                    i -> {
                        if (norms[i].window().holds(now)) {
                            found.look(i);
                        }
                    });
            found.settle();
            return found;
        }

        Norm norm(int i) {
            return norms[i];
        }

        int[] over(int i) {
            return over[i];
        }
    }
}
