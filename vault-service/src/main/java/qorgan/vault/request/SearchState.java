package qorgan.vault.request;

import java.time.Instant;

/// A search as a whole, for the search desk and the asker's own answer.
public record SearchState(
        SearchId search,
        RequestId request,
        Instant openedAt,
        Instant due,
        Instant escalates,
        int asked,
        int answered) {}
