package qorgan.vault.request;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Entropy;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Outcome;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.Role;

/// The room's door: take an enquiry and give its slip; tell the holder of a slip how far it is;
/// open an enquiry, under an entry, for those who must act on it.
///
/// Asking needs no permission beyond being somebody: nobody may refuse to accept a request
/// (Administrative Procedures Code, duty to accept).
@Service
public class Requests {

    private static final byte[] NOBODY = SlipNumber.hash("no such slip");

    private final RequestRows rows;
    private final EnquirySeal seal;
    private final Promises promises;
    private final AccessLog log;
    private final Desks desks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Requests(
            RequestRows rows,
            EnquirySeal seal,
            Promises promises,
            AccessLog log,
            Desks desks,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.seal = seal;
        this.promises = promises;
        this.log = log;
        this.desks = desks;
        this.events = events;
        this.clock = clock;
    }

    /// Takes the enquiry and gives its slip. Does the same work whoever is sought.
    @Transactional
    public Slip ask(Actor actor, Enquiry enquiry) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var request = RequestId.random();
        var ownAccount = asksForThemselves(actor);
        var asker = new SubjectId(ownAccount ? actor.id().value() : Entropy.uuid());
        var soughtId = Entropy.uuid();
        var number = SlipNumber.number();
        var secret = SlipNumber.secret();
        var region = actor.region();
        var deposit = seal.deposit(actor, asker, "no-refusal-to-accept");
        var row =
                new RequestRow(
                        region.code(),
                        owningOffice(actor).value(),
                        request.value(),
                        number,
                        SlipNumber.hash(secret),
                        asker.value(),
                        ownAccount ? actor.id().value() : null,
                        actor.id().value(),
                        enquiry.language(),
                        soughtId,
                        seal.seal(
                                deposit,
                                region,
                                asker,
                                EnquirySeal.IDENTITY,
                                request.value(),
                                EnquiryText.identity(enquiry.asker())),
                        seal.seal(
                                deposit,
                                region,
                                asker,
                                EnquirySeal.CONTACT,
                                request.value(),
                                EnquiryText.contact(enquiry.contact())),
                        seal.seal(
                                deposit,
                                region,
                                asker,
                                EnquirySeal.HISTORY,
                                request.value(),
                                EnquiryText.terms(enquiry)),
                        seal.seal(
                                deposit,
                                region,
                                asker,
                                EnquirySeal.HISTORY,
                                soughtId,
                                EnquiryText.sought(enquiry.sought())),
                        now,
                        promises.by(now));
        var leaf = rows.insert(row);
        events.publishEvent(new Asked(request, now));
        return new Slip(
                request,
                number,
                secret,
                now,
                row.promisedBy(),
                promises.promise(row, leaf),
                enquiry.language());
    }

    /// The slip as its holder reads it: by the account that asked or the officer who took it.
    @Transactional(readOnly = true)
    public Progress look(Actor reader, RequestId request) {
        return rows.find(request)
                .filter(row -> isOf(row, reader))
                .map(this::progress)
                .orElseGet(Progress.NotYours::new);
    }

    /// The slip read by number and secret, without an account.
    @Transactional(readOnly = true)
    public Progress look(String number, String secret) {
        return holder(number, secret).map(this::progress).orElseGet(Progress.NotYours::new);
    }

    /// The request that a number and secret name; empty for a wrong secret as for a wrong number.
    @Transactional(readOnly = true)
    public Optional<RequestId> held(String number, String secret) {
        return holder(number, secret).map(row -> new RequestId(row.request()));
    }

    /// The reader's own slips, newest first.
    @Transactional(readOnly = true)
    public List<SlipSummary> mine(Actor reader) {
        return rows.ofAccount(reader.id().value()).stream()
                .map(
                        row ->
                                new SlipSummary(
                                        new RequestId(row.request()),
                                        row.number(),
                                        row.receivedAt(),
                                        state(row)))
                .toList();
    }

    /// Whether the actor may read what this request's answer says: the account that asked.
    @Transactional(readOnly = true)
    public boolean isAsker(Actor reader, RequestId request) {
        return rows.find(request).filter(row -> isOf(row, reader)).isPresent();
    }

    /// Opens a request for one act of a room above. Commits its own entry, so it is never called
    /// inside a transaction; the entry's outcome is set here.
    public Optional<RevealedRequest> reveal(
            Actor actor, RequestId request, EntryKind kind, String purpose, List<String> basis) {
        var found = rows.find(request);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var row = found.get();
        var standing = rows.standing(request);
        var committed = seal.commit(actor, row, kind, EnquirySeal.ALL, purpose, basis);
        Enquiry enquiry;
        String state = null;
        try (var opening = seal.open(committed)) {
            if (standing.isPresent()) {
                state =
                        Evidence.stateIn(
                                seal.text(
                                        opening,
                                        row,
                                        EnquirySeal.IDENTITY,
                                        Standings.standingRecord(row),
                                        standing.get().evidence()));
            }
            enquiry =
                    EnquiryText.enquiry(
                            EnquiryText.identity(
                                    seal.text(
                                            opening,
                                            row,
                                            EnquirySeal.IDENTITY,
                                            row.request(),
                                            row.identity())),
                            EnquiryText.contact(
                                    seal.text(
                                            opening,
                                            row,
                                            EnquirySeal.CONTACT,
                                            row.request(),
                                            row.contact())),
                            EnquiryText.sought(
                                    seal.text(
                                            opening,
                                            row,
                                            EnquirySeal.HISTORY,
                                            row.soughtId(),
                                            row.sought())),
                            seal.text(
                                    opening, row, EnquirySeal.HISTORY, row.request(), row.terms()),
                            row.language());
        }
        log.outcome(committed.entry(), Outcome.DELIVERED);
        return Optional.of(
                new RevealedRequest(
                        request,
                        committed.entry(),
                        new Region(row.region()),
                        new OfficeId(row.office()),
                        new SubjectId(row.asker()),
                        row.account() == null ? null : new ActorId(row.account()),
                        new ActorId(row.takenBy()),
                        row.receivedAt(),
                        standing.filter(StandingRow::proven)
                                .map(StandingRow::decidedAt)
                                .orElse(null),
                        standing.filter(decided -> !decided.proven()).isPresent(),
                        digest(row),
                        enquiry,
                        state));
    }

    /// Opens only where a message may go, under an entry of the duty to tell.
    public Optional<RevealedContact> contact(
            Actor duty, RequestId request, String purpose, List<String> basis) {
        return Acting.as(
                duty,
                () -> rows.find(request).map(row -> openedContact(duty, row, purpose, basis)));
    }

    private RevealedContact openedContact(
            Actor duty, RequestRow row, String purpose, List<String> basis) {
        var committed =
                seal.commit(duty, row, EntryKind.DUTY, Set.of(EnquirySeal.CONTACT), purpose, basis);
        Contact contact;
        try (var opening = seal.open(committed)) {
            contact =
                    EnquiryText.contact(
                            seal.text(
                                    opening,
                                    row,
                                    EnquirySeal.CONTACT,
                                    row.request(),
                                    row.contact()));
        }
        log.outcome(committed.entry(), Outcome.DELIVERED);
        return new RevealedContact(
                committed.entry(), new Region(row.region()), new OfficeId(row.office()), contact);
    }

    /// The reception that owns a request.
    @Transactional(readOnly = true)
    public Optional<OfficeId> office(RequestId request) {
        return rows.find(request).map(row -> new OfficeId(row.office()));
    }

    /// The digest that a grant names; it needs nothing opened.
    @Transactional(readOnly = true)
    public Optional<byte[]> digest(RequestId request) {
        return rows.find(request).map(Requests::digest);
    }

    private Optional<RequestRow> holder(String number, String secret) {
        var row = rows.byNumber(number);
        var expected = row.map(RequestRow::secretHash).orElse(NOBODY);
        var same = MessageDigest.isEqual(expected, SlipNumber.hash(secret));
        return same ? row : Optional.empty();
    }

    private Progress progress(RequestRow row) {
        var request = new RequestId(row.request());
        return rows.standing(request)
                .<Progress>map(
                        standing ->
                                standing.proven()
                                        ? new Progress.StandingProven(
                                                request, row.number(), standing.decidedAt())
                                        : new Progress.StandingRefused(
                                                request, row.number(), standing.decidedAt()))
                .orElseGet(
                        () ->
                                new Progress.AwaitingStanding(
                                        request, row.number(), row.receivedAt(), row.language()));
    }

    private String state(RequestRow row) {
        return switch (progress(row)) {
            case Progress.AwaitingStanding _ -> "awaiting_standing";
            case Progress.StandingRefused _ -> "standing_refused";
            case Progress.StandingProven _ -> "standing_proven";
            case Progress.NotYours _ -> throw new IllegalStateException("an own slip is one's own");
        };
    }

    private OfficeId owningOffice(Actor actor) {
        var office = actor.office();
        return office != null ? office : desks.reception(actor.region());
    }

    static boolean isOf(RequestRow row, Actor reader) {
        var id = reader.id().value();
        return id.equals(row.account()) || id.equals(row.takenBy());
    }

    /// Who acts with an own public account asks for themselves; so do counsel, consuls and the
    /// liaison. A clerk acts for somebody without account.
    private static boolean asksForThemselves(Actor actor) {
        return Set.of(Role.ASKER, Role.COUNSEL, Role.CONSUL, Role.CED_LIAISON, Role.SUBJECT)
                .stream()
                .anyMatch(actor::has);
    }

    static byte[] digest(RequestRow row) {
        return SlipNumber.sha256(row.content().bytes());
    }
}
