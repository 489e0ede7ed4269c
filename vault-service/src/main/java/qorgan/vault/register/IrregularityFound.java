package qorgan.vault.register;

import java.time.Instant;
import java.util.Set;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;

/// An event was registered that breaks these rules: the procurator of the territory is alarmed.
public record IrregularityFound(
        EventId event, SubjectId subject, Region territory, Set<String> rules, Instant recordedAt) {
    public IrregularityFound {
        rules = Set.copyOf(rules);
    }
}
