package qorgan.policy.pack;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qorgan.policy.norm.Condition;
import qorgan.policy.time.Window;

/// One norm as the law's data writes it.
///
/// @param unless provisions that this one yields to
/// @param inPlay when the norm belongs into the official's explanation though it decided nothing
/// @param verified whether its text was read again; shown wherever the norm is
public record Provision(
        String id,
        Set<String> packs,
        Window inForce,
        Citation citation,
        String plane,
        String holder,
        String effect,
        String says,
        boolean fromLaw,
        boolean verified,
        List<Clause> clauses,
        List<String> unless,
        @Nullable Condition inPlay,
        List<Duty> duties,
        @Nullable String refusedReceives,
        String file,
        int line) {
    public Provision {
        packs = Set.copyOf(packs);
        clauses = List.copyOf(clauses);
        unless = List.copyOf(unless);
        duties = List.copyOf(duties);
    }

    /// The same provision with other clauses, duties and range of play: how tests weaken a norm.
    public Provision with(
            List<Clause> newClauses, List<Duty> newDuties, @Nullable Condition newInPlay) {
        return new Provision(
                id,
                packs,
                inForce,
                citation,
                plane,
                holder,
                effect,
                says,
                fromLaw,
                verified,
                newClauses,
                unless,
                newInPlay,
                newDuties,
                refusedReceives,
                file,
                line);
    }

    /// The same provision that yields to one norm less.
    public Provision yieldingNotTo(String norm) {
        return new Provision(
                id,
                packs,
                inForce,
                citation,
                plane,
                holder,
                effect,
                says,
                fromLaw,
                verified,
                clauses,
                unless.stream().filter(named -> !named.equals(norm)).toList(),
                inPlay,
                duties,
                refusedReceives,
                file,
                line);
    }
}
