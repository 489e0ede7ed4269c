package qorgan.vault.audit.log;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.SignedNote;
import qorgan.ledger.VerifierKey;
import qorgan.vault.edge.MachineClock;

/// Whether this instance has seen, since it started, a checkpoint that enough witnesses had just
/// countersigned. Until then it does not know that the database it found is the newest one: an
/// older backup has a good log too, with good old cosignatures, and brings back what was erased. A
/// witness signs no log that is behind the one it saw, so a fresh cosignature says that this is the
/// log's present end.
///
/// What the rows say is not believed: each line is verified by the witness's own key from the
/// settings, and the time is the one it signed. Without witnesses nothing confirms, and [SelfCheck]
/// alone compares with what this instance itself remembers.
@Component
public class Countersigned {
    private final Checkpoints checkpoints;
    private final List<VerifierKey> witnesses;
    private final int quorum;
    private final Instant since;
    private volatile boolean confirmed;

    @Autowired
    Countersigned(Checkpoints checkpoints, LogSettings settings, MachineClock machine) {
        this(checkpoints, settings, machine.clock());
    }

    public Countersigned(Checkpoints checkpoints, LogSettings settings, Clock machine) {
        this.checkpoints = checkpoints;
        this.witnesses =
                settings.witnesses().stream()
                        .flatMap(witness -> VerifierKey.parseAll(witness.vkey()).stream())
                        .toList();
        this.quorum = settings.quorum();
        this.since =
                machine.instant()
                        .minus(settings.clocksApartAllowed())
                        .truncatedTo(ChronoUnit.SECONDS);
        this.confirmed = witnesses.isEmpty();
    }

    /// True from the first such checkpoint on.
    public boolean isConfirmed() {
        if (!confirmed) {
            confirmed = checkpoints.latestCosigned().filter(this::isFresh).isPresent();
        }
        return confirmed;
    }

    private boolean isFresh(SignedNote note) {
        var checkpoint = Checkpoint.parse(note.text());
        return witnesses.stream()
                        .filter(witness -> signedSince(witness, note, checkpoint))
                        .map(VerifierKey::name)
                        .distinct()
                        .count()
                >= quorum;
    }

    private boolean signedSince(VerifierKey witness, SignedNote note, Checkpoint checkpoint) {
        return note.signatures().stream()
                .filter(line -> witness.verifies(line, checkpoint))
                .flatMap(line -> witness.time(line).stream())
                .anyMatch(time -> !time.isBefore(since));
    }
}
