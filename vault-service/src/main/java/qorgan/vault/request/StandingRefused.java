package qorgan.vault.request;

import java.time.Instant;

/// A named officer has not accepted the proofs of a request.
public record StandingRefused(RequestId request, Instant at) {}
