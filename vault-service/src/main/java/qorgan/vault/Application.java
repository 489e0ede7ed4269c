package qorgan.vault;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import qorgan.keys.Entropy;
import qorgan.vault.edge.MachineClock;

/// The vault service: one process, one room a package.
@SpringBootApplication
@ConfigurationPropertiesScan
public class Application {
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    @Bean
    MachineClock machineClock(@Value("${qorgan.drill.clock-offset:#{null}}") @Nullable Path drill) {
        return MachineClock.of(drill);
    }

    /// The only clock of the rooms. Nobody else asks the system for the time.
    @Bean
    Clock clock(MachineClock machine) {
        return machine.clock();
    }

    /// For the log, whose library knows no other. It is the house's one source all the same.
    @Bean
    SecureRandom entropy() {
        return Entropy.source();
    }
}
