package qorgan.vault.request;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.OfficialSignatures;
import qorgan.vault.identity.Officials;
import qorgan.vault.identity.Permissions;
import qorgan.vault.identity.Role;

/// The standing officer's desk: see what is claimed and by whom, record which proofs were seen.
///
/// Whoever took a request cannot prove its standing: PostgreSQL says so, this class says it first.
/// The officer never sees the record of the person sought; nobody has looked for it yet.
@Service
public class Standings {

    private static final List<String> BASIS = List.of("intl-ced-18-1-who");
    private static final String PURPOSE = "standing";

    private final RequestRows rows;
    private final Requests requests;
    private final EnquirySeal seal;
    private final Permissions permissions;
    private final Officials officials;
    private final OfficialSignatures signatures;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Standings(
            RequestRows rows,
            Requests requests,
            EnquirySeal seal,
            Permissions permissions,
            Officials officials,
            OfficialSignatures signatures,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.requests = requests;
        this.seal = seal;
        this.permissions = permissions;
        this.officials = officials;
        this.signatures = signatures;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What waits at the officer's office and was taken by somebody else; at most 200, oldest
    /// first.
    @Transactional(readOnly = true)
    public List<StandingTask> awaiting(Actor officer) {
        permissions.require(officer, "request:prove");
        var office = officer.office();
        return office == null
                ? List.of()
                : rows.awaitingStanding(office.value(), officer.id().value());
    }

    /// Opens who asks and what is claimed, under an entry. Empty when it is not this officer's.
    public Optional<RevealedRequest> open(Actor officer, RequestId request) {
        permissions.require(officer, "request:prove");
        if (rows.find(request).filter(row -> isForOfficer(row, officer)).isEmpty()) {
            return Optional.empty();
        }
        return requests.reveal(officer, request, EntryKind.VERIFICATION, PURPOSE, BASIS);
    }

    /// Records standing as proven when each proof of the claimed relation was seen.
    public Proof prove(Actor officer, RequestId request, Evidence evidence) {
        return decide(officer, request, evidence, StandingRow.PROVEN);
    }

    /// The statement of an own request that a registry's official may sign: they know the kinship
    /// or the mandate themselves. Empty when the request is not the bearer's, or the registrar
    /// none.
    @Transactional(readOnly = true)
    public Optional<byte[]> registryStatement(
            Actor bearer, RequestId request, ActorId registrar, Evidence evidence) {
        permissions.require(bearer, "request:prove:evidence");
        return mayProve(registrar)
                ? rows.find(request)
                        .filter(row -> Requests.isOf(row, bearer))
                        .map(
                                row ->
                                        new RegistryStatement(
                                                        request,
                                                        Requests.digest(row),
                                                        registrar,
                                                        evidence.seen(),
                                                        evidence.state())
                                                .canonical())
                : Optional.empty();
    }

    /// Records standing on a registry's statement with its detached CMS, whoever brings it: what
    /// counts is the registry's signature, and that they did not take the request.
    public Proof prove(Actor bearer, RequestId request, byte[] statement, byte[] cms) {
        permissions.require(bearer, "request:prove:evidence");
        var row = rows.find(request).filter(found -> Requests.isOf(found, bearer)).orElse(null);
        if (row == null) {
            return new Proof.NotYours();
        }
        var said = statementOf(row, statement);
        if (said == null
                || !mayProve(said.registrar())
                || !signatures.isSigned(said.registrar(), statement, cms, clock.instant())) {
            return new Proof.StatementRefused();
        }
        if (row.takenBy().equals(said.registrar().value())) {
            return new Proof.TakenBySameOfficer();
        }
        var decided = rows.standing(request);
        if (decided.isPresent()) {
            return new Proof.AlreadyDecided(decided.get().decidedAt());
        }
        var base64 = Base64.getEncoder();
        var evidence =
                new Evidence(
                        said.proofs(),
                        "registry "
                                + base64.encodeToString(statement)
                                + " "
                                + base64.encodeToString(cms),
                        said.state());
        var missing = missing(bearer, request, evidence);
        return missing.isEmpty()
                ? record(bearer, said.registrar(), row, evidence, StandingRow.PROVEN)
                : new Proof.Insufficient(missing);
    }

    private boolean mayProve(ActorId registrar) {
        return officials
                .find(registrar)
                .filter(official -> official.roles().contains(Role.STANDING_OFFICER))
                .isPresent();
    }

    private static @Nullable RegistryStatement statementOf(RequestRow row, byte[] written) {
        try {
            var said = RegistryStatement.read(written);
            return said.request().value().equals(row.request())
                            && Arrays.equals(said.digest(), Requests.digest(row))
                            && Arrays.equals(said.canonical(), written)
                    ? said
                    : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// Records that a proof was false or a warrant suspended. Missing papers are no reason: they
    /// are asked for and the request goes on waiting.
    public Proof refuse(Actor officer, RequestId request, Evidence evidence) {
        return decide(officer, request, evidence, StandingRow.REFUSED);
    }

    private Proof decide(Actor officer, RequestId request, Evidence evidence, String outcome) {
        permissions.require(officer, "request:prove");
        var found = rows.find(request);
        if (found.isEmpty()) {
            return new Proof.NotYours();
        }
        var row = found.get();
        if (row.takenBy().equals(officer.id().value())) {
            return new Proof.TakenBySameOfficer();
        }
        if (!isForOfficer(row, officer)) {
            return new Proof.NotYours();
        }
        var decided = rows.standing(request);
        if (decided.isPresent()) {
            return new Proof.AlreadyDecided(decided.get().decidedAt());
        }
        if (outcome.equals(StandingRow.PROVEN)) {
            var missing = missing(officer, request, evidence);
            if (!missing.isEmpty()) {
                return new Proof.Insufficient(missing);
            }
        }
        return record(officer, officer.id(), row, evidence, outcome);
    }

    private List<Set<EvidenceKind>> missing(Actor officer, RequestId request, Evidence evidence) {
        var revealed =
                requests.reveal(officer, request, EntryKind.VERIFICATION, PURPOSE, BASIS)
                        .orElseThrow();
        var missing = new ArrayList<Set<EvidenceKind>>();
        for (var alternatives : revealed.enquiry().relation().proofs()) {
            if (Collections.disjoint(alternatives, evidence.seen())) {
                missing.add(alternatives);
            }
        }
        if (revealed.enquiry().relation() == Relation.CONSULAR && evidence.state() == null) {
            missing.add(Set.of(EvidenceKind.ACCREDITATION));
        }
        return missing;
    }

    private Proof record(
            Actor bearer, ActorId officer, RequestRow row, Evidence evidence, String outcome) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var request = new RequestId(row.request());
        try {
            transaction.executeWithoutResult(
                    _ -> {
                        rows.insert(standing(bearer, officer, row, evidence, outcome, now));
                        if (outcome.equals(StandingRow.PROVEN)) {
                            events.publishEvent(new StandingProven(request, now));
                            events.publishEvent(new AnswerDue(request, now));
                        } else {
                            events.publishEvent(new StandingRefused(request, now));
                        }
                    });
        } catch (DuplicateKeyException e) {
            return new Proof.AlreadyDecided(rows.standing(request).orElseThrow().decidedAt());
        }
        return outcome.equals(StandingRow.PROVEN)
                ? new Proof.Proven(request, now)
                : new Proof.Refused(request, now);
    }

    private StandingRow standing(
            Actor bearer,
            ActorId officer,
            RequestRow row,
            Evidence evidence,
            String outcome,
            Instant now) {
        var asker = new SubjectId(row.asker());
        var deposit = seal.deposit(bearer, asker, BASIS.getFirst());
        var sealed =
                seal.seal(
                        deposit,
                        new Region(row.region()),
                        asker,
                        EnquirySeal.IDENTITY,
                        standingRecord(row),
                        evidence.written());
        return new StandingRow(
                row.region(),
                row.office(),
                row.request(),
                row.takenBy(),
                officer.value(),
                outcome,
                sealed,
                now);
    }

    /// The evidence's own record: the request's sealed identity must not open in its place.
    static java.util.UUID standingRecord(RequestRow row) {
        return new java.util.UUID(
                row.request().getMostSignificantBits() ^ 1L,
                row.request().getLeastSignificantBits());
    }

    private static boolean isForOfficer(RequestRow row, Actor officer) {
        var office = officer.office();
        return office != null
                && office.value().equals(row.office())
                && !row.takenBy().equals(officer.id().value());
    }
}
