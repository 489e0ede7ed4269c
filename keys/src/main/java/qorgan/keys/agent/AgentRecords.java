package qorgan.keys.agent;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;

/// What an agent reads of the service's database with its own read-only role: rows that can only
/// close something. What opens (a grant, an assignment) it believes by its signatures alone:
/// whoever owns the database can write rows, not sign.
public interface AgentRecords {
    /// The committed entry, with what has become of it.
    Optional<Entry> entry(UUID entry);

    /// True when this grant is registered and not revoked.
    boolean isStanding(UUID grant);

    /// True when this assignment is registered, confirmed and not ended.
    boolean isConfirmed(UUID assignment);

    /// The row `audit_entry`, and whether an outcome was written for it.
    ///
    /// @param official who acts: the recipient of grants, or the reader by statute
    /// @param rules the identifiers of the rules that the entry cites
    record Entry(
            UUID entry,
            Instant committedAt,
            boolean ended,
            UUID official,
            Set<Field> fields,
            @Nullable UUID request,
            @Nullable UUID caseId,
            Set<String> rules) {
        public Entry {
            fields = Set.copyOf(fields);
            rules = Set.copyOf(rules);
        }
    }
}
