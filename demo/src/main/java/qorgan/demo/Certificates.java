package qorgan.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import qorgan.demo.country.Official;

/// The demo's own certification authority and the certificates it gives to officials who sign. A
/// state has a national one; here each official's key lies in a PKCS#12 file of their own, and the
/// service never sees it.
final class Certificates {
    private static final String AUTHORITY = "authority";
    private static final Duration VALID = Duration.ofDays(3 * 365);

    private final Path directory;
    private final Secrets secrets;
    private final SecureRandom random = new SecureRandom();

    Certificates(Path directory, Secrets secrets) throws IOException {
        this.directory = directory;
        this.secrets = secrets;
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    /// The authority's certificate, made at the first call.
    X509Certificate authority(Instant now) throws IOException, GeneralSecurityException {
        return certificate(
                store(AUTHORITY, "Qorgan demo certification authority", "Qorgan demo", now));
    }

    /// The official's certificate, made at the first call; its key is in [#file].
    X509Certificate of(Official official, Instant now)
            throws IOException, GeneralSecurityException {
        authority(now);
        return certificate(
                store(official.username(), official.name(), Agents.organisation(official), now));
    }

    Path file(String username) {
        return directory.resolve(username + ".p12");
    }

    String password(String username) {
        return secrets.of("certificate." + username);
    }

    private static X509Certificate certificate(KeyStore store) throws GeneralSecurityException {
        return (X509Certificate) store.getCertificate("key");
    }

    private KeyStore store(String name, String commonName, String organisation, Instant now)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        var password = password(name).toCharArray();
        if (Files.exists(file(name))) {
            try (var in = Files.newInputStream(file(name))) {
                store.load(in, password);
            }
            return store;
        }
        store.load(null, password);
        var pair = pair();
        store.setKeyEntry(
                "key",
                pair.getPrivate(),
                password,
                chain(name, commonName, organisation, pair, now));
        try (OutputStream out = privately(file(name))) {
            store.store(out, password);
        }
        return store;
    }

    private Certificate[] chain(
            String name, String commonName, String organisation, KeyPair pair, Instant now)
            throws IOException, GeneralSecurityException {
        var subject = named(commonName, name, organisation);
        if (name.equals(AUTHORITY)) {
            return new Certificate[] {issue(subject, subject, pair, pair.getPrivate(), true, now)};
        }
        var above = store(AUTHORITY, "", "", now);
        var issuer = certificate(above);
        var key = (PrivateKey) above.getKey("key", password(AUTHORITY).toCharArray());
        return new Certificate[] {
            issue(
                    subject,
                    X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
                    pair,
                    key,
                    false,
                    now),
            issuer
        };
    }

    private X509Certificate issue(
            X500Name subject,
            X500Name issuer,
            KeyPair pair,
            PrivateKey signer,
            boolean above,
            Instant now)
            throws GeneralSecurityException {
        var builder =
                new JcaX509v3CertificateBuilder(
                        issuer,
                        new BigInteger(127, random),
                        Date.from(now.minus(Duration.ofHours(1))),
                        Date.from(now.plus(VALID)),
                        subject,
                        pair.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(above));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(
                            above
                                    ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                                    : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (CertIOException | OperatorCreationException e) {
            throw new GeneralSecurityException("the certificate could not be made", e);
        }
    }

    private static X500Name named(String commonName, String identifier, String organisation) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .addRDN(BCStyle.UID, identifier)
                .addRDN(BCStyle.O, organisation)
                .build();
    }

    private KeyPair pair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static OutputStream privately(Path file) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.newOutputStream(file, StandardOpenOption.WRITE);
    }
}
