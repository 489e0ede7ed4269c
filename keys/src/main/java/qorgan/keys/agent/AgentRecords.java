package qorgan.keys.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;

/// What an agent reads of the service's database with its own read-only role. It believes none
/// of it
/// but what carries an official's signature: whoever owns the database can write rows, not sign
/// them.
public interface AgentRecords {
    /// The committed entry, with what has become of it.
    Optional<Entry> entry(UUID entry);

    /// A grant by its identifier.
    Optional<Grant> grant(UUID grant);

    /// A confirmed assignment of an official to a case.
    Optional<Assignment> assignment(UUID assignment);

    /// The row `audit_entry`, and whether an outcome was written for it.
    ///
    /// @param official who acts
    /// @param recipient for whom it is opened, where it goes out under grants
    record Entry(
            UUID entry,
            Instant committedAt,
            boolean ended,
            UUID official,
            Set<SubjectId> subjects,
            Set<Field> fields,
            @Nullable UUID request,
            @Nullable UUID recipient,
            @Nullable UUID caseId,
            Basis basis) {
        public Entry {
            subjects = Set.copyOf(subjects);
            fields = Set.copyOf(fields);
        }
    }

    /// On what an entry rests.
    sealed interface Basis {
        /// Two grants, one of each office.
        record Grants(UUID investigation, UUID procuracy) implements Basis {}

        /// A rule that opens P to the case team, the supervising procurator or the court, with
        /// the
        /// assignment that makes this official one of them.
        record StatutoryReader(String rule, UUID assignment) implements Basis {}

        /// Nothing that opens P.
        record None() implements Basis {}
    }

    /// What an official signed, and whether it was taken back.
    ///
    /// @param statement the canonical JSON
    /// @param signature detached CMS
    record Grant(byte[] statement, byte[] signature, @Nullable Instant revokedAt) {
        public Grant {
            statement = statement.clone();
            signature = signature.clone();
        }
    }

    /// An assignment's canonical JSON, with the CMS of the office that assigned and of the
    /// office that
    /// confirmed.
    record Assignment(byte[] statement, List<byte[]> signatures, @Nullable Instant endedAt) {
        public Assignment {
            statement = statement.clone();
            signatures = List.copyOf(signatures);
        }
    }
}
