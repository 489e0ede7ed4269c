package qorgan.vault.request;

import java.time.Instant;

/// One facility has answered a search with a signed statement.
public record SearchAnswered(SearchId search, RequestId request, Instant at) {}
