package qorgan.vault.disclosure;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Evidence;
import qorgan.keys.Field;
import qorgan.keys.KeyClass;
import qorgan.keys.SubjectId;
import qorgan.policy.Ground;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.Decisions;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Note;
import qorgan.vault.audit.ProofHealth;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.request.Language;
import qorgan.vault.request.Progress;
import qorgan.vault.request.RequestId;
import qorgan.vault.request.Requests;
import qorgan.vault.request.RevealedRequest;
import qorgan.vault.request.Searches;
import qorgan.vault.subject.SealedValue;
import qorgan.vault.subject.Subjects;

/// The answer to a request, each time it is read: the facts are gathered anew, the engine decides,
/// an entry is committed, exactly its fields are opened, and everything is looked at once more
/// while the delivery is written.
///
/// Whereabouts go under an entry of their own: whatever happens to the rest, they leave.
@Service
public class Answers {

    private static final String DUTY = "w-answer-clock";
    private static final int ATTEMPTS = 4;
    private static final List<String> BASIS = List.of(DUTY);

    private final Permissions permissions;
    private final Subjects subjects;
    private final Requests requests;
    private final Searches searches;
    private final Resolutions resolutions;
    private final Gathering gathering;
    private final Norms norms;
    private final Decisions decisions;
    private final ProofHealth proof;
    private final AccessLog log;
    private final Openings openings;
    private final CaseReaders readers;
    private final Deliveries deliveries;
    private final Refusals refusals;
    private final Receipts receipts;
    private final Sources sources;
    private final Words words;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Answers(
            Permissions permissions,
            Subjects subjects,
            Requests requests,
            Searches searches,
            Resolutions resolutions,
            Gathering gathering,
            Norms norms,
            Decisions decisions,
            ProofHealth proof,
            AccessLog log,
            Openings openings,
            CaseReaders readers,
            Deliveries deliveries,
            Refusals refusals,
            Receipts receipts,
            Sources sources,
            Words words,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.permissions = permissions;
        this.subjects = subjects;
        this.requests = requests;
        this.searches = searches;
        this.resolutions = resolutions;
        this.gathering = gathering;
        this.norms = norms;
        this.decisions = decisions;
        this.proof = proof;
        this.log = log;
        this.openings = openings;
        this.readers = readers;
        this.deliveries = deliveries;
        this.refusals = refusals;
        this.receipts = receipts;
        this.sources = sources;
        this.words = words;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Reads the answer of an own request. A reading is a delivery; a second one is a second entry.
    public Answer read(Actor reader, RequestId request, Language language) {
        return switch (requests.look(reader, request)) {
            case Progress.NotYours() -> new Answer.NotYours();
            case Progress.AwaitingStanding waiting ->
                    new Answer.AwaitingStanding(request, waiting.since());
            case Progress.StandingRefused refused ->
                    new Answer.StandingRefused(
                            request, refused.at(), words.of(language, "remedy.general"));
            case Progress.StandingProven _ ->
                    Acting.as(duty(reader), () -> given(reader, request, language));
        };
    }

    private Answer given(Actor reader, RequestId id, Language language) {
        var request =
                requests.reveal(reader, id, EntryKind.VERIFICATION, "answer", BASIS).orElseThrow();
        var subject = resolutions.resolve(duty(reader), request);
        if (subject.isEmpty()) {
            var search = searches.of(id).orElseThrow();
            return new Answer.Searching(
                    id, search.openedAt(), search.due(), words.of(language, "remedy.search"));
        }
        return given(reader, request, subject.get(), language);
    }

    private Answer given(
            Actor reader, RevealedRequest request, SubjectId subject, Language language) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var answer = givenOnce(reader, request, subject, language);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new ConcurrencyFailureException("circumstances kept changing");
    }

    /// One attempt; empty when a circumstance of the person changed between decision and delivery.
    /// What was opened is void then, and everything begins anew.
    private Optional<Answer> givenOnce(
            Actor reader, RevealedRequest request, SubjectId subject, Language language) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var sheet = gathering.gather(duty(reader), request, subject);
        var ruled =
                norms.decide(sheet.facts(now, now, sheet.grantFacts()), sheet.person().sources());
        var digest = kept(reader, request, ruled);
        reportConflict(reader, request, subject, ruled, digest, now);

