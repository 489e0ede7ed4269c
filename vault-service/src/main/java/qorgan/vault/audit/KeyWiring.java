package qorgan.vault.audit;

import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import qorgan.keys.BlindIndexes;
import qorgan.keys.RootKeys;
import qorgan.keys.Started;
import qorgan.keys.Vault;
import qorgan.vault.audit.log.LogSettings;
import qorgan.vault.audit.log.LogSigner;

/// Starts the vault. Others get the [Vault], which opens nothing without a warrant, and the blind
/// indexes; the office that issues warrants stays in [Issuing], which no other package can name.
@Configuration(proxyBeanMethods = false)
class KeyWiring {
    @Bean(destroyMethod = "close")
    OpenedRoot openedRoot(KeySettings settings, Environment environment, Clock clock) {
        return OpenedRoot.open(settings, environment, clock);
    }

    @Bean
    RootKeys rootKeys(OpenedRoot opened) {
        return opened.keys();
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
}
