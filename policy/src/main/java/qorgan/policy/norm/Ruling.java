package qorgan.policy.norm;

import org.jspecify.annotations.Nullable;

/// The short form of a [Verdict]: the reason, and the denying norm whose ground is told.
public record Ruling(Reason reason, @Nullable Norm rung, boolean rungKnown) {}