        var withheld = new TreeMap<Field, Ground>(ruled.withheld());
        var whereabouts = new TreeMap<Field, SealedValue>();
        var others = new TreeMap<Field, SealedValue>();
        var noEvent = new ArrayList<Field>();
        for (var field : ruled.released()) {
            var value = sheet.values().get(field);
            if (field.keyClass() != KeyClass.W && proof.lagging()) {
                withheld.put(field, Ground.FACT_UNKNOWN);
            } else if (value == null) {
                noEvent.add(field);
            } else {
                (field.keyClass() == KeyClass.W ? whereabouts : others).put(field, value);
            }
        }
        var basis =
                new Openings.Basis(
                        EntryKind.DISCLOSURE,
                        request.enquiry().purpose().code(),
                        ruled.norms(),
                        digest,
                        ruled.packDigest(),
                        request.request().value(),
                        sheet.caseId());
        var parts = new ArrayList<Deliveries.Part>();
        for (var group : List.of(whereabouts, others)) {
            if (group.isEmpty()) {
                continue;
            }
            var opened =
                    openings.open(reader, subject, group, basis, evidence(reader, sheet), language);
            if (opened == null) {
                group.keySet().forEach(field -> withheld.put(field, Ground.FACT_UNKNOWN));
            } else {
                parts.add(
                        new Deliveries.Part(opened, sources.lines(opened, group, ruled, language)));
            }
        }
        var told = noEvent.stream().map(field -> noEvent(field, ruled, now, language)).toList();
        var outcome =
                deliveries.deliver(
                        sheet,
                        ruled,
                        digest,
                        parts,
                        told,
                        withheld,
                        language,
                        lines ->
                                refusals.lines(
                                        duty(reader),
                                        request,
                                        subject,
                                        sheet.caseId(),
                                        lines,
                                        language));
        return outcome.map(
                delivered ->
                        new Answer.Given(
                                request.request(),
                                delivered.delivery(),
                                ruled.template(),
                                delivered.released(),
                                delivered.withheld(),
                                withheld.containsValue(Ground.WARNING_NOT_SIGNED),
                                receipts.isProven(delivered),
                                receipts.make(delivered)));
    }

    /// Grants, or the reader's own place in the case: counsel and the like read by statute.
    private Evidence evidence(Actor reader, Gathering.Sheet sheet) {
        var caseId = sheet.caseId();
        if (caseId == null || !sheet.evidence().signed().isEmpty()) {
            return sheet.evidence();
        }
        return readers.evidence(reader.id(), caseId);
    }

    private byte[] kept(Actor reader, RevealedRequest request, Ruled ruled) {
        var digest =
                transaction.execute(
                        _ ->
                                decisions.keep(
                                        reader,
                                        ruled.packDigest(),
                                        request.request().value(),
                                        ruled.record()));
        if (digest == null) {
            throw new IllegalStateException("a decision was not kept: " + request.request());
        }
        return digest;
    }

    /// A conflict of rules, or a restriction that does not hold, goes to the data-protection
    /// officer of whoever holds the data, with an entry that names the decision.
    private void reportConflict(
            Actor reader,
            RevealedRequest request,
            SubjectId subject,
            Ruled ruled,
            byte[] digest,
            Instant now) {
        if (!ruled.obligations().contains("O.DPO_CASE")) {
            return;
        }
        var rule =
                ruled.withheld().containsValue(Ground.RULE_CONFLICT)
                        ? "rule-conflict-deny"
                        : "w-restriction-unproven-is-void";
        var holder = subjects.keeper(subject).orElseThrow().office();
        transaction.executeWithoutResult(
                _ -> {
                    var entry =
                            log.note(
                                    duty(reader),
                                    new Note(
                                            EntryKind.DECISION,
                                            Set.of(subject),
                                            ruled.withheld().keySet(),
                                            request.enquiry().purpose().code(),
                                            List.of(rule),
                                            digest,
                                            ruled.packDigest(),
                                            request.request().value(),
                                            null,
                                            Map.of(),
                                            holder));
                    events.publishEvent(
                            new ConflictFound(request.request(), rule, holder.value(), entry, now));
                });
    }

    /// An event that has not happened is told as exactly that, with the instant at which it was so.
    private Released noEvent(Field field, Ruled ruled, Instant now, Language language) {
        return new Released(
                field,
                words.of(language, "receipt.none"),
                now,
                sources.of(field, language),
                ruled.citations().getOrDefault(field, List.of()));
    }

    /// The requests that stand for a person, for the duty to tell those who asked.
    public List<RequestId> standingFor(SubjectId subject) {
        return deliveries.requestsFor(subject);
    }

    /// For whom a request stands, for the duty's clocks.
    public Optional<SubjectId> subjectOf(RequestId request) {
        return deliveries.subjectOf(request);
    }

    /// What the search desk found out by itself: the request stands for this person from now on.
    /// False when there is no such request with a proven standing, or no such person.
    public boolean resolve(Actor desk, RequestId id, SubjectId subject) {
        permissions.require(desk, "disclosure:resolve");
        return Acting.as(
                duty(desk),
                () ->
                        subjects.isThere(subject)
                                && requests.reveal(desk, id, EntryKind.SEARCH, "search", BASIS)
                                        .filter(request -> request.standingAt() != null)
                                        .map(
                                                request -> {
                                                    resolutions.keep(request, subject);
                                                    return true;
                                                })
                                        .orElse(false));
    }

    /// Prepares the answer as soon as standing is proven: the person is looked up, and where they
    /// are not found exactly once the search begins without waiting for the asker to read.
    void prepare(Actor duty, RequestId id) {
        Acting.as(
                duty,
                () -> {
                    requests.reveal(duty, id, EntryKind.DUTY, "answer", BASIS)
                            .ifPresent(request -> resolutions.resolve(duty, request));
                });
    }

    private static Actor duty(Actor reader) {
        return Actor.duty(DUTY, reader.id(), reader.region());
    }
}
