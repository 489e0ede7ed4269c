package qorgan.keys.sign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Entropy;

/// A small certificate authority for the demo and for tests: officials' certificates, revocations
/// as CRL and OCSP, a time-stamping certificate. A real installation trusts the state's authority.
public final class DemoAuthority {
    private static final Duration ROOT_VALID = Duration.ofDays(3650);
    private static final Duration LEAF_VALID = Duration.ofDays(730);
    private static final Duration LIST_VALID = Duration.ofDays(7);
    private static final String ALGORITHM = "SHA256withECDSA";

    private final KeyPair pair;
    private final X509Certificate certificate;
    private final @Nullable DemoAuthority parent;
    private final Map<BigInteger, Instant> revoked = new LinkedHashMap<>();
    private long lists;

    private DemoAuthority(
            KeyPair pair, X509Certificate certificate, @Nullable DemoAuthority parent) {
        this.pair = pair;
        this.certificate = certificate;
        this.parent = parent;
    }

    /// A root that signed itself.
    public static DemoAuthority root(String name, Instant now) {
        var pair = newPair();
        var subject = name(name, null);
        var certificate =
                issue(
                        subject,
                        pair.getPublic(),
                        subject,
                        pair.getPrivate(),
                        now,
                        ROOT_VALID,
                        Use.AUTHORITY,
                        pair.getPublic());
        return new DemoAuthority(pair, certificate, null);
    }

    /// From a key and certificate that [#keyStore] kept.
    public static DemoAuthority of(PrivateKey key, X509Certificate certificate) {
        return new DemoAuthority(new KeyPair(certificate.getPublicKey(), key), certificate, null);
    }

    /// An authority under this one.
    public DemoAuthority subordinate(String name, Instant now) {
        var issued = newPair();
        return new DemoAuthority(
                issued, issue(name(name, null), issued.getPublic(), now, Use.AUTHORITY), this);
    }

    /// A new key and certificate of an official.
    ///
    /// @param name as the certificate shows it
    /// @param office the organisation in the certificate
    public SigningIdentity official(String name, String office, Instant now) {
        var issued = newPair();
        var leaf = issue(name(name, office), issued.getPublic(), now, Use.SIGNING);
        return SigningIdentity.of(issued.getPrivate(), chain(leaf));
    }

    /// A certificate for a key that its owner made.
    public X509Certificate certify(String name, String office, PublicKey key, Instant now) {
        return issue(name(name, office), key, now, Use.SIGNING);
    }

    /// A new key and certificate to which packages can be encrypted.
    public SigningIdentity recipient(String name, String office, Instant now) {
        var issued = newPair();
        return SigningIdentity.of(
                issued.getPrivate(),
                chain(issue(name(name, office), issued.getPublic(), now, Use.ENCRYPTION)));
    }

    /// A time-stamping authority with a certificate of this one.
    public LocalTimeStampAuthority timeStamping(String name, Instant now, java.time.Clock clock) {
        var issued = newPair();
        var leaf = issue(name(name, null), issued.getPublic(), now, Use.TIME_STAMPING);
        return new LocalTimeStampAuthority(
                SigningIdentity.of(issued.getPrivate(), chain(leaf)), clock);
    }

