package qorgan.policy.pack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qorgan.policy.norm.Effect;
import qorgan.policy.norm.Exemption;
import qorgan.policy.norm.Filing;
import qorgan.policy.norm.Norm;
import qorgan.policy.norm.NormSet;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;
import qorgan.policy.time.Window;

/// One national pack with the overlay beside it, compiled: for the logic each field is a plane of
/// its own.
///
/// How a clause becomes a norm: `unless` becomes exceptions, one for each clause of the other
/// effect in the named provision that speaks about the same field, with that provision's own
/// exceptions and interval. A denial whose ground stands on the field's ladder prevails over every
/// permit of the field: the ladder is the priority that the law declares. So permit and denial meet
/// without priority only where a fact of conflict says so.
public final class Pack {
    private final Packs packs;
    private final String id;
    private final @Nullable Window inForce;
    private final Map<String, Provision> provisions = new LinkedHashMap<>();
    private final List<Provision> loaded;
    private final List<Provision> withoutDelay;
    private final List<String> ids;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final Map<String, Provision> byNorm = new HashMap<>();
    private final Map<String, String> grounds = new HashMap<>();
    private final NormSet norms;
    private final List<Consequence> consequences = new ArrayList<>();
    private final Filing filedConsequences;
    private final Map<String, NormSet.Plane> planes = new HashMap<>();

    Pack(Packs packs, String id, @Nullable Window inForce, List<Provision> loaded) {
        this.packs = packs;
        this.id = id;
        this.inForce = inForce;
        this.loaded = loaded.stream().sorted(Comparator.comparing(Provision::id)).toList();
        ids = this.loaded.stream().map(Provision::id).toList();
        withoutDelay = this.loaded.stream().filter(Pack::isWithoutDelay).toList();
        this.loaded.forEach(provision -> provisions.put(provision.id(), provision));
        norms = NormSet.of(compile(), packs.vocabulary().size());
        for (var i = 0; i < this.loaded.size(); i++) {
            consequences.addAll(consequences(i, this.loaded.get(i)));
        }
        filedConsequences =
                Filing.of(
                        consequences.stream().map(Consequence::when).toList(),
                        packs.vocabulary().size());
        packs.terms().fields().forEach(field -> planes.put(field, norms.plane(field)));
        packs.terms()
                .groups()
                .keySet()
                .forEach(group -> planes.put(group + ".?", norms.plane(group + ".?")));
    }

    private static List<Consequence> consequences(int position, Provision provision) {
        var all = new ArrayList<Consequence>();
        provision.duties().forEach(duty -> all.add(new Consequence(position, provision, duty)));
        if (provision.inPlay() != null) {
            all.add(new Consequence(position, provision, null));
        }
        return all;
    }

    private List<Norm> compile() {
        var compiled = new ArrayList<Norm>();
        packs.terms()
                .groups()
                .forEach(
                        (group, fields) -> {
                            fields.forEach(field -> compiled.addAll(compile(field, group)));
                            compiled.addAll(compileUndeclared(group, fields));
                        });
        return compiled;
    }

    private List<Norm> compile(String field, String group) {
        var ladder = packs.terms().ladder(group);
        var permits = new HashSet<String>();
        var onField = new ArrayList<Norm>();
        for (var provision : provisions.values()) {
            for (var i = 0; i < provision.clauses().size(); i++) {
                var clause = provision.clauses().get(i);
                if (clause.fields().contains(field)) {
                    var norm = norm(provision, clause, i, field, ladder);
                    onField.add(norm);
                    if (norm.effect() == Effect.PERMIT) {
                        permits.add(norm.id());
                    }
                }
            }
        }
        return onField.stream().map(norm -> prevailing(norm, permits)).toList();
    }

    /// A field that the catalogue doesn't know: of its group it has the denials that speak about
    /// the whole group, and no permit.
    private List<Norm> compileUndeclared(String group, List<String> fields) {
        var ladder = packs.terms().ladder(group);
        var denials = new ArrayList<Norm>();
        for (var provision : provisions.values()) {
            for (var i = 0; i < provision.clauses().size(); i++) {
                var clause = provision.clauses().get(i);
                if (clause.denies() && clause.fields().containsAll(fields)) {
                    denials.add(norm(provision, clause, i, group + ".?", ladder));
                }
            }
        }
        return denials;
    }

