package qorgan.keys.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import qorgan.keys.CannotOpen;
import qorgan.keys.CaseRecord;
import qorgan.keys.Evidence;
import qorgan.keys.HalfCipher;
import qorgan.keys.HalfKeeper;
import qorgan.keys.HalfRefused;
import qorgan.keys.HalfRefused.Reason;
import qorgan.keys.HalfRequest;
import qorgan.keys.KeyClass;
import qorgan.keys.Place;
import qorgan.keys.PlaneOffice;
import qorgan.keys.PlanePublicKey;
import qorgan.keys.Secret;

/// An office's key agent. It holds the private key of its office and gives a half for one record
/// and one committed entry, after it has seen for itself, in this order:
///
/// 1. the entry is committed, not older than a minute by the agent's own clock nor from the future,
///    has no outcome yet, and was not given this half before;
/// 2. the place is of class P, the entry names its field, and the record belongs to the entry's
///    case ([CaseRecord]);
/// 3. it rests on two grants, one signed for each office by different officials whose certificates
///    this agent trusts, both without prejudice, in force now, not revoked, of the entry's request,
///    case and recipient, and covering this record at this revision; or on a statutory reader's
///    rule that this agent was told of and the entry cites, with the official's assignment to the
///    case, in force, not ended, and signed for both offices by two people, neither of them the
///    official;
/// 4. the official who acts has not reached the ceiling.
///
/// The answer, given or refused, is in the journal before it leaves. What the database says without
/// a signature (that there is an entry, who acts) binds the answer to a row that the log commits
/// to; it opens nothing by itself.
public final class KeyAgent implements HalfKeeper, AutoCloseable {
    private static final Duration ENTRY_VALID = Duration.ofMinutes(1);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final String NOBODY = "unknown";
    private static final int JOURNAL_LINES = 200;

    private final PlaneOffice office;
    private final Secret seed;
    private final PlanePublicKey publicKey;
    private final AgentRecords records;
    private final Supplier<AgentTrust> trust;
    private final AgentJournal journal;
    private final Ceilings.Counted counted;
    private final Clock clock;
    private boolean sealed;

    /// Takes the seed over.
    ///
    /// @param trust asked each time, so that a certificate that is revoked counts at once
    public KeyAgent(
            PlaneOffice office,
            Secret seed,
            AgentRecords records,
            Supplier<AgentTrust> trust,
            AgentJournal journal,
            Ceilings ceilings,
            Clock clock) {
        this.office = office;
        this.seed = seed;
        this.publicKey = HalfCipher.publicKeyOf(seed);
        this.records = records;
        this.trust = trust;
        this.journal = journal;
        this.counted = new Ceilings.Counted(ceilings);
        this.clock = clock;
        journal.replay(counted::count);
    }

    @Override
    public PlaneOffice office() {
        return office;
    }

    @Override
    public PlanePublicKey publicKey() {
        return publicKey;
    }

    @Override
    public synchronized Secret half(HalfRequest request) {
        var now = clock.instant();
        var place = request.place();
        if (sealed) {
            throw new HalfRefused(office, Reason.AGENT_SEALED);
        }
        var entry = records.entry(request.entry());
        var refusal = check(request, entry, now);
        if (refusal.isPresent()) {
            throw refused(request, entry, refusal.get(), now);
        }
        Secret half;
        try {
            half = HalfCipher.open(office, seed, place, request.sealedHalf());
        } catch (CannotOpen e) {
            throw refused(request, entry, Reason.HALF_UNREADABLE, now);
        }
        var official = entry.orElseThrow().official();
        counted.count(official, now);
        journal.write(
                now,
                request.entry(),
                place.record(),
                place.field().code(),
                official.toString(),
                AgentJournal.GIVEN);
        return half;
    }

    private HalfRefused refused(
            HalfRequest request, Optional<AgentRecords.Entry> entry, Reason reason, Instant now) {
        journal.write(
                now,
                request.entry(),
                request.place().record(),
                request.place().field().code(),
                entry.map(known -> known.official().toString()).orElse(NOBODY),
                reason.name());
        return new HalfRefused(office, reason);
    }

