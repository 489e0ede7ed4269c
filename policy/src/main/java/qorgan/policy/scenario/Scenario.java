package qorgan.policy.scenario;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qorgan.policy.Facts;

/// A situation as data: the pack it is decided by, what is known, and what has to come out.
///
/// @param pack a national pack's name, or `none`
/// @param expected null where the file says nothing about the outcome
public record Scenario(
        String id, String title, String pack, Facts facts, @Nullable Expected expected) {
    /// What has to come out. Released and withheld are exact; obligations, clocks and citations are
    /// the least.
    ///
    /// @param applied the norms that were TRUE for some field, null where the file doesn't say
    /// @param defeated those of them that yielded, null where the file doesn't say
    /// @param isExact obligations, clocks and citations are all there may be
    public record Expected(
            String decision,
            @Nullable String template,
            Set<String> released,
            Map<String, String> withheld,
            Set<String> obligations,
            Set<Clock> clocks,
            Set<String> cites,
            @Nullable Set<String> applied,
            @Nullable Set<String> defeated,
            boolean isExact) {}

    /// One clock as the file writes it; a due that is null is "without delay".
    public record Clock(String rule, String startsAt, @Nullable String dueAt) {}
}
