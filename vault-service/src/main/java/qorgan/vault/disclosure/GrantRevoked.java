package qorgan.vault.disclosure;

import java.time.Instant;
import qorgan.vault.request.RequestId;

/// A grant was revoked; from this instant it opens nothing.
public record GrantRevoked(GrantId grant, RequestId request, Instant at) {}
