package qorgan.vault.disclosure;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Field;
import qorgan.keys.KeyClass;
import qorgan.keys.SubjectId;
import qorgan.policy.Ground;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.Outcome;
import qorgan.vault.consent.Consents;
import qorgan.vault.request.Language;
import qorgan.vault.request.RequestId;

/// Step 7 of the way of a request: windows and revocations are looked at once more while the
/// delivery is written, under a share lock on the grants. A revocation that was committed before
/// wins: what it touches becomes void, and only the rest is delivered.
///
/// Each entry reaches one outcome here. If the service dies before, the reconciliation of `audit`
/// says "unknown", and whoever judges counts it as delivered.
@Service
public class Deliveries {

    private final GrantRows grants;
    private final DeliveryRows rows;
    private final Norms norms;
    private final PersonFactsReading person;
    private final Consents consents;
    private final Receipts receipts;
    private final AccessLog log;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Deliveries(
            GrantRows grants,
            DeliveryRows rows,
            Norms norms,
            PersonFactsReading person,
            Consents consents,
            Receipts receipts,
            AccessLog log,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.grants = grants;
        this.rows = rows;
        this.norms = norms;
        this.person = person;
        this.consents = consents;
        this.receipts = receipts;
        this.log = log;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// One entry with the lines that were opened under it.
    record Part(Openings.Opened opened, List<Released> lines) {}

    /// Writes the delivery and gives what was delivered. Empty when a restriction, an objection or
    /// a protection measure began or ended since the decision: every entry is void then, nothing
    /// was delivered, and whoever calls decides anew.
    ///
    /// @param told lines without a value: events that have not happened
    /// @param refused puts the withheld fields before a human, as the reader may see them
    Optional<ReceiptContent> deliver(
            Gathering.Sheet sheet,
            Ruled ruled,
            byte[] decisionDigest,
            List<Part> parts,
            List<Released> told,
            Map<Field, Ground> withheldBefore,
            Language language,
            Function<Map<Field, Ground>, List<Withheld>> refused) {
        var content =
                transaction.execute(
                        _ -> {
                            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                            if (!person.state(sheet.subject()).equals(sheet.person().state())) {
                                parts.forEach(
                                        part -> log.outcome(part.opened().entry(), Outcome.VOID));
                                return null;
                            }
                            var withheld = new TreeMap<Field, Ground>(withheldBefore);
                            var standing = standing(sheet, parts, withheld, now);
                            var released = new ArrayList<Released>(told);
                            standing.forEach(part -> released.addAll(part.lines()));
                            released.sort((one, other) -> one.field().compareTo(other.field()));
                            var written =
                                    new ReceiptContent(
                                            DeliveryId.random(),
                                            standing.stream()
                                                    .map(part -> part.opened().entry())
                                                    .toList(),
                                            sheet.request().request().value(),
                                            now,
                                            language,
                                            ruled.template(),
                                            decisionDigest,
                                            ruled.packDigest(),
                                            released,
                                            refused.apply(withheld));
                            write(sheet, written, now);
                            return written;
                        });
        return Optional.ofNullable(content);
    }

    /// The parts that still stand now. All is asked of the engine once more: what grants open, with
    /// the grants as they are under the lock; whereabouts, because only the instant of delivery
    /// counts for a restriction. One field that fell away voids its whole entry.
    private List<Part> standing(
            Gathering.Sheet sheet, List<Part> parts, Map<Field, Ground> withheld, Instant now) {
        if (parts.isEmpty()) {
            return parts;
        }
        var revoked =
                parts.stream().anyMatch(Deliveries::isGuarded)
                        ? grants.revokedUnderShareLock(sheet.request().request())
                        : grants.revoked(sheet.request().request());
        var consent = sheet.consent();
        var held =
                consent == null
                        ? sheet
                        : sheet.consenting(consents.holdFact(consent.consent()).orElse(null));
        var again =
                norms.decide(
                        held.facts(now, now, Gathering.with(sheet.grantFacts(), revoked)),
                        sheet.person().sources());
        var standing = new ArrayList<Part>();
        for (var part : parts) {
            if (again.released().containsAll(part.opened().values().keySet())) {
                standing.add(part);
                continue;
            }
            log.outcome(part.opened().entry(), Outcome.VOID);
            for (var field : part.opened().values().keySet()) {
                withheld.put(field, again.withheld().getOrDefault(field, Ground.FACT_UNKNOWN));
            }
        }
        return standing;
    }

    private static boolean isGuarded(Part part) {
        return part.opened().values().keySet().stream()
                .anyMatch(field -> field.keyClass() != KeyClass.W);
    }

    private void write(Gathering.Sheet sheet, ReceiptContent content, Instant now) {
        var request = sheet.request();
        for (var entry : content.entries()) {
            rows.insert(
                    request.region().code(),
                    request.office().value(),
                    content.delivery(),
                    request.request().value(),
                    sheet.subject(),
                    entry,
                    receipts.digest(content),
                    now);
            log.outcome(entry, Outcome.DELIVERED);
        }
        events.publishEvent(new AnswerRead(request.request(), content.delivery(), now));
    }

    List<RequestId> requestsFor(SubjectId subject) {
        return rows.requestsFor(subject);
    }

    Optional<SubjectId> subjectOf(RequestId request) {
        return rows.resolved(request);
    }
}
