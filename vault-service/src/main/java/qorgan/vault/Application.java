package qorgan.vault;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/// The vault service: one process, one room a package.
@SpringBootApplication
@ConfigurationPropertiesScan
public class Application {
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    /// The only clock of the rooms. Nobody else asks the system for the time.
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /// The only source of random bytes of the rooms: the kernel's generator, named explicitly, so
    /// that no provider order and no configuration can put another one in its place.
    @Bean
    SecureRandom entropy() throws NoSuchAlgorithmException {
        return SecureRandom.getInstance("NativePRNGNonBlocking");
    }
}
