package qorgan.vault.duty;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something a procurator is told at once: an irregular entry, a clock that ran out, a proof that
/// lags.
///
/// @param kind `irregular`, `overdue`, `proof_lag`, `dpo_case`
/// @param rule the rule that is broken or ran out
public record Alarm(
        AlarmId alarm,
        String kind,
        String rule,
        UUID cause,
        UUID about,
        Instant raisedAt,
        @Nullable Instant seenAt) {}
