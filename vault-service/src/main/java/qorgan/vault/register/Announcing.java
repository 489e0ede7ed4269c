package qorgan.vault.register;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;

/// What other rooms hear of an entry: identifiers only, after the commit.
@Component
class Announcing {
    private final ApplicationEventPublisher publisher;

    Announcing(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    void tell(EventRow row, Fact fact, @Nullable EventRow corrected) {
        var event = new EventId(row.event());
        var subject = new SubjectId(row.subject());
        if (corrected != null) {
            publisher.publishEvent(
                    new Superseded(
                            event, new EventId(corrected.event()), subject, row.recordedAt()));
        }
        switch (fact) {
            case Fact.Arrest _ ->
                    publisher.publishEvent(new Arrested(event, subject, row.recordedAt()));
            case Fact.Placement placement ->
                    publisher.publishEvent(
                            new Placed(event, subject, placement.facility(), row.recordedAt()));
            case Fact.Transfer transfer ->
                    publisher.publishEvent(
                            new Transferred(
                                    event,
                                    subject,
                                    transfer.from(),
                                    transfer.to(),
                                    row.recordedAt()));
            case Fact.Injury injury ->
                    publisher.publishEvent(
                            new InjuryRecorded(
                                    event, subject, injury.complained(), row.recordedAt()));
            case Fact.Health _ -> {}
            case Fact.Release _ ->
                    publisher.publishEvent(new Released(event, subject, row.recordedAt()));
            case Fact.Death _ ->
                    publisher.publishEvent(new DeathRecorded(event, subject, row.recordedAt()));
        }
        if (!row.broken().isEmpty()) {
            alarm(row);
        }
    }

    /// Tells whoever listens that this entry breaks rules.
    void alarm(EventRow row) {
        publisher.publishEvent(
                new IrregularityFound(
                        new EventId(row.event()),
                        new SubjectId(row.subject()),
                        new Region(row.territory()),
                        Set.copyOf(row.broken()),
                        row.recordedAt()));
    }
}
