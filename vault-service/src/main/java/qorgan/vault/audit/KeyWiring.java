package qorgan.vault.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.JdbcTemplate;
import qorgan.keys.BlindIndexes;
import qorgan.keys.Epochs;
import qorgan.keys.RootKeys;
import qorgan.keys.Started;
import qorgan.keys.Vault;
import qorgan.keys.root.HeldRoot;
import qorgan.vault.audit.log.LogSettings;
import qorgan.vault.audit.log.LogSigner;

/// Starts the vault. Others get the [Vault], which opens nothing without a warrant, and the blind
/// indexes; the office that issues warrants stays in [Issuing], which no other package can name.
@Configuration(proxyBeanMethods = false)
class KeyWiring {
    @Bean
    RootKeys rootKeys(KeySettings settings, Environment environment, Clock clock) {
        return switch (settings.provider()) {
            case "memory" -> inMemory(environment);
            case "keystore" -> KeystoreOpening.open(settings, clock);
            default ->
                    throw new IllegalStateException(
                            "qorgan.keys.provider names no provider: " + settings.provider());
        };
    }

    @Bean
    Issuing issuing(
            RootKeys root,
            SubjectKeyTable store,
            WarrantUses use,
            Clock clock,
            PlaneKeys plane,
            @Value("${qorgan.instance}") String instance) {
        return new Issuing(Vault.start(root, store, use, clock, instance, plane.dualControl()));
    }

    @Bean(destroyMethod = "close")
    Vault vault(Issuing issuing) {
        return issuing.started().vault();
    }

    @Bean
    BlindIndexes blindIndexes(Issuing issuing) {
        return issuing.started().indexes();
    }

    @Bean
    LogSigner logSigner(
            LogSettings settings,
            RootKeys root,
            JdbcTemplate jdbc,
            SecureRandom random,
            Clock clock) {
        return LogSigner.start(settings, root.management(), jdbc, random, clock);
    }

    /// The vault as it was started, with the office that only this package may reach.
    record Issuing(Started started) {}

    private static RootKeys inMemory(Environment environment) {
        if (!environment.acceptsProfiles(Profiles.of("test"))) {
            throw new IllegalStateException("qorgan.keys.provider=memory is for tests alone");
        }
        try {
            return new RootKeys(
                    HeldRoot.random(), Epochs.in(Files.createTempDirectory("qorgan-epochs")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
