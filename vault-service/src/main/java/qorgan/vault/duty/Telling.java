package qorgan.vault.duty;

import java.time.Duration;
import java.time.Instant;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import qorgan.keys.SubjectId;
import qorgan.vault.disclosure.AnswerRead;
import qorgan.vault.disclosure.Answers;
import qorgan.vault.disclosure.RefusalSigned;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Office;
import qorgan.vault.identity.Offices;
import qorgan.vault.register.Arrested;
import qorgan.vault.register.EventId;
import qorgan.vault.register.EventKind;
import qorgan.vault.register.Placed;
import qorgan.vault.register.Register;
import qorgan.vault.register.Transferred;
import qorgan.vault.request.RequestId;
import qorgan.vault.request.StandingProven;

/// The duty to tell a relative where the person is: twelve hours from the arrest, and again from
/// each transfer (rule `kz-act1999-7-4-place-12h`). It runs from the instant of registration, which
/// stands in the clear; the stated instant is sealed and must not be readable from a due time.
///
/// Each listener is idempotent by the event's own identifier: a clock by (rule, cause, about), a
/// message by (request, cause).
@Component
class Telling {

    static final String PLACE = "kz-act1999-7-4-place-12h";
    static final String WITHOUT_DELAY = "kz26-ccp-135-relatives-without-delay";
    private static final Duration TWELVE_HOURS = Duration.ofHours(12);

    private final Clocks clocks;
    private final Messages messages;
    private final Answers answers;
    private final Register register;
    private final Offices offices;
    private final Responsible responsible;

    Telling(
            Clocks clocks,
            Messages messages,
            Answers answers,
            Register register,
            Offices offices,
            Responsible responsible) {
        this.clocks = clocks;
        this.messages = messages;
        this.answers = answers;
        this.register = register;
        this.offices = offices;
        this.responsible = responsible;
    }

    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(Arrested event) {
        begin(event.event(), event.subject(), event.recordedAt(), false);
    }

    /// Whoever was arrested has their clock from the arrest; somebody placed without one has it
    /// from here. Decided by the register and not by which event was heard first.
    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(Placed event) {
        var duty = responsible.duty(PLACE);
        Acting.as(
                duty,
                () -> {
                    var arrested =
                            register.lines(duty, event.subject()).stream()
                                    .anyMatch(line -> line.kind() == EventKind.ARREST);
                    if (!arrested) {
                        begin(event.event(), event.subject(), event.recordedAt(), false);
                    }
                });
    }

    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(Transferred event) {
        begin(event.event(), event.subject(), event.recordedAt(), true);
    }

    /// The answer can be read now.
    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(StandingProven event) {
        messages.tell(
                responsible.duty("w-answer-clock"),
                event.request(),
                event.request().value(),
                "w-answer-clock");
    }

    /// A refusal has its ground and remedy now.
    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(RefusalSigned event) {
        messages.tell(
                responsible.duty("reasons-and-remedy"),
                event.request(),
                event.refusal().value(),
                "reasons-and-remedy");
    }

    /// The relative has read where the person is: that, and not the sending, is the telling.
    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(AnswerRead event) {
        Acting.as(
                responsible.duty(PLACE),
                () ->
                        answers.subjectOf(event.request())
                                .ifPresent(subject -> told(subject, event)));
    }

    private void told(SubjectId subject, AnswerRead event) {
        for (var rule : new String[] {PLACE, WITHOUT_DELAY}) {
            clocks.close(
                    rule,
                    subject.value(),
                    Clocks.How.READ,
                    event.request().value(),
                    event.delivery().value(),
                    event.at());
        }
    }

    private void begin(EventId event, SubjectId subject, Instant at, boolean restarts) {
        var duty = responsible.duty(PLACE);
        Acting.as(
                duty,
                () -> {
                    var office = office(duty, event, subject);
                    if (restarts) {
                        clocks.close(
                                PLACE,
                                subject.value(),
                                Clocks.How.SUPERSEDED,
                                duty.id().value(),
                                event.value(),
                                at.minusMillis(1));
                    } else {
                        clocks.start(
                                office, WITHOUT_DELAY, event.value(), subject.value(), at, null);
                    }
                    clocks.start(
                            office,
                            PLACE,
                            event.value(),
                            subject.value(),
                            at,
                            at.plus(TWELVE_HOURS));
                    for (RequestId request : answers.standingFor(subject)) {
                        messages.tell(duty, request, event.value(), PLACE);
                    }
                });
    }

    private Office office(Actor duty, EventId event, SubjectId subject) {
        return register.lines(duty, subject).stream()
                .filter(line -> line.event().equals(event))
                .findFirst()
                .flatMap(line -> offices.find(line.office()))
                .orElseThrow(() -> new IllegalStateException("no such entry: " + event));
    }
}
