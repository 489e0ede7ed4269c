package qorgan.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import qorgan.keys.agent.Channel;
import qorgan.keys.sign.DemoAuthority;

/// One side's key and certificate of the channel between a service and an agent.
final class ChannelFiles {
    static final String KEY = "channel.p12";
    static final String CERTIFICATE = "channel.crt";

    private ChannelFiles() {}

    static void make(Path directory, String name, char[] password) throws IOException {
        Files.createDirectories(directory);
        var side = DemoAuthority.root(name, Clock.systemUTC().instant());
        var key = directory.resolve(KEY);
        Files.createFile(
                key,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newOutputStream(key, StandardOpenOption.TRUNCATE_EXISTING)) {
            side.keyStore(password).store(out, password);
            Files.write(directory.resolve(CERTIFICATE), side.certificate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the channel's key is not written", e);
        }
    }

    static SSLContext context(Path directory, char[] password, Path peer) throws IOException {
        try (var in = Files.newInputStream(directory.resolve(KEY))) {
            var own = KeyStore.getInstance("PKCS12");
            own.load(in, password);
            return Channel.context(own, password, certificate(peer));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a channel's key", e);
        }
    }

    private static X509Certificate certificate(Path file)
            throws IOException, GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }
}
