package qorgan.policy.pack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;

/// The facts that norms may speak of, each with its place in [Truths].
public final class Vocabulary {
    private final List<FactTerm> terms = new ArrayList<>();
    private final Map<String, Integer> index = new HashMap<>();

    /// @return false when the name is taken
    boolean declare(FactTerm term) {
        if (index.containsKey(term.name())) {
            return false;
        }
        index.put(term.name(), terms.size());
        terms.add(term);
        return true;
    }

    public Optional<Integer> find(String name) {
        return Optional.ofNullable(index.get(name));
    }

    /// The place of a fact that is known to be declared.
    public int at(String name) {
        var found = index.get(name);
        if (found == null) {
            throw new IllegalStateException("no fact is called " + name);
        }
        return found;
    }

    public FactTerm term(int fact) {
        return terms.get(fact);
    }

    public String name(int fact) {
        return terms.get(fact).name();
    }

    public List<FactTerm> terms() {
        return List.copyOf(terms);
    }

    public int size() {
        return terms.size();
    }

    /// Sets a fact as its kind asks: what has to be proven is FALSE until it is.
    public void set(Truths truths, int fact, Truth truth) {
        truths.set(fact, terms.get(fact).kind() == FactKind.PROVEN ? truth.proven() : truth);
    }
}
