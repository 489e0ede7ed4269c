package qorgan.vault.disclosure;

import qorgan.vault.request.RequestId;

import java.time.Instant;

/// A withheld part that waits for somebody of this office to sign it by name.
public record RefusalTask(RefusalId refusal, RequestId request, Instant since, Instant due) {}
