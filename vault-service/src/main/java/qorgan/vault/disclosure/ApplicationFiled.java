package qorgan.vault.disclosure;

import java.time.Instant;
import qorgan.vault.request.RequestId;

/// An application waits for its two addressees until `due`; then it escalates.
public record ApplicationFiled(
        ApplicationId application, RequestId request, Instant at, Instant due) {}
