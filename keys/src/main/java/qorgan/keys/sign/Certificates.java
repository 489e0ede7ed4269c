package qorgan.keys.sign;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/// Reads names out of certificates.
public final class Certificates {
    private Certificates() {}

    /// The organisation, or nothing but an empty text where there is not exactly one.
    public static String organisation(X509Certificate certificate) {
        try {
            var names = new JcaX509CertificateHolder(certificate).getSubject().getRDNs(BCStyle.O);
            return names.length == 1 ? IETFUtils.valueToString(names[0].getFirst().getValue()) : "";
        } catch (CertificateEncodingException e) {
            return "";
        }
    }
}
