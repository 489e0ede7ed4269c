package qorgan.keys.sign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/// Officials' signatures: detached CMS (RFC 5652) with the signer's certificate and chain inside,
/// the certificate bound into what is signed (ESS signing-certificate-v2) and the stated signing
/// time.
public final class Cms {
    private Cms() {}

    /// What verification finds.
    public sealed interface Verdict {
        /// Signed by this certificate, which chains to a trusted root at that instant.
        ///
        /// @param statedTime the signer's own word about when; evidence only with a time-stamp
        record Valid(X509Certificate signer, List<X509Certificate> chain, Instant statedTime)
                implements Verdict {}

        /// Not valid, and why.
        record Refused(Reason reason) implements Verdict {}
    }

    /// Why a signature is refused.
    public enum Reason {
        UNREADABLE,
        NOT_ONE_SIGNER,
        NO_CERTIFICATE,
        CERTIFICATE_NOT_BOUND,
        SIGNATURE_WRONG,
        CERTIFICATE_NOT_TRUSTED,
        CERTIFICATE_REVOKED,
        REVOCATION_UNKNOWN
    }

    /// Signs the content; the result does not contain it.
    public static byte[] sign(byte[] content, SigningIdentity identity, Instant now) {
        try {
            var holder = new X509CertificateHolder(identity.certificate().getEncoded());
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(
                                    new JcaDigestCalculatorProviderBuilder().build())
                            .setSignedAttributeGenerator(
                                    new DefaultSignedAttributeTableGenerator(
                                            attributes(holder, now)))
                            .build(
                                    new JcaContentSignerBuilder(
                                                    CmsAlgorithms.ofKey(identity.certificate()))
                                            .setProvider(identity.provider())
                                            .build(identity.key()),
                                    holder));
            generator.addCertificates(new JcaCertStore(identity.chain()));
            return generator.generate(new CMSProcessableByteArray(content), false).getEncoded();
        } catch (CMSException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("the key does not sign", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Checks a detached signature over the content, as of an instant.
    public static Verdict verify(
            byte[] content, byte[] signature, TrustAnchors anchors, Instant at) {
        return switch (read(content, signature)) {
            case Reading.Broken(var reason) -> new Verdict.Refused(reason);
            case Reading.Signed(var signer, var others, var statedTime) ->
                    switch (anchors.check(signer, others, at)) {
                        case TrustAnchors.Path.Trusted(var chain) ->
                                new Verdict.Valid(signer, chain, statedTime);
                        case TrustAnchors.Path.NotTrusted() ->
                                new Verdict.Refused(Reason.CERTIFICATE_NOT_TRUSTED);
                        case TrustAnchors.Path.Revoked() ->
                                new Verdict.Refused(Reason.CERTIFICATE_REVOKED);
                        case TrustAnchors.Path.Unknown() ->
                                new Verdict.Refused(Reason.REVOCATION_UNKNOWN);
                    };
        };
    }

    /// What a signature says by itself, before anybody is asked whether its signer is trusted.
    private sealed interface Reading {
        record Signed(
                X509Certificate signer, List<X509Certificate> certificates, Instant statedTime)
                implements Reading {}

        record Broken(Reason reason) implements Reading {}
    }

    private static Reading read(byte[] content, byte[] signature) {
        try {
            var signed = new CMSSignedData(new CMSProcessableByteArray(content), signature);
            var signers = signed.getSignerInfos().getSigners();
            return signers.size() == 1
                    ? read(signers.iterator().next(), signed)
                    : new Reading.Broken(Reason.NOT_ONE_SIGNER);
        } catch (CMSException | RuntimeException e) {
            // Bouncy Castle reads lazily, and what it throws at bytes that somebody bent on purpose
            // is not a closed list.
            return new Reading.Broken(Reason.UNREADABLE);
        }
    }

    private static Reading read(SignerInformation signer, CMSSignedData signed) {
        try {
            @SuppressWarnings(
                    "unchecked") // SignerId selects certificates, Bouncy Castle's type lost it
            var matching = signed.getCertificates().getMatches(signer.getSID());
            if (matching.size() != 1) {
                return new Reading.Broken(Reason.NO_CERTIFICATE);
            }
            var holder = (X509CertificateHolder) matching.iterator().next();
            if (!isBound(signer, holder)) {
                return new Reading.Broken(Reason.CERTIFICATE_NOT_BOUND);
            }
            var certificate = certificate(holder);
            if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate))) {
                return new Reading.Broken(Reason.SIGNATURE_WRONG);
            }
            var certificates = new ArrayList<X509Certificate>();
            for (var each : signed.getCertificates().getMatches(null)) {
                certificates.add(certificate(each));
            }
            return new Reading.Signed(certificate, List.copyOf(certificates), statedTime(signer));
        } catch (CMSException | OperatorCreationException | CertificateException e) {
            return new Reading.Broken(Reason.SIGNATURE_WRONG);
        }
    }

    private static AttributeTable attributes(X509CertificateHolder holder, Instant now)
            throws IOException, GeneralSecurityException {
        byte[] hash =
                java.security.MessageDigest.getInstance("SHA-256").digest(holder.getEncoded());
        var attributes = new ASN1EncodableVector();
        attributes.add(
                new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(now)))));
        attributes.add(
                new Attribute(
                        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                        new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash)))));
        return new AttributeTable(attributes);
    }

    private static boolean isBound(SignerInformation signer, X509CertificateHolder holder) {
        var table = signer.getSignedAttributes();
        var attribute =
                table == null ? null : table.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        if (attribute == null || attribute.getAttrValues().size() != 1) {
            return false;
        }
        try {
            var stated =
                    SigningCertificateV2.getInstance(attribute.getAttributeValues()[0])
                            .getCerts()[0]
                            .getCertHash();
            byte[] actual =
                    java.security.MessageDigest.getInstance("SHA-256").digest(holder.getEncoded());
            return java.security.MessageDigest.isEqual(stated, actual);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Instant statedTime(SignerInformation signer) {
        var table = signer.getSignedAttributes();
        var attribute = table == null ? null : table.get(CMSAttributes.signingTime);
        return attribute == null
                ? Instant.EPOCH
                : Time.getInstance(attribute.getAttributeValues()[0]).getDate().toInstant();
    }

    private static X509Certificate certificate(X509CertificateHolder holder)
            throws CertificateException {
        return new JcaX509CertificateConverter().getCertificate(holder);
    }
}
