package qorgan.keys.agent;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import qorgan.keys.PlaneOffice;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.TrustAnchors;

/// Whom an agent believes, from its own settings and not from the service's database: the roots
/// and
/// revocations it was given, which organisations in a certificate stand for which office, and
/// which
/// official each certificate is (by its serial number), as the agent's custodians entered it.
///
/// @param organisations the values of O in a certificate that make its holder one of that office
/// @param officials the official of each certificate, by the certificate's subject name
public record AgentTrust(
        TrustAnchors anchors,
        Map<PlaneOffice, Set<String>> organisations,
        Map<String, UUID> officials,
        Set<String> statutoryRules) {
    public AgentTrust {
        organisations = Map.copyOf(organisations);
        officials = Map.copyOf(officials);
        statutoryRules = Set.copyOf(statutoryRules);
    }

    /// Who signed, and for which office.
    record Signer(UUID official, PlaneOffice office) {}

    Optional<Signer> signer(byte[] statement, byte[] signature, Instant now) {
        return switch (Cms.verify(statement, signature, anchors, now)) {
            case Cms.Verdict.Valid(var certificate, var _, var _) -> signer(certificate);
            case Cms.Verdict.Refused _ -> Optional.empty();
        };
    }

    private Optional<Signer> signer(X509Certificate certificate) {
        var official = officials.get(certificate.getSubjectX500Principal().getName());
        var organisation = Certificates.organisation(certificate);
        if (official == null) {
            return Optional.empty();
        }
        return organisations.entrySet().stream()
                .filter(office -> office.getValue().contains(organisation))
                .map(office -> new Signer(official, office.getKey()))
                .findFirst();
    }
}
