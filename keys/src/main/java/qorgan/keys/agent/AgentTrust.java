package qorgan.keys.agent;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import qorgan.keys.PlaneOffice;
import qorgan.keys.sign.Certificates;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.TrustAnchors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whom an agent believes, from its own settings and not from the service's database: the roots and
/// revocations it was given, which organisations in a certificate stand for which office, and which
/// official each certificate is (by its serial number), as the agent's custodians entered it.
///
/// @param organisations the values of O in a certificate that make its holder one of that office
/// @param officials the official of each certificate, by the certificate's subject name
public record AgentTrust(
        TrustAnchors anchors,
        Map<PlaneOffice, Set<String>> organisations,
        Map<String, UUID> officials,
        Set<String> statutoryRules) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public AgentTrust {
        organisations = Map.copyOf(organisations);
        officials = Map.copyOf(officials);
        statutoryRules = Set.copyOf(statutoryRules);
    }

    /// From the settings file of an agent, JSON with the members `organisations` (`investigation`
    /// and `procuracy`, each a list), `officials` (an official's identifier by the certificate's
    /// subject name) and `rules`.
    public static AgentTrust read(byte[] settings, TrustAnchors anchors) {
        try {
            var root = MAPPER.readTree(settings);
            var organisations = new EnumMap<PlaneOffice, Set<String>>(PlaneOffice.class);
            for (var office : PlaneOffice.values()) {
                organisations.put(office, texts(root.path("organisations").path(office.code())));
            }
            var officials = new HashMap<String, UUID>();
            for (var each : root.path("officials").properties()) {
                officials.put(each.getKey(), UUID.fromString(each.getValue().stringValue()));
            }
            return new AgentTrust(anchors, organisations, officials, texts(root.path("rules")));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not the settings of an agent", e);
        }
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new HashSet<String>();
        list.values().forEach(each -> texts.add(each.stringValue()));
        return texts;
    }

    /// Who signed, and for which office.
    record Signer(UUID official, PlaneOffice office) {
        /// Another person of the other office: nobody signs for both, whatever certificates they
        /// hold.
        boolean isOtherThan(Signer one) {
            return office != one.office && !official.equals(one.official);
        }
    }

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
