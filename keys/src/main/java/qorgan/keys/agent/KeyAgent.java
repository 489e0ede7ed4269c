package qorgan.keys.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import qorgan.keys.CannotOpen;
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

/// An office's key agent. It holds the private key of its office and gives a half for one
/// record and
/// one committed entry, after it has seen for itself, in this order:
///
/// 1. the entry is committed, not older than a minute by the agent's own clock nor from the
/// future,
///    has no outcome yet, and was not given this half before;
/// 2. it names this subject and this field, and the place is of class P;
/// 3. it rests on two grants, one signed for each office by different officials whose
/// certificates
///    this agent trusts, both without prejudice, in force now, not revoked, of the entry's
/// request and
///    recipient, and covering this record at this revision; or on a statutory reader's rule
/// that this
///    agent was told of, with the official's assignment to the case, in force and signed by both
///    offices;
/// 4. the official who acts has not reached the ceiling.
///
/// The answer, given or refused, is in the journal before it leaves. What the database says
/// without a
/// signature (that there is an entry, who acts) binds the answer to a row that the log commits
/// to; it
/// opens nothing by itself.
public final class KeyAgent implements HalfKeeper, AutoCloseable {
    private static final Duration ENTRY_VALID = Duration.ofMinutes(1);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final String NOBODY = "unknown";

    private final PlaneOffice office;
    private final Secret seed;
    private final PlanePublicKey publicKey;
    private final AgentRecords records;
    private final AgentTrust trust;
    private final AgentJournal journal;
    private final Ceilings.Counted counted;
    private final Clock clock;
    private boolean sealed;

    /// Takes the seed over.
    public KeyAgent(
            PlaneOffice office,
            Secret seed,
            AgentRecords records,
            AgentTrust trust,
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
        if (!entry.subjects().contains(place.subject())) {
            return Optional.of(Reason.ENTRY_OTHER_RECORD);
        }
        if (place.keyClass() != KeyClass.P || !entry.fields().contains(place.field())) {
            return Optional.of(Reason.ENTRY_OTHER_FIELD);
        }
        var basis =
                switch (entry.basis()) {
                    case AgentRecords.Basis.Grants grants -> grants(grants, entry, place, now);
                    case AgentRecords.Basis.StatutoryReader reader -> reader(reader, entry, now);
                    case AgentRecords.Basis.None() -> Optional.of(Reason.NO_BASIS);
                };
        if (basis.isPresent()) {
            return basis;
        }
        return counted.isReached(entry.official(), now)
                ? Optional.of(Reason.CEILING_REACHED)
                : Optional.empty();
    }

    private Optional<Reason> grants(
            AgentRecords.Basis.Grants cited, AgentRecords.Entry entry, Place place, Instant now) {
        var signers = new EnumMap<PlaneOffice, UUID>(PlaneOffice.class);
        var cases = new HashSet<UUID>();
        for (var each :
                Map.of(
                                PlaneOffice.INVESTIGATION,
                                cited.investigation(),
                                PlaneOffice.PROCURACY,
                                cited.procuracy())
                        .entrySet()) {
            var grant = records.grant(each.getValue());
            if (grant.isEmpty()) {
                return Optional.of(Reason.NO_BASIS);
            }
            var terms = GrantTerms.read(grant.get().statement());
            var signer = trust.signer(grant.get().statement(), grant.get().signature(), now);
            if (terms.isEmpty()
                    || signer.isEmpty()
                    || signer.get().office() != each.getKey()
                    || terms.get().side() != each.getKey()
                    || !signer.get().official().equals(terms.get().signer())) {
                return Optional.of(Reason.GRANT_SIGNATURE);
            }
            if (grant.get().revokedAt() != null) {
                return Optional.of(Reason.GRANT_REVOKED);
            }
            if (!terms.get().isInForce(now)) {
                return Optional.of(Reason.GRANT_WINDOW);
            }
            if (!terms.get().noPrejudice()
                    || !terms.get().request().equals(entry.request())
                    || !terms.get().recipient().equals(entry.recipient())
                    || !terms.get().covers(place)) {
                return Optional.of(Reason.GRANT_OTHER_SCOPE);
            }
            cases.add(terms.get().caseId());
            signers.put(each.getKey(), signer.get().official());
        }
        if (cases.size() != 1) {
            return Optional.of(Reason.GRANT_OTHER_SCOPE);
        }
        return new HashSet<>(signers.values()).size() == 2
                ? Optional.empty()
                : Optional.of(Reason.SAME_SIGNER);
    }

    private Optional<Reason> reader(
            AgentRecords.Basis.StatutoryReader cited, AgentRecords.Entry entry, Instant now) {
        if (!trust.statutoryRules().contains(cited.rule())) {
            return Optional.of(Reason.NO_BASIS);
        }
        var assignment = records.assignment(cited.assignment());
        var terms = assignment.flatMap(found -> AssignmentTerms.read(found.statement()));
        if (assignment.isEmpty() || terms.isEmpty()) {
            return Optional.of(Reason.ASSIGNMENT_NOT_CONFIRMED);
        }
        var offices = new EnumMap<PlaneOffice, UUID>(PlaneOffice.class);
        for (byte[] signature : assignment.get().signatures()) {
            trust.signer(assignment.get().statement(), signature, now)
                    .ifPresent(signer -> offices.put(signer.office(), signer.official()));
        }
        boolean confirmed =
                offices.size() == PlaneOffice.values().length
                        && assignment.get().endedAt() == null
                        && terms.get().isInForce(now)
                        && terms.get().assignment().equals(cited.assignment())
                        && terms.get().official().equals(entry.official())
                        && terms.get().caseId().equals(entry.caseId())
                        && terms.get().rule().equals(cited.rule());
        return confirmed ? Optional.empty() : Optional.of(Reason.ASSIGNMENT_NOT_CONFIRMED);
    }

    /// Forgets the office's key.
    @Override
    public synchronized void close() {
        sealed = true;
        seed.close();
    }
}