    private Norm norm(
            Provision provision, Clause clause, int number, String field, List<String> ladder) {
        var normId = provision.id() + "#" + number;
        byNorm.put(normId, provision);
        ordinals.put(normId, loaded.indexOf(provision));
        if (clause.ground() != null) {
            grounds.put(normId, clause.ground());
        }
        return new Norm(
                normId,
                clause.denies() ? Effect.DENY : Effect.PERMIT,
                Set.of(field),
                clause.when(),
                exemptions(provision, clause, field),
                provision.inForce(),
                Set.of(),
                clause.ground() == null ? 0 : ladder.indexOf(clause.ground()));
    }

    private List<Exemption> exemptions(Provision provision, Clause clause, String field) {
        var exemptions = new ArrayList<Exemption>();
        for (var named : provision.unless()) {
            var other = provisions.get(named);
            if (other != null) {
                for (var i = 0; i < other.clauses().size(); i++) {
                    var against = other.clauses().get(i);
                    if (against.denies() != clause.denies() && against.fields().contains(field)) {
                        exemptions.add(
                                new Exemption(
                                        named + "#" + i,
                                        against.when(),
                                        exemptions(other, against, field),
                                        other.inForce()));
                    }
                }
            }
        }
        return exemptions;
    }

    private static Norm prevailing(Norm norm, Set<String> permits) {
        return norm.effect() == Effect.PERMIT
                ? norm
                : new Norm(
                        norm.id(),
                        norm.effect(),
                        norm.planes(),
                        norm.condition(),
                        norm.exemptions(),
                        norm.window(),
                        permits,
                        norm.rank());
    }

    public Packs law() {
        return packs;
    }

    public String id() {
        return id;
    }

    /// Whether a national pack is loaded at all.
    public boolean isNational() {
        return inForce != null;
    }

    /// When it is valid; the overlay alone always is.
    public Window inForce() {
        return inForce == null ? Window.ALWAYS : inForce;
    }

    public boolean covers(Instant instant) {
        return inForce != null && inForce.holds(instant);
    }

    /// The provisions that are loaded, by their ids.
    public List<Provision> provisions() {
        return loaded;
    }

    /// What follows from an outcome, in the order of the provisions: the consequences whose
    // condition
    /// is TRUE. Whether a provision is in force is for the caller to ask, as its clocks have their
    /// own instants.
    public List<Consequence> consequences(Truths outcome) {
        var holding = new BitSet(consequences.size());
        filedConsequences.each(
                outcome,
                i -> {
                    if (consequences.get(i).when().value(outcome) == Truth.TRUE) {
                        holding.set(i);
                    }
                });
        var holds = new ArrayList<Consequence>(holding.cardinality());
        for (var i = holding.nextSetBit(0); i >= 0; i = holding.nextSetBit(i + 1)) {
            holds.add(consequences.get(i));
        }
        return holds;
    }

    /// Those with a duty that is due without delay.
    public List<Provision> withoutDelay() {
        return withoutDelay;
    }

    private static boolean isWithoutDelay(Provision provision) {
        return provision.duties().stream()
                .map(Duty::term)
                .anyMatch(term -> term != null && term.isWithoutDelay());
    }

    public Optional<Provision> provision(String provisionId) {
        return Optional.ofNullable(provisions.get(provisionId));
    }

    /// The norms about one field.
    public NormSet.Plane plane(String field) {
        var plane = planes.get(field);
        return plane != null ? plane : norms.plane(Terms.group(field) + ".?");
    }

    /// The provision that a compiled norm comes from.
    public Provision provisionOf(Norm norm) {
        var provision = byNorm.get(norm.id());
        if (provision == null) {
            throw new IllegalStateException("not a norm of this pack: " + norm.id());
        }
        return provision;
    }

    /// The ids of the loaded provisions, sorted: their positions are what [#positionOf] gives.
    public List<String> ids() {
        return ids;
    }

    /// The position of a compiled norm's provision among [#provisions].
    public int positionOf(Norm norm) {
        var position = ordinals.get(norm.id());
        if (position == null) {
            throw new IllegalStateException("not a norm of this pack: " + norm.id());
        }
        return position;
    }

    /// The ground that a denying norm tells.
    public String groundOf(Norm norm) {
        var ground = grounds.get(norm.id());
        if (ground == null) {
            throw new IllegalStateException("not a denial: " + norm.id());
        }
        return ground;
    }
}
