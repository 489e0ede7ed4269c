package qorgan.vault.request;

import java.time.Instant;

/// A named officer has proven a standing: from now on the person may be looked up for the asker.
public record StandingProven(RequestId request, Instant at) {}
