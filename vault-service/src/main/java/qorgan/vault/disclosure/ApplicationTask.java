package qorgan.vault.disclosure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One application that waits for this official, without anything of its content.
public record ApplicationTask(
        ApplicationId application, Instant filedAt, Instant due, @Nullable Instant openedAt) {}
