package qorgan.ledger.verify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import qorgan.ledger.Checkpoint;

/// What a check comes to: everything holds, or the first thing that does not.
public sealed interface Verdict {
    /// `entries` counts what was read and hashed; `signedBy` and `cosignedBy` name keys whose
    /// signatures hold.
    record Sound(
            Checkpoint checkpoint,
            long entries,
            List<String> signedBy,
            Set<String> cosignedBy,
            Optional<Instant> cosigned,
            List<String> remarks)
            implements Verdict {
        public Sound {
            signedBy = List.copyOf(signedBy);
            cosignedBy = Set.copyOf(cosignedBy);
            remarks = List.copyOf(remarks);
        }
    }

    /// `where` is a file of the log, or `leaf N`, or a file of what was given; `what` says why it
    /// cannot be as it should.
    record Unsound(String where, String what) implements Verdict {}
}
