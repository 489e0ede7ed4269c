package qorgan.vault.disclosure;

import java.time.Instant;
import qorgan.vault.request.RequestId;

/// An office has signed a grant.
public record GrantGiven(GrantId grant, RequestId request, Instant at) {}
