package qorgan.vault.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.EntryId;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.OfficeId;

/// A request as opened under the entry named here; it stays inside one act and is never stored.
///
/// @param state the State whose consul asks, as the standing officer saw it
public record RevealedRequest(
        RequestId request,
        EntryId entry,
        Region region,
        OfficeId office,
        SubjectId asker,
        @Nullable ActorId account,
        ActorId takenBy,
        Instant receivedAt,
        @Nullable Instant standingAt,
        boolean standingRefused,
        byte[] digest,
        Enquiry enquiry,
        @Nullable String state) {

    /// The digest of the request's row: what a grant is bound to.
    @Override
    public byte[] digest() {
        return digest.clone();
    }

    @Override
    public String toString() {
        return "RevealedRequest[" + request + "]";
    }
}
