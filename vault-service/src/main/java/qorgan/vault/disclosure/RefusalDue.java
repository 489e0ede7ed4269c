package qorgan.vault.disclosure;

import java.time.Instant;
import qorgan.vault.request.RequestId;

/// A withheld part waits for a named human; it escalates at `due`.
public record RefusalDue(RefusalId refusal, RequestId request, Instant since, Instant due) {}
