package qorgan.keys.agent;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import qorgan.keys.Entropy;

/// The connection between a service and an agent: TLS 1.3 in which each side knows the one
/// certificate of the other. No authority stands between them, and a name proves nothing.
public final class Channel {
    static final String PROTOCOL = "TLSv1.3";

    private Channel() {}

    /// @param own this side's key and certificate
    /// @param peer the other side's certificate, exactly
    public static SSLContext context(KeyStore own, char[] password, X509Certificate peer) {
        try {
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(own, password);
            var context = SSLContext.getInstance(PROTOCOL);
            context.init(
                    keys.getKeyManagers(), new TrustManager[] {new Pinned(peer)}, Entropy.source());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a usable channel key", e);
        }
    }

    /// Trusts one certificate, byte for byte, on either side.
    private static final class Pinned extends X509ExtendedTrustManager {
        private final byte[] peer;

        Pinned(X509Certificate peer) throws GeneralSecurityException {
            this.peer = peer.getEncoded();
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (chain.length == 0 || !MessageDigest.isEqual(peer, chain[0].getEncoded())) {
                throw new CertificateException("another certificate than the one agreed");
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
