package qorgan.keys.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import qorgan.keys.ErasureDecision;

/// Whom a verifier believes: root certificates, and what it knows of revocations from files (CRLs,
/// OCSP responses), so that a court without a network can verify. Nothing is ever fetched.
public final class TrustAnchors implements ErasureDecision.Signatures {
    /// Whether a certificate chains to a root.
    sealed interface Path {
        record Trusted(List<X509Certificate> chain) implements Path {}

        record NotTrusted() implements Path {}

        record Revoked() implements Path {}

        record Unknown() implements Path {}
    }

    private final List<X509Certificate> roots;
    private final List<X509CRL> crls;
    private final List<byte[]> ocspResponses;
    private final boolean revocationDemanded;

    private TrustAnchors(
            List<X509Certificate> roots,
            List<X509CRL> crls,
            List<byte[]> ocspResponses,
            boolean revocationDemanded) {
        this.roots = List.copyOf(roots);
        this.crls = List.copyOf(crls);
        this.ocspResponses = List.copyOf(ocspResponses);
        this.revocationDemanded = revocationDemanded;
    }

    /// These roots, without knowledge of revocations.
    public static TrustAnchors of(Collection<X509Certificate> roots) {
        return new TrustAnchors(List.copyOf(roots), List.of(), List.of(), false);
    }

    /// These roots with CRLs and DER-encoded OCSP responses; a certificate about which none of them
    /// speaks at that instant is refused.
    public static TrustAnchors of(
            Collection<X509Certificate> roots,
            Collection<X509CRL> crls,
            Collection<byte[]> ocspResponses) {
        return new TrustAnchors(
                List.copyOf(roots), List.copyOf(crls), List.copyOf(ocspResponses), true);
    }

    @Override
    public Optional<ErasureDecision.Signer> signer(byte[] statement, byte[] cms, Instant now) {
        return switch (Cms.verify(statement, cms, this, now)) {
            case Cms.Verdict.Valid(var certificate, var _, var _) ->
                    Optional.of(
                            new ErasureDecision.Signer(
                                    certificate.getSubjectX500Principal().getName(),
                                    Certificates.organisation(certificate)));
            case Cms.Verdict.Refused _ -> Optional.empty();
        };
    }

    /// From a folder: `*.crt`, `*.cer`, `*.pem` are roots, `*.crl` CRLs, `*.ocsp` OCSP responses.
    /// If there is a CRL or a response, revocation is demanded.
    public static TrustAnchors in(java.nio.file.Path folder) {
        var roots = new ArrayList<X509Certificate>();
        var crls = new ArrayList<X509CRL>();
        var responses = new ArrayList<byte[]>();
        try (var files = Files.list(folder)) {
            var factory = CertificateFactory.getInstance("X.509");
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString();
                byte[] bytes = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
                if (name.endsWith(".crt") || name.endsWith(".cer") || name.endsWith(".pem")) {
                    for (var each : factory.generateCertificates(new ByteArrayInputStream(bytes))) {
                        roots.add((X509Certificate) each);
                    }
                } else if (name.endsWith(".crl")) {
                    crls.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(bytes)));
                } else if (name.endsWith(".ocsp")) {
                    responses.add(bytes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("an unreadable certificate or CRL", e);
        }
        return new TrustAnchors(roots, crls, responses, !crls.isEmpty() || !responses.isEmpty());
    }

    public List<X509Certificate> roots() {
        return roots;
    }

    /// First whether there is a chain at all, then whether any of it is revoked: so that *revoked*
    /// and *unknown* are told from *not trusted*.
    Path check(X509Certificate certificate, Collection<X509Certificate> others, Instant at) {
        if (roots.isEmpty()) {
            return new Path.NotTrusted();
        }
        try {
            var anchors = new HashSet<TrustAnchor>();
            roots.forEach(root -> anchors.add(new TrustAnchor(root, null)));
            var path = build(certificate, others, at, anchors);
            if (revocationDemanded) {
                var validator = CertPathValidator.getInstance("PKIX");
                var parameters = new PKIXParameters(anchors);
                parameters.setDate(Date.from(at));
                parameters.addCertStore(store(crls));
                parameters.setRevocationEnabled(false);
                parameters.addCertPathChecker(revocation(validator, certificate, others));
                var _ = validator.validate(path, parameters);
            }
            var chain = new ArrayList<X509Certificate>();
            path.getCertificates().forEach(each -> chain.add((X509Certificate) each));
            return new Path.Trusted(List.copyOf(chain));
        } catch (CertPathBuilderException e) {
            return new Path.NotTrusted();
        } catch (CertPathValidatorException e) {
            return e.getReason() == CertPathValidatorException.BasicReason.REVOKED
                    ? new Path.Revoked()
                    : new Path.Unknown();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no PKIX", e);
        }
    }

    private static CertPath build(
            X509Certificate certificate,
            Collection<X509Certificate> others,
            Instant at,
            Set<TrustAnchor> anchors)
            throws GeneralSecurityException {
        var target = new X509CertSelector();
        target.setCertificate(certificate);
        var parameters = new PKIXBuilderParameters(anchors, target);
        parameters.setDate(Date.from(at));
        var known = new ArrayList<X509Certificate>(others);
        known.add(certificate);
        parameters.addCertStore(store(known));
        parameters.setRevocationEnabled(false);
        return CertPathBuilder.getInstance("PKIX").build(parameters).getCertPath();
    }

    private static CertStore store(Collection<?> entries) throws GeneralSecurityException {
        return CertStore.getInstance("Collection", new CollectionCertStoreParameters(entries));
    }

    private PKIXRevocationChecker revocation(
            CertPathValidator validator,
            X509Certificate certificate,
            Collection<X509Certificate> others) {
        var checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        var options = EnumSet.of(PKIXRevocationChecker.Option.NO_FALLBACK);
        var responses = new HashMap<X509Certificate, byte[]>();
        var candidates = new ArrayList<>(others);
        candidates.add(certificate);
        for (byte[] response : ocspResponses) {
            for (var each : candidates) {
                if (serials(response).contains(each.getSerialNumber())) {
                    responses.put(each, response);
                }
            }
        }
        if (responses.containsKey(certificate)) {
            options.add(PKIXRevocationChecker.Option.ONLY_END_ENTITY);
        } else {
            options.add(PKIXRevocationChecker.Option.PREFER_CRLS);
        }
        checker.setOcspResponses(responses);
        checker.setOptions(options);
        return checker;
    }

    private static List<BigInteger> serials(byte[] response) {
        try {
            var parsed = new OCSPResp(response).getResponseObject();
            if (!(parsed instanceof BasicOCSPResp basic)) {
                return List.of();
            }
            var serials = new ArrayList<BigInteger>();
            for (var each : basic.getResponses()) {
                serials.add(each.getCertID().getSerialNumber());
            }
            return serials;
        } catch (IOException | OCSPException e) {
            return List.of();
        }
    }
}
