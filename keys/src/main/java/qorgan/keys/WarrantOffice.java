package qorgan.keys;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/// The one object that issues warrants and deposits. [Vault#start] makes it, and whoever starts the
/// service hands it to the room that commits entries, and to nobody else.
public final class WarrantOffice {
    /// A warrant opens for one minute: long enough for an answer, too short to be kept.
    public static final Duration VALID = Duration.ofMinutes(1);

    /// A bulk warrant opens for as long as a list or report takes.
    public static final Duration BULK_VALID = Duration.ofMinutes(15);

    private final String instance;
    private final Clock clock;

    WarrantOffice(String instance, Clock clock) {
        this.instance = instance;
        this.clock = clock;
    }

    /// A warrant for an entry that is committed already.
    public Warrant warrant(
            UUID entry, byte[] decisionDigest, Set<SubjectId> subjects, Set<Field> fields) {
        return issue(entry, decisionDigest, subjects, fields, VALID);
    }

    /// A warrant for a committed bulk entry: the subjects are those of its Merkle root.
    public Warrant bulk(
            UUID entry, byte[] decisionDigest, Set<SubjectId> subjects, Set<Field> fields) {
        return issue(entry, decisionDigest, subjects, fields, BULK_VALID);
    }

    /// A deposit for an entry that joins the caller's transaction.
    public Deposit deposit(UUID entry, SubjectId subject, Set<Field> fields) {
        return new Deposit(entry, subject, fields);
    }

    private Warrant issue(
            UUID entry,
            byte[] decisionDigest,
            Set<SubjectId> subjects,
            Set<Field> fields,
            Duration valid) {
        return new Warrant(
                entry, decisionDigest, subjects, fields, instance, clock.instant().plus(valid));
    }
}
