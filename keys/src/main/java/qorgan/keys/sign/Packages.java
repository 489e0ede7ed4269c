package qorgan.keys.sign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import qorgan.keys.CannotOpen;
import qorgan.keys.Entropy;
import qorgan.keys.PlanePublicKey;
import qorgan.keys.Secret;

/// What leaves for one recipient (a consul, a court, the working group): readable with their
/// certificate's key, or with an X-Wing key where they have no certificate.
public final class Packages {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final ASN1ObjectIdentifier AGREEMENT = CMSAlgorithm.ECDH_SHA256KDF;
    private static final int ENCAPSULATION_BYTES = 1120;
    private static final byte[] INFO = "qorgan package, layout 1".getBytes(US_ASCII);

    private Packages() {}

    /// CMS authenticated-enveloped data (RFC 5083) with AES-256-GCM, for the key of a certificate:
    /// EC by key agreement, RSA by key transport.
    public static byte[] toCertificate(byte[] content, X509Certificate recipient) {
        try {
            var generator = new CMSAuthEnvelopedDataGenerator();
            generator.addRecipientInfoGenerator(recipientInfo(recipient));
            var encryptor =
                    new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                            .setProvider(PROVIDER)
                            .setSecureRandom(Entropy.source())
                            .build();
            return generator
                    .generate(new CMSProcessableByteArray(content), (OutputAEADEncryptor) encryptor)
                    .getEncoded();
        } catch (CMSException | GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot encrypt to this certificate", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens what [#toCertificate] made, with the recipient's identity.
    public static byte[] open(byte[] packed, SigningIdentity recipient) {
        try {
            var data = new CMSAuthEnvelopedData(packed);
            var infos = data.getRecipientInfos().getRecipients();
            if (infos.size() != 1) {
                throw new CannotOpen();
            }
            return infos.iterator().next().getContent(recipient(recipient));
        } catch (CMSException e) {
            throw new CannotOpen(e);
        }
    }

    /// HPKE (base mode, X-Wing, AES-256-GCM): the encapsulation, then the ciphertext.
    public static byte[] toKey(byte[] content, PlanePublicKey recipient) {
        try {
            var hpke = hpke();
            byte[][] parts =
                    hpke.seal(
                            hpke.deserializePublicKey(recipient.encoded()),
                            INFO,
                            new byte[0],
                            content,
                            null,
                            null,
                            null);
            byte[] packed = Arrays.copyOf(parts[1], ENCAPSULATION_BYTES + parts[0].length);
            System.arraycopy(parts[0], 0, packed, ENCAPSULATION_BYTES, parts[0].length);
            return packed;
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("HPKE cannot seal", e);
        }
    }

    /// Opens what [#toKey] made, with the seed of the recipient's key.
    public static byte[] open(byte[] packed, Secret seed) {
        if (packed.length <= ENCAPSULATION_BYTES) {
            throw new CannotOpen();
        }
        byte[] copy = seed.copy();
        try {
            var key = new XWingPrivateKeyParameters(copy);
            return hpke().open(
                            Arrays.copyOf(packed, ENCAPSULATION_BYTES),
                            new AsymmetricCipherKeyPair(key.getPublicKeyParameters(), key),
                            INFO,
                            new byte[0],
                            Arrays.copyOfRange(packed, ENCAPSULATION_BYTES, packed.length),
                            null,
                            null,
                            null);
        } catch (InvalidCipherTextException e) {
            throw new CannotOpen(e);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    private static HPKE hpke() {
        return new HPKE(
                HPKE.mode_base, HPKE.kem_X_WING, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }

    private static RecipientInfoGenerator recipientInfo(X509Certificate recipient)
            throws GeneralSecurityException {
        if (!(recipient.getPublicKey() instanceof ECPublicKey key)) {
            return new JceKeyTransRecipientInfoGenerator(recipient).setProvider(PROVIDER);
        }
        var ephemeral = KeyPairGenerator.getInstance("EC", PROVIDER);
        ephemeral.initialize(key.getParams(), Entropy.source());
        var pair = ephemeral.generateKeyPair();
        return new JceKeyAgreeRecipientInfoGenerator(
                        AGREEMENT, pair.getPrivate(), pair.getPublic(), CMSAlgorithm.AES256_WRAP)
                .addRecipient(recipient)
                .setProvider(PROVIDER)
                .setSecureRandom(Entropy.source());
    }

    private static Recipient recipient(SigningIdentity identity) {
        return identity.certificate().getPublicKey() instanceof ECPublicKey
                ? new JceKeyAgreeAuthEnvelopedRecipient(identity.key()).setProvider(PROVIDER)
                : new JceKeyTransAuthEnvelopedRecipient(identity.key()).setProvider(PROVIDER);
    }
}
