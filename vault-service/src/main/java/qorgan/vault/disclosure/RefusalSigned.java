package qorgan.vault.disclosure;

import java.time.Instant;
import qorgan.vault.request.RequestId;

/// A named human has signed what is withheld.
public record RefusalSigned(RefusalId refusal, RequestId request, Instant at) {}
