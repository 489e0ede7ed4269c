package qorgan.policy.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qorgan.policy.norm.Condition;

/// What a provision permits or denies: on which fields, when, and if it denies on which ground.
public record Clause(List<String> fields, @Nullable String ground, Condition when) {
    public Clause {
        fields = List.copyOf(fields);
    }

    public boolean denies() {
        return ground != null;
    }
}
