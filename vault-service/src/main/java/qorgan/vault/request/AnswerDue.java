package qorgan.vault.request;

import java.time.Instant;

/// An answer is owed to the asker since this instant.
public record AnswerDue(RequestId request, Instant since) {}
