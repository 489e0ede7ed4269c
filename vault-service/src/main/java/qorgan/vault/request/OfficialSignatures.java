package qorgan.vault.request;

import java.time.Instant;
import org.springframework.stereotype.Component;
import qorgan.vault.identity.ActorId;

/// Whether a detached CMS over a text was made with the certificate that this official had enrolled
/// and confirmed at that instant. Without an enrolled certificate the answer is no.
@Component
public class OfficialSignatures {

    /// True only for a valid signature by the official's own certificate.
    public boolean isSigned(ActorId official, byte[] content, byte[] cms, Instant at) {
        return false;
    }
}
