package qorgan.vault.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A witness of the log as the desk sees it.
///
/// @param cosignedAt when its last cosignature came; null while none has
public record WitnessSeen(String name, @Nullable Instant cosignedAt) {}
