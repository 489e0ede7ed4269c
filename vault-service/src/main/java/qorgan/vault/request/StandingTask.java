package qorgan.vault.request;

import java.time.Instant;

/// A request whose standing waits for an officer of this office.
public record StandingTask(RequestId request, String number, Instant since) {}
