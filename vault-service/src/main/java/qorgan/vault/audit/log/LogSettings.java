package qorgan.vault.audit.log;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `qorgan.log.*`.
///
/// @param origin the name of the log in its checkpoints, such as `log.qorgan.example/almaty`
/// @param keyFile where the log's signing keys are kept; made at the first start, never shipped
/// @param beat how often a checkpoint leaves; zero turns the timer off
/// @param quantum the least number of leaves a beat adds
/// @param witnesses who is asked to countersign
@ConfigurationProperties("qorgan.log")
public record LogSettings(
        @DefaultValue("localhost/qorgan") String origin,
        @Nullable Path keyFile,
        @DefaultValue("1s") Duration beat,
        @DefaultValue("4") int quantum,
        @DefaultValue List<WitnessAddress> witnesses,
        @DefaultValue("1m") Duration lagAllowed,
        @DefaultValue("4h") Duration cosignatureAllowed,
        @DefaultValue("30s") Duration clocksApartAllowed) {
    public LogSettings {
        if (quantum < 1 || beat.isNegative()) {
            throw new IllegalArgumentException(
                    "qorgan.log: quantum is at least 1, beat not negative");
        }
        witnesses = List.copyOf(witnesses);
    }

    /// A witness: its submission address and its verifier key line.
    public record WitnessAddress(String url, String vkey) {}
}
