package qorgan.vault.request;

import java.time.Instant;

/// A request was taken and its slip given.
public record Asked(RequestId request, Instant at) {}
