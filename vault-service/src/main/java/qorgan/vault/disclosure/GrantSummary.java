package qorgan.vault.disclosure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One of an official's own grants: which application, which window, whether it was revoked.
public record GrantSummary(
        GrantId grant,
        ApplicationId application,
        Instant from,
        Instant to,
        @Nullable Instant revokedAt) {}