    private Optional<Reason> check(
            HalfRequest request, Optional<AgentRecords.Entry> found, Instant now) {
        if (found.isEmpty()) {
            return Optional.of(Reason.ENTRY_NOT_COMMITTED);
        }
        var entry = found.get();
        var place = request.place();
        if (entry.committedAt().isAfter(now.plus(SKEW))) {
            return Optional.of(Reason.CLOCK);
        }
        if (!now.isBefore(entry.committedAt().plus(ENTRY_VALID))) {
            return Optional.of(Reason.ENTRY_TOO_OLD);
        }
        if (entry.ended()
                || journal.wasGiven(entry.entry(), place.record(), place.field().code())) {
            return Optional.of(Reason.ENTRY_USED);
        }
        if (place.keyClass() != KeyClass.P || !entry.fields().contains(place.field())) {
            return Optional.of(Reason.ENTRY_OTHER_FIELD);
        }
        if (entry.caseId() == null || !CaseRecord.isOf(place.record(), entry.caseId())) {
            return Optional.of(Reason.ENTRY_OTHER_RECORD);
        }
        var basis = basis(request.evidence(), entry, place, now);
        if (basis.isPresent()) {
            return basis;
        }
        return counted.isReached(entry.official(), now)
                ? Optional.of(Reason.CEILING_REACHED)
                : Optional.empty();
    }

    private Optional<Reason> basis(
            Evidence evidence, AgentRecords.Entry entry, Place place, Instant now) {
        var trusted = trust.get();
        var good = new ArrayList<GrantTerms>();
        Optional<Reason> fault = Optional.of(Reason.NO_BASIS);
        for (var signed : evidence.signed()) {
            var grant = GrantTerms.read(signed.statement());
            if (grant.isPresent()) {
                var found = grant(trusted, signed, grant.get(), entry, place, now);
                if (found.isEmpty()) {
                    good.add(grant.get());
                } else {
                    fault = found;
                }
                continue;
            }
            var assignment = AssignmentTerms.read(signed.statement());
            if (assignment.isPresent()) {
                fault = assignment(trusted, signed, assignment.get(), entry, now);
                if (fault.isEmpty()) {
                    return fault;
                }
            }
        }
        return good.isEmpty() ? fault : both(good, fault);
    }

    /// What is wrong with one grant, if anything.
    private Optional<Reason> grant(
            AgentTrust trusted,
            Evidence.Signed signed,
            GrantTerms terms,
            AgentRecords.Entry entry,
            Place place,
            Instant now) {
        var signer =
                signed.signatures().size() == 1
                        ? trusted.signer(signed.statement(), signed.signatures().getFirst(), now)
                        : Optional.<AgentTrust.Signer>empty();
        if (signer.isEmpty()
                || signer.get().office() != terms.side()
                || !signer.get().official().equals(terms.signer())) {
            return Optional.of(Reason.GRANT_SIGNATURE);
        }
        if (!records.isStanding(terms.grant())) {
            return Optional.of(Reason.GRANT_REVOKED);
        }
        if (!terms.isInForce(now)) {
            return Optional.of(Reason.GRANT_WINDOW);
        }
        boolean covers =
                terms.noPrejudice()
                        && terms.request().equals(entry.request())
                        && terms.recipient().equals(entry.official())
                        && terms.caseId().equals(entry.caseId())
                        && terms.covers(place);
        return covers ? Optional.empty() : Optional.of(Reason.GRANT_OTHER_SCOPE);
    }

    /// Nothing is missing when each office has granted, by different people.
    private static Optional<Reason> both(List<GrantTerms> good, Optional<Reason> fault) {
        Optional<Reason> missing = fault;
        for (var one : good) {
            for (var two : good) {
                if (one.side() != two.side()) {
                    if (!one.signer().equals(two.signer())) {
                        return Optional.empty();
                    }
                    missing = Optional.of(Reason.SAME_SIGNER);
                }
            }
        }
        return missing;
    }

    private Optional<Reason> assignment(
            AgentTrust trusted,
            Evidence.Signed signed,
            AssignmentTerms terms,
            AgentRecords.Entry entry,
            Instant now) {
        if (!trusted.statutoryRules().contains(terms.rule())
                || !entry.rules().contains(terms.rule())) {
            return Optional.of(Reason.NO_BASIS);
        }
        var signers =
                signed.signatures().stream()
                        .flatMap(one -> trusted.signer(signed.statement(), one, now).stream())
                        .filter(signer -> !signer.official().equals(terms.official()))
                        .toList();
        boolean confirmed =
                signers.stream().anyMatch(one -> signers.stream().anyMatch(one::isOtherThan))
                        && terms.isInForce(now)
                        && terms.official().equals(entry.official())
                        && terms.caseId().equals(entry.caseId())
                        && records.isConfirmed(terms.assignment());
        return confirmed ? Optional.empty() : Optional.of(Reason.ASSIGNMENT_NOT_CONFIRMED);
    }

    /// The journal's lines from that number on, for the service to put them on the ledger.
    public List<String> journalFrom(long number) {
        return journal.from(number, JOURNAL_LINES);
    }

    /// Forgets the office's key.
    @Override
    public synchronized void close() {
        sealed = true;
        seed.close();
        journal.close();
    }
}
