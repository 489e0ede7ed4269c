package qorgan.vault.duty;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Region;
import qorgan.vault.audit.Cases;
import qorgan.vault.audit.KeyDoor;
import qorgan.vault.audit.ProofHealth;
import qorgan.vault.disclosure.ApplicationFiled;
import qorgan.vault.disclosure.ConflictFound;
import qorgan.vault.disclosure.RefusalDue;
import qorgan.vault.disclosure.RefusalSigned;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Offices;
import qorgan.vault.register.IrregularityFound;
import qorgan.vault.request.RequestId;
import qorgan.vault.request.Requests;
import qorgan.vault.request.SearchOpened;

/// What must not be overlooked: irregular entries at once, clocks that ran out as soon as they did.
@Component
class Escalation {

    static final String SEARCH_DUE = "w-search-opens";
    static final String SEARCH_ESCALATES = "w-search-escalate";
    static final String NAMED_HUMAN = "named-human-all-packs";

    private final Clocks clocks;
    private final Alarms alarms;
    private final Cases cases;
    private final TransactionTemplate transaction;
    private final ProofHealth proof;
    private final KeyDoor keyDoor;
    private final Requests requests;
    private final Offices offices;
    private final Responsible responsible;
    private final Clock clock;

    Escalation(
            Clocks clocks,
            Alarms alarms,
            Cases cases,
            TransactionTemplate transaction,
            ProofHealth proof,
            KeyDoor keyDoor,
            Requests requests,
            Offices offices,
            Responsible responsible,
            Clock clock) {
        this.clocks = clocks;
        this.alarms = alarms;
        this.cases = cases;
        this.transaction = transaction;
        this.proof = proof;
        this.keyDoor = keyDoor;
        this.requests = requests;
        this.offices = offices;
        this.responsible = responsible;
        this.clock = clock;
    }

    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(IrregularityFound event) {
        Acting.as(
                responsible.duty("kz-placement-basis"),
                () ->
                        event.rules()
                                .forEach(
                                        rule ->
                                                alarms.raise(
                                                        event.territory(),
                                                        Alarms.IRREGULAR,
                                                        rule,
                                                        event.event().value(),
                                                        event.subject().value(),
                                                        event.recordedAt())));
    }

    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(SearchOpened event) {
        start(SEARCH_DUE, event.search().value(), event.request(), clock.instant(), event.due());
        start(
                SEARCH_ESCALATES,
                event.search().value(),
                event.request(),
                clock.instant(),
                event.escalates());
    }

    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(RefusalDue event) {
        start(NAMED_HUMAN, event.refusal().value(), event.request(), event.since(), event.due());
    }

    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(RefusalSigned event) {
        Acting.as(
                responsible.duty(NAMED_HUMAN),
                () ->
                        clocks.close(
                                NAMED_HUMAN,
                                event.request().value(),
                                Clocks.How.DONE,
                                responsible.duty(NAMED_HUMAN).id().value(),
                                event.refusal().value(),
                                event.at()));
    }

    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(ApplicationFiled event) {
        start(
                "p-gate-conjunction",
                event.application().value(),
                event.request(),
                event.at(),
                event.due());
    }

    /// Opens one case for a request and a rule, at the desk of the office that holds the data; the
    /// alarm beside it makes the second event about the same a repetition.
    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(ConflictFound event) {
        var duty = responsible.duty(event.rule());
        Acting.as(
                duty,
                () ->
                        transaction.executeWithoutResult(
                                _ -> {
                                    var isNew =
                                            alarms.raise(
                                                    responsible.region(),
                                                    Alarms.DPO_CASE,
                                                    event.rule(),
                                                    event.request().value(),
                                                    event.request().value(),
                                                    event.at());
                                    if (isNew) {
                                        cases.open(
                                                duty,
                                                event.office(),
                                                Cases.Cause.RULE_CONFLICT,
                                                event.entry());
                                    }
                                }));
    }

    private void start(String rule, UUID cause, RequestId request, Instant startsAt, Instant due) {
        Acting.as(
                responsible.duty(rule),
                () ->
                        requests.office(request)
                                .flatMap(offices::find)
                                .ifPresent(
                                        office ->
                                                clocks.start(
                                                        office,
                                                        rule,
                                                        cause,
                                                        request.value(),
                                                        startsAt,
                                                        due)));
    }

    /// Raises an alarm for each clock that has run out, and one an hour while proof lags or while
    // the
    /// records are sealed. All of it needs no key.
    void sweep() {
        var now = clock.instant();
        Acting.as(
                responsible.duty("calc-without-delay"),
                () -> {
                    for (var row : clocks.overdue(now)) {
                        var running = row.running();
                        alarms.raise(
                                new Region(row.region()),
                                Alarms.OVERDUE,
                                running.rule(),
                                running.clock().value(),
                                running.about(),
                                now);
                    }
                    if (proof.lagging()) {
                        hourly(Alarms.PROOF_LAG, now);
                    }
                    if (keyDoor.isSealed()) {
                        hourly(Alarms.SEALED, now);
                    }
                });
    }

    private void hourly(String kind, Instant now) {
        var hour = new UUID(0, now.getEpochSecond() / 3600);
        alarms.raise(responsible.region(), kind, "audit-every-read", hour, hour, now);
    }

    /// The beat of the escalation; a test sweeps by hand.
    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Beat {

        private final Escalation escalation;

        Beat(Escalation escalation) {
            this.escalation = escalation;
        }

        @Scheduled(
                initialDelayString = "${qorgan.duty.sweep:PT1M}",
                fixedDelayString = "${qorgan.duty.sweep:PT1M}")
        void beat() {
            escalation.sweep();
        }
    }
}
