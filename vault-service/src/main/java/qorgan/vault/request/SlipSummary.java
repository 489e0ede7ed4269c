package qorgan.vault.request;

import java.time.Instant;

/// One of the reader's own slips, without anything about the person sought.
public record SlipSummary(RequestId request, String number, Instant at, String state) {}
