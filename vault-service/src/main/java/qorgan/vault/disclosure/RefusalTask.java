package qorgan.vault.disclosure;

import java.time.Instant;
import qorgan.vault.request.RequestId;

/// A withheld part that waits for somebody of this office to sign it by name.
public record RefusalTask(RefusalId refusal, RequestId request, Instant since, Instant due) {}
