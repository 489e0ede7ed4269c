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
/// @param calmBeats how many beats' worth of leaves may wait before a beat grows: a few acts leave
///     over as many beats, and no beat of theirs differs from a quiet one; zero lets each beat take
///     everything
/// @param witnesses who is asked to countersign
/// @param quorum how many different witnesses make a checkpoint countersigned
/// @param outcomeWithin how long an entry that opens may stay without an outcome before it counts
///     as unknown; longer than any answer takes
@ConfigurationProperties("qorgan.log")
public record LogSettings(
        @DefaultValue("localhost/qorgan") String origin,
        @Nullable Path keyFile,
        @DefaultValue("400ms") Duration beat,
        @DefaultValue("4") int quantum,
        @DefaultValue("8") int calmBeats,
        @DefaultValue List<WitnessAddress> witnesses,
        @DefaultValue("1") int quorum,
        @DefaultValue("1m") Duration lagAllowed,
        @DefaultValue("4h") Duration cosignatureAllowed,
        @DefaultValue("30s") Duration clocksApartAllowed,
        @DefaultValue("5m") Duration outcomeWithin) {
    public LogSettings {
        if (quantum < 1 || beat.isNegative() || calmBeats < 0) {
            throw new IllegalArgumentException(
                    "qorgan.log: quantum is at least 1, beat and calm-beats not negative");
        }
        if (quorum < 1 || !witnesses.isEmpty() && quorum > witnesses.size()) {
            throw new IllegalArgumentException(
                    "qorgan.log: quorum is at least 1 and at most the number of witnesses");
        }
        witnesses = List.copyOf(witnesses);
    }

    /// A witness: its submission address and its verifier key line.
    public record WitnessAddress(String url, String vkey) {}
}
