package qorgan.vault.audit.log;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What this instance found wrong with the log. It stays until somebody looked, repaired, and
/// restarted the instance: an inconsistency never heals by itself.
@Component
public class Alarms {
    private final AtomicReference<@Nullable String> first = new AtomicReference<>();

    void inconsistent(String what) {
        first.compareAndSet(null, what);
    }

    /// The first contradiction found since the start, if any.
    public @Nullable String inconsistency() {
        return first.get();
    }
}
