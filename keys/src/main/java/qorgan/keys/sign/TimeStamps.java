package qorgan.keys.sign;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/// Verifies RFC 3161 time-stamp tokens.
public final class TimeStamps {
    private TimeStamps() {}

    /// The instant that a trusted authority stated for this SHA-256 digest, or nothing when the
    /// token is of another digest, of nobody trusted, or not valid.
    public static Optional<Instant> verify(byte[] token, byte[] sha256, TrustAnchors anchors) {
        return read(token, sha256)
                .filter(stamp -> isTrusted(anchors.check(stamp.by(), stamp.others(), stamp.at())))
                .map(Stamp::at);
    }

    private static boolean isTrusted(TrustAnchors.Path path) {
        return switch (path) {
            case TrustAnchors.Path.Trusted _ -> true;
            case TrustAnchors.Path.NotTrusted _,
                    TrustAnchors.Path.Revoked _,
                    TrustAnchors.Path.Unknown _ ->
                    false;
        };
    }

    private record Stamp(X509Certificate by, List<X509Certificate> others, Instant at) {}

    /// A token that holds for this digest, whoever made it.
    private static Optional<Stamp> read(byte[] token, byte[] sha256) {
        try {
            var stamp = new TimeStampToken(new CMSSignedData(token));
            var info = stamp.getTimeStampInfo();
            @SuppressWarnings("unchecked") // SignerId selects certificates, the type lost it
            var matching = stamp.getCertificates().getMatches(stamp.getSID());
            if (!TSPAlgorithms.SHA256.equals(info.getMessageImprintAlgOID())
                    || !Arrays.equals(sha256, info.getMessageImprintDigest())
                    || matching.size() != 1) {
                return Optional.empty();
            }
            var converter = new JcaX509CertificateConverter();
            var certificate =
                    converter.getCertificate((X509CertificateHolder) matching.iterator().next());
            stamp.validate(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
            var others = new ArrayList<X509Certificate>();
            for (var each : stamp.getCertificates().getMatches(null)) {
                others.add(converter.getCertificate(each));
            }
            return Optional.of(new Stamp(certificate, others, info.getGenTime().toInstant()));
        } catch (TSPException
                | CMSException
                | IOException
                | OperatorCreationException
                | CertificateException
                | RuntimeException e) {
            // What Bouncy Castle throws at bytes that somebody bent on purpose is not a closed
            // list.
            return Optional.empty();
        }
    }
}
