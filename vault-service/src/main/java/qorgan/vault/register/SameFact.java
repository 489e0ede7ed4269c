package qorgan.vault.register;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import qorgan.keys.SubjectId;
import qorgan.vault.subject.Fingerprints;

/// When two statements are one fact, whoever makes them: so that nothing is registered twice.
@Component
class SameFact {
    private final Fingerprints fingerprints;

    SameFact(Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    /// The transfer that another officer registered: the person is where this one would bring them,
    /// by a move from the same place. Whoever means a further move says so.
    static Optional<EventRow> move(Fact fact, List<EventRow> standing) {
        if (!(fact instanceof Fact.Transfer transfer) || transfer.another()) {
            return Optional.empty();
        }
        return standing.stream()
                .filter(row -> row.facility() != null || row.kind() == EventKind.RELEASE)
                .reduce((_, last) -> last)
                .filter(
                        row ->
                                row.kind() == EventKind.TRANSFER
                                        && Objects.equals(row.facility(), transfer.to().value())
                                        && Objects.equals(
                                                row.fromFacility(), transfer.from().value()));
    }

    /// What makes two statements the same fact: kind, places and the minute; for what may happen
    /// twice in a minute, the text too.
    byte[] fingerprint(
            Fact fact, SubjectId subject, Register.@Nullable Correction correction, long next) {
        var minute = fact.at().value().truncatedTo(ChronoUnit.MINUTES).toString();
        var what =
                switch (fact) {
                    case Fact.Arrest _ -> "";
                    case Fact.Placement placement -> placement.facility().toString();
                    case Fact.Transfer transfer ->
                            transfer.from()
                                    + ">"
                                    + transfer.to()
                                    + (transfer.another() ? "#" + next : "");
                    case Fact.Injury injury -> injury.record().value();
                    case Fact.Health health -> health.state().value();
                    case Fact.Release _ -> "";
                    case Fact.Death _ -> "";
                };
        var instead = correction == null ? "" : correction.earlier().toString();
        return fingerprints.of(
                "register", subject.toString(), fact.kind().code(), minute, what, instead);
    }
}
