package qorgan.vault.subject;

import java.time.Instant;
import java.util.UUID;

/// The clear columns of a person.
record PersonRow(
        String region,
        UUID office,
        UUID subject,
        long revision,
        Instant registeredAt,
        UUID entry) {}
