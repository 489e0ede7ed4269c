package qorgan.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import qorgan.keys.HalfCipher;
import qorgan.keys.PlaneOffice;
import qorgan.keys.sign.DemoAuthority;

/// Two key agents that are configured and not there. The service starts with them and opens nothing
/// of the pretrial class, which this load does not ask for.
final class AbsentAgents {
    private static final char[] PASSWORD = "drawn-for-load-3".toCharArray();

    private AbsentAgents() {}

    static void describe(Path place, Map<String, Object> settings)
            throws IOException, GeneralSecurityException {
        var directory = Files.createDirectory(place.resolve("agents"));
        var authority = DemoAuthority.root("load", Clock.systemUTC().instant());
        try (var out = Files.newOutputStream(directory.resolve("channel.p12"))) {
            authority.keyStore(PASSWORD).store(out, PASSWORD);
        }
        Files.writeString(directory.resolve("password"), new String(PASSWORD));
        Files.write(directory.resolve("agent.crt"), authority.certificate().getEncoded());
        settings.put("qorgan.keys.channel", directory.toString());
        settings.put("qorgan.keys.channel-password-file", directory.resolve("password").toString());
        for (var office : PlaneOffice.values()) {
            var key = directory.resolve(office.code() + ".key");
            Files.writeString(
                    key,
                    Base64.getEncoder().encodeToString(HalfCipher.newPair().publicKey().encoded()));
            var prefix = "qorgan.keys." + office.code();
            settings.put(prefix + ".port", "1");
            settings.put(prefix + ".key", key.toString());
            settings.put(prefix + ".certificate", directory.resolve("agent.crt").toString());
        }
    }
}
