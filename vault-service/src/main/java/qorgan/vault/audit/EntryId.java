package qorgan.vault.audit;

import java.util.UUID;

/// Names one entry of the access log.
public record EntryId(UUID value) {}
