package qorgan.vault.request;

import java.time.Instant;

/// A search as the office that owes an answer sees it: no asker, no name, only its times.
public record SearchTask(
        SearchId search, Instant openedAt, Instant due, Instant escalates, boolean answered) {}