    /// From now on this certificate stands in the CRL and is revoked for OCSP.
    public void revoke(X509Certificate leaf, Instant now) {
        revoked.put(leaf.getSerialNumber(), now);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /// A new revocation list.
    public X509CRL crl(Instant now) {
        try {
            var builder = new JcaX509v2CRLBuilder(certificate, Date.from(now));
            builder.setNextUpdate(Date.from(now.plus(LIST_VALID)));
            lists++;
            builder.addExtension(
                    Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(lists)));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate));
            revoked.forEach(
                    (serial, at) ->
                            builder.addCRLEntry(
                                    serial,
                                    Date.from(at),
                                    CRLReason.CESSATION_OF_OPERATION.ordinal()));
            return new JcaX509CRLConverter().getCRL(builder.build(signer(pair.getPrivate())));
        } catch (CertIOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a CRL", e);
        }
    }

    /// A signed OCSP response about one certificate of this authority, in DER.
    public byte[] ocsp(X509Certificate leaf, Instant now) {
        try {
            var digests = new JcaDigestCalculatorProviderBuilder().build();
            var id =
                    new CertificateID(
                            digests.get(CertificateID.HASH_SHA1),
                            new X509CertificateHolder(certificate.getEncoded()),
                            leaf.getSerialNumber());
            var at = revoked.get(leaf.getSerialNumber());
            var status =
                    at == null
                            ? CertificateStatus.GOOD
                            : new RevokedStatus(
                                    Date.from(at), CRLReason.CESSATION_OF_OPERATION.ordinal());
            var holder = new X509CertificateHolder(certificate.getEncoded());
            var basic =
                    new BasicOCSPRespBuilder(new RespID(holder.getSubject()))
                            .addResponse(
                                    id,
                                    status,
                                    Date.from(now),
                                    Date.from(now.plus(LIST_VALID)),
                                    null)
                            .build(
                                    signer(pair.getPrivate()),
                                    new X509CertificateHolder[] {holder},
                                    Date.from(now));
            return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
        } catch (OCSPException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot make an OCSP response", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// This authority as a PKCS#12 keystore, so that a demo can go on with it.
    public KeyStore keyStore(char[] password) {
        return pkcs12(SigningIdentity.of(pair.getPrivate(), List.of(certificate)), password);
    }

    /// A PKCS#12 keystore with one identity, as an official would keep it.
    public static KeyStore pkcs12(SigningIdentity identity, char[] password) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry(
                    "signing",
                    identity.key(),
                    password,
                    identity.chain().toArray(X509Certificate[]::new));
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no PKCS#12", e);
        }
    }

    private enum Use {
        AUTHORITY,
        SIGNING,
        ENCRYPTION,
        TIME_STAMPING
    }

    private X509Certificate issue(X500Name subject, PublicKey key, Instant now, Use use) {
        return issue(
                subject,
                key,
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                pair.getPrivate(),
                now,
                use == Use.AUTHORITY ? ROOT_VALID : LEAF_VALID,
                use,
                certificate.getPublicKey());
    }

    private List<X509Certificate> chain(X509Certificate leaf) {
        return parent == null ? List.of(leaf) : List.of(leaf, certificate);
    }

    private static X509Certificate issue(
            X500Name subject,
            PublicKey key,
            X500Name issuer,
            PrivateKey issuerKey,
            Instant now,
            Duration valid,
            Use use,
            PublicKey issuerPublic) {
        try {
            var extensions = new JcaX509ExtensionUtils();
            var builder =
                    new JcaX509v3CertificateBuilder(
                            issuer,
                            new BigInteger(1, Entropy.bytes(16)).setBit(126),
                            Date.from(now.minus(Duration.ofMinutes(5))),
                            Date.from(now.plus(valid)),
                            subject,
                            key);
            builder.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(use == Use.AUTHORITY));
            builder.addExtension(Extension.keyUsage, true, keyUsage(use));
            if (use == Use.TIME_STAMPING) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        true,
                        new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            }
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(issuerPublic));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(signer(issuerKey)));
        } catch (CertIOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a certificate", e);
        }
    }

    private static KeyUsage keyUsage(Use use) {
        return switch (use) {
            case AUTHORITY ->
                    new KeyUsage(
                            KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature);
            case SIGNING -> new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation);
            case ENCRYPTION -> new KeyUsage(KeyUsage.keyAgreement | KeyUsage.digitalSignature);
            case TIME_STAMPING -> new KeyUsage(KeyUsage.digitalSignature);
        };
    }

    private static X500Name name(String commonName, @Nullable String organisation) {
        var builder = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName);
        if (organisation != null) {
            builder.addRDN(BCStyle.O, organisation);
        }
        return builder.addRDN(BCStyle.C, "KZ").build();
    }

    private static KeyPair newPair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), Entropy.source());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no P-256", e);
        }
    }

    private static ContentSigner signer(PrivateKey key) {
        try {
            return new JcaContentSignerBuilder(ALGORITHM).build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("the JDK cannot sign with P-256", e);
        }
    }
}
