package qorgan.vault.audit.web;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import qorgan.vault.audit.Decisions;
import qorgan.vault.audit.Desk;
import qorgan.vault.audit.EntryView;

/// A request's story for the wire.
record StoryView(UUID request, List<EntryView> entries, List<DecisionView> decisions) {
    static StoryView of(Desk.Story story) {
        return new StoryView(
                story.request(),
                story.entries(),
                story.decisions().stream().map(DecisionView::of).toList());
    }

    /// A decision as it was kept; replay it to see what it said.
    record DecisionView(String digest, String pack, Instant decidedAt) {
        static DecisionView of(Decisions.Kept kept) {
            var hex = HexFormat.of();
            return new DecisionView(
                    hex.formatHex(kept.digest()),
                    hex.formatHex(kept.packDigest()),
                    kept.decidedAt());
        }
    }
}
