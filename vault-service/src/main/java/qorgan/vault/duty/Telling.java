package qorgan.vault.duty;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.LegalTerms;
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
import qorgan.vault.subject.Unsealed;

/// The duty to tell a relative where the person is: by rule `kz-act1999-7-4-place-12h`, from the
/// moment at which the place was fixed, and afresh with each transfer; an earlier clock goes on
/// until somebody was told.
///
/// The law counts from what happened and not from its registration, so an entry made late leaves
/// less time. What was stated is sealed, and the due time stands in the clear: it is brought
/// forward to the full hour, so that no minute can be read from it and no term grows longer.
///
/// Each listener is idempotent by the event's own identifier: a clock by (rule, cause, about), a
/// message by (request, cause).
@Component
class Telling {

    static final String PLACE = "kz-act1999-7-4-place-12h";
    static final String WITHOUT_DELAY = "kz26-ccp-135-relatives-without-delay";

    static final String UNSEALED = "prot-unseal-two-person";

    private final Clocks clocks;
    private final Messages messages;
    private final Answers answers;
    private final Register register;
    private final Offices offices;
    private final Responsible responsible;
    private final LegalTerms terms;

    Telling(
            Clocks clocks,
            Messages messages,
            Answers answers,
            Register register,
            Offices offices,
            Responsible responsible,
            LegalTerms terms) {
        this.clocks = clocks;
        this.messages = messages;
        this.answers = answers;
        this.register = register;
        this.offices = offices;
        this.responsible = responsible;
        this.terms = terms;
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

    /// An envelope was opened for reading: the person whose seal it was is told afterwards, by
    /// whoever keeps it.
    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(Unsealed event) {
        var duty = responsible.duty(UNSEALED);
        Acting.as(
                duty,
                () ->
                        offices.find(event.office())
                                .ifPresent(
                                        office ->
                                                clocks.start(
                                                        office,
                                                        UNSEALED,
                                                        event.unsealing(),
                                                        event.subject().value(),
                                                        event.at(),
                                                        terms.due(UNSEALED, event.at())
                                                                .orElseThrow())));
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

    private void begin(EventId event, SubjectId subject, Instant at, boolean isTransfer) {
        var duty = responsible.duty(PLACE);
        Acting.as(
                duty,
                () -> {
                    var office = office(duty, event, subject);
                    if (!isTransfer) {
                        clocks.start(
                                office, WITHOUT_DELAY, event.value(), subject.value(), at, null);
                    }
                    clocks.start(
                            office,
                            PLACE,
                            event.value(),
                            subject.value(),
                            at,
                            due(duty, subject, event, at));
                    for (RequestId request : answers.standingFor(subject)) {
                        messages.tell(duty, request, event.value(), PLACE);
                    }
                });
    }

    private Instant due(Actor duty, SubjectId subject, EventId event, Instant registered) {
        var stated = register.statedTime(duty, subject, event, PLACE).orElse(registered);
        var start = stated.isBefore(registered) ? stated : registered;
        return terms.due(PLACE, start).orElseThrow().truncatedTo(ChronoUnit.HOURS);
    }

    private Office office(Actor duty, EventId event, SubjectId subject) {
        return register.lines(duty, subject).stream()
                .filter(line -> line.event().equals(event))
                .findFirst()
                .flatMap(line -> offices.find(line.office()))
                .orElseThrow(() -> new IllegalStateException("no such entry: " + event));
    }
}
