package qorgan.policy.pack;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import qorgan.policy.norm.Condition;

/// What a provision adds once the outcome is known: a duty, or its place in the official's
/// explanation.
///
/// @param position the provision's, among those of its pack
/// @param duty null where the provision is only in play
public record Consequence(int position, Provision provision, @Nullable Duty duty) {
    Condition when() {
        return duty != null ? duty.when() : Objects.requireNonNull(provision.inPlay());
    }
}
