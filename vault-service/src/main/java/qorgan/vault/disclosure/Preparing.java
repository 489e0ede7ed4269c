package qorgan.vault.disclosure;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import qorgan.keys.Region;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.request.AnswerDue;

/// Prepares an answer when it falls due. Idempotent by the request: a resolution stands once, a
/// search is opened once.
@Component
class Preparing {

    private final Answers answers;
    private final Actor duty;

    Preparing(
            Answers answers,
            @Value("${qorgan.duty.responsible:00000000-0000-0000-0000-000000000000}")
                    String official,
            @Value("${qorgan.region}") String region) {
        this.answers = answers;
        this.duty = Actor.duty("w-answer-clock", ActorId.of(official), new Region(region));
    }

    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(AnswerDue event) {
        answers.prepare(duty, event.request());
    }
}
