package qorgan.vault.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import qorgan.keys.DualControl;
import qorgan.keys.PlaneOffice;
import qorgan.keys.PlanePublicKey;
import qorgan.keys.agent.Channel;
import qorgan.keys.agent.RemoteKeeper;

/// The two offices' key agents, each another process under its own custodians. The service holds
/// their public keys, to which it seals pretrial data, and a channel to ask for a half; no half and
/// no private key of theirs. Without both agents configured it does not start; with one of them
/// down it runs, deposits, and opens nothing of the pretrial class.
@Component
class PlaneKeys implements AutoCloseable {
    private static final String KEY = "channel.p12";

    private final RemoteKeeper investigation;
    private final RemoteKeeper procuracy;

    PlaneKeys(KeySettings settings) {
        this.investigation = keeper(settings, PlaneOffice.INVESTIGATION, settings.investigation());
        this.procuracy = keeper(settings, PlaneOffice.PROCURACY, settings.procuracy());
    }

    DualControl dualControl() {
        return new DualControl(investigation, procuracy);
    }

    /// Both, for whoever takes their journals over.
    List<RemoteKeeper> keepers() {
        return List.of(investigation, procuracy);
    }

    private static RemoteKeeper keeper(
            KeySettings settings, PlaneOffice office, KeySettings.@Nullable Agent agent) {
        var channel = settings.channel();
        var passwordFile = settings.channelPasswordFile();
        if (agent == null || channel == null || passwordFile == null) {
            throw new IllegalStateException(
                    "the key agent of the "
                            + office.code()
                            + " is not configured (qorgan.keys."
                            + office.code()
                            + ".*, qorgan.keys.channel, qorgan.keys.channel-password-file)");
        }
        try {
            return new RemoteKeeper(
                    office,
                    PlanePublicKey.of(
                            Base64.getDecoder().decode(Files.readString(agent.key()).strip())),
                    Channel.context(
                            own(channel.resolve(KEY), password(passwordFile)),
                            password(passwordFile),
                            certificate(agent.certificate())),
                    agent.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the channel to the key agents is not readable", e);
        }
    }

    private static KeyStore own(Path file, char[] password)
            throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return store;
        }
    }

    private static char[] password(Path file) throws IOException {
        return Files.readString(file).strip().toCharArray();
    }

    private static X509Certificate certificate(Path file)
            throws IOException, GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    @Override
    public void close() {
        investigation.close();
        procuracy.close();
    }
}
