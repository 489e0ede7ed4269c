package qorgan.keys.sign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import qorgan.keys.Entropy;

/// A time-stamping authority (RFC 3161) in this process: for the demo, for tests, and as the inside
/// of a server. It answers with this machine's clock and proves nothing to outsiders.
public final class LocalTimeStampAuthority implements TimeStampAuthority {
    private static final ASN1ObjectIdentifier POLICY =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.3161.1");

    private final SigningIdentity identity;
    private final Clock clock;

    LocalTimeStampAuthority(SigningIdentity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    @Override
    public byte[] stamp(byte[] sha256) {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        try {
            return new org.bouncycastle.tsp.TimeStampResponse(
                            respond(generator.generate(TSPAlgorithms.SHA256, sha256).getEncoded()))
                    .getTimeStampToken()
                    .getEncoded();
        } catch (TSPException e) {
            throw new IllegalStateException("no time-stamp", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The DER response to a DER request: what a server behind HTTP sends.
    public byte[] respond(byte[] request) {
        try {
            var tokens =
                    new TimeStampTokenGenerator(
                            new JcaSimpleSignerInfoGeneratorBuilder()
                                    .build(
                                            CmsAlgorithms.ofKey(identity.certificate()),
                                            identity.key(),
                                            identity.certificate()),
                            new JcaDigestCalculatorProviderBuilder()
                                    .build()
                                    .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                            POLICY);
            tokens.addCertificates(new JcaCertStore(identity.chain()));
            tokens.setAccuracySeconds(1);
            return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
                    .generate(
                            new TimeStampRequest(request),
                            new BigInteger(1, Entropy.bytes(16)),
                            Date.from(clock.instant()))
                    .getEncoded();
        } catch (TSPException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("no time-stamp", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
