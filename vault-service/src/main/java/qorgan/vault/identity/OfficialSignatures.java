package qorgan.vault.identity;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.TrustAnchors;

/// Whether a detached CMS over a text was made with a certificate that this official has enrolled
/// and a second office has confirmed. Where the country's roots are configured
/// (`qorgan.trust.roots`, a folder), the certificate must chain to them as well; otherwise the
/// confirmed certificates are the only anchors.
@Component
public class OfficialSignatures {

    private final Certificates certificates;
    private final @Nullable TrustAnchors roots;

    OfficialSignatures(Certificates certificates, @Value("${qorgan.trust.roots:}") String folder) {
        this.certificates = certificates;
        this.roots = folder.isBlank() ? null : TrustAnchors.in(Path.of(folder));
    }

    /// True only for a valid signature by one of the official's own certificates, as of that
    /// instant.
    public boolean isSigned(ActorId official, byte[] content, byte[] cms, Instant at) {
        var enrolled = certificates.of(official);
        if (enrolled.isEmpty()) {
            return false;
        }
        var anchors = roots == null ? TrustAnchors.of(List.copyOf(enrolled)) : roots;
        return Cms.verify(content, cms, anchors, at) instanceof Cms.Verdict.Valid(var signer, _, _)
                && enrolled.contains(signer);
    }
}
