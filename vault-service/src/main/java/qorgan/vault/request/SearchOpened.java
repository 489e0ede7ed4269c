package qorgan.vault.request;

import java.time.Instant;

/// A search has been opened; the facilities are asked and owe a signed statement.
public record SearchOpened(SearchId search, RequestId request, Instant due, Instant escalates) {}
