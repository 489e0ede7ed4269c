package qorgan.policy.norm;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/// What has to hold for a norm to apply: facts joined by *all*, *any* and *not*. An empty *all* is
/// TRUE, an empty *any* FALSE.
public sealed interface Condition {
    Condition ALWAYS = new All(List.of());

    record Fact(int index) implements Condition {
        @Override
        public Truth value(Truths truths) {
            return truths.of(index);
        }
    }

    record Not(Condition part) implements Condition {
        @Override
        public Truth value(Truths truths) {
            return part.value(truths).not();
        }
    }

    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth value(Truths truths) {
            var value = Truth.TRUE;
            for (var i = 0; i < parts.size() && value != Truth.FALSE; i++) {
                value = value.and(parts.get(i).value(truths));
            }
            return value;
        }
    }

    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth value(Truths truths) {
            var value = Truth.FALSE;
            for (var i = 0; i < parts.size() && value != Truth.TRUE; i++) {
                value = value.or(parts.get(i).value(truths));
            }
            return value;
        }
    }

    /// The condition's value. A method of each form and not a switch: it is asked hundreds of times
    /// a decision.
    Truth value(Truths truths);

    /// Every fact that the condition mentions, as often as it does.
    default void facts(IntConsumer each) {
        switch (this) {
            case Fact(var index) -> each.accept(index);
            case Not(var part) -> part.facts(each);
            case All(var parts) -> parts.forEach(part -> part.facts(each));
            case Any(var parts) -> parts.forEach(part -> part.facts(each));
        }
    }

    /// The facts to ask for: those whose being unknown makes this condition unknown. None when its
    /// value is known.
    default void missing(Truths truths, IntConsumer each) {
        if (value(truths) != Truth.UNKNOWN) {
            return;
        }
        switch (this) {
            case Fact(var index) -> each.accept(index);
            case Not(var part) -> part.missing(truths, each);
            case All(var parts) -> parts.forEach(part -> part.missing(truths, each));
            case Any(var parts) -> parts.forEach(part -> part.missing(truths, each));
        }
    }

    /// Facts without which the condition is FALSE: each of them has to be TRUE or UNKNOWN for it to
    /// be more than that. The index of norms looks only at norms of which such a fact is present.
    default Set<Integer> required() {
        return switch (this) {
            case Fact(var index) -> Set.of(index);
            case Not(var _) -> Set.of();
            case All(var parts) -> {
                var union = new HashSet<Integer>();
                parts.forEach(part -> union.addAll(part.required()));
                yield union;
            }
            case Any(var parts) -> {
                if (parts.isEmpty()) {
                    yield Set.of();
                }
                var common = new HashSet<>(parts.getFirst().required());
                parts.forEach(part -> common.retainAll(part.required()));
                yield common;
            }
        };
    }
}
