package qorgan.vault.disclosure;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Field;
import qorgan.keys.KeyClass;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Note;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assurance;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.OfficialSignatures;
import qorgan.vault.identity.Permissions;
import qorgan.vault.request.RequestId;
import qorgan.vault.request.Requests;

/// Grants of pretrial fields. Whoever conducts the case and the procurator each open the
/// application, state for themselves which fields, until when and that it harms nobody, and sign
/// the statement with their own certificate on their own machine. The service never holds an
/// official's key.
///
/// Nobody signs for both sides and nobody who could stand on both sides signs at all: the register
/// of roles, this class and an exclusion in PostgreSQL each say so.
@Service
public class Grants {

    private static final String BASIS = "p-gate-conjunction";

    private final GrantRows grants;
    private final ApplicationRows applications;
    private final PretrialRows records;
    private final DeliveryRows deliveries;
    private final CaseTeam team;
    private final Norms norms;
    private final DecisionSeal seal;
    private final Requests requests;
    private final OfficialSignatures signatures;
    private final AccessLog log;
    private final Permissions permissions;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Grants(
            GrantRows grants,
            ApplicationRows applications,
            PretrialRows records,
            DeliveryRows deliveries,
            CaseTeam team,
            Norms norms,
            DecisionSeal seal,
            Requests requests,
            OfficialSignatures signatures,
            AccessLog log,
            Permissions permissions,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.grants = grants;
        this.applications = applications;
        this.records = records;
        this.deliveries = deliveries;
        this.team = team;
        this.norms = norms;
        this.seal = seal;
        this.requests = requests;
        this.signatures = signatures;
        this.log = log;
        this.permissions = permissions;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// The statement to sign for these terms, or why there is none. Nothing is stored.
    @Transactional(readOnly = true)
    public Statement statement(Actor official, ApplicationId application, GrantTerms terms) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var side = Side.of(official).orElse(null);
        if (side == null) {
            return new Statement.Refused(GrantRefusal.SAME_PERSON);
        }
        permissions.require(official, side.permission());
        var row = applications.find(application).orElse(null);
        if (row == null || !team.isAssigned(official, new CaseId(row.caseId()))) {
            return new Statement.Refused(GrantRefusal.NOT_YOURS);
        }
        var fault = fault(official, row, terms);
        if (fault != null) {
            return new Statement.Refused(fault);
        }
        var statement = describe(official, side, row, terms, GrantId.random().value());
        return new Statement.ToSign(new GrantId(statement.grant()), statement.canonical());
    }

    /// Takes a signed statement. Every part of it is held against the world as it is now.
    public Granting submit(Actor official, byte[] statement, byte[] cms) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var side = Side.of(official).orElse(null);
        if (side == null) {
            return new Granting.Refused(GrantRefusal.SAME_PERSON);
        }
        permissions.require(official, side.permission());
        if (!official.assurance().reaches(Assurance.GOLD)) {
            return new Granting.Refused(GrantRefusal.SECOND_FACTOR);
        }
        var read = GrantStatement.read(statement);
        if (read == null || !read.signer().equals(official.id().value()) || read.side() != side) {
            return new Granting.Refused(GrantRefusal.STATEMENT);
        }
        var row = applications.find(new ApplicationId(read.application())).orElse(null);
        if (row == null || !team.isAssigned(official, new CaseId(row.caseId()))) {
            return new Granting.Refused(GrantRefusal.NOT_YOURS);
        }
        var terms = new GrantTerms(read.fields(), read.from(), read.to(), read.noPrejudice());
        var fault = fault(official, row, terms);
        if (fault != null) {
            return new Granting.Refused(fault);
        }
        if (!read.recipient().equals(row.asker())) {
            return new Granting.Refused(GrantRefusal.RECIPIENT);
        }
        var asOfNow = describe(official, side, row, terms, read.grant());
        if (!Arrays.equals(asOfNow.canonical(), statement)) {
            return new Granting.Refused(GrantRefusal.STALE);
        }
        if (!signatures.isSigned(official.id(), statement, cms, now)) {
            return new Granting.Refused(GrantRefusal.SIGNATURE);
        }
        return keep(official, row, read, statement, cms, now);
    }

    /// Revokes an own grant; a delivery that was committed before stands, none follows.
    @Transactional
    public Granting revoke(Actor official, GrantId grant) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var row =
                grants.find(grant)
                        .filter(found -> found.signer().equals(official.id().value()))
                        .orElse(null);
        if (row == null) {
            return new Granting.Refused(GrantRefusal.NOT_YOURS);
        }
        if (!grants.revoke(row, official.id().value(), now)) {
            return new Granting.Refused(GrantRefusal.DECIDED);
        }
        log.note(
                official,
                Note.about(
                        EntryKind.GRANT,
                        new SubjectId(row.subject()),
                        "revocation",
                        List.of("p-gate-not-revoked"),
                        row.request()));
        events.publishEvent(new GrantRevoked(grant, new RequestId(row.request()), now));
        return new Granting.Revoked(grant);
    }

    /// The official's own grants, newest first.
    @Transactional(readOnly = true)
    public List<GrantSummary> mine(Actor official) {
        return grants.ofSigner(official.id().value()).stream()
                .map(
                        row ->
                                new GrantSummary(
                                        new GrantId(row.grant()),
                                        new ApplicationId(row.application()),
                                        row.from(),
                                        row.to(),
                                        grants.revoked(new RequestId(row.request()))
                                                .get(row.grant())))
                .toList();
    }

    private @Nullable GrantRefusal fault(Actor official, ApplicationRow row, GrantTerms terms) {
        if (!terms.from().isBefore(terms.to())) {
            return GrantRefusal.WINDOW;
        }
        if (terms.fields().isEmpty()
                || terms.fields().stream().anyMatch(field -> field.keyClass() != KeyClass.P)
                || terms.fields().stream().anyMatch(field -> !norms.isGrantable(field))) {
            return GrantRefusal.FIELDS;
        }
        if (!applications.isOpened(new ApplicationId(row.application()), official.id().value())) {
            return GrantRefusal.NOT_OPENED;
        }
        return null;
    }

    private GrantStatement describe(
            Actor official, Side side, ApplicationRow row, GrantTerms terms, UUID grant) {
        var request = new RequestId(row.request());
        var subject = deliveries.resolved(request).orElseThrow();
        return new GrantStatement(
                grant,
                row.application(),
                row.request(),
                requests.digest(request).orElseThrow(),
                row.caseId(),
                row.asker(),
                versions(subject, new CaseId(row.caseId()), terms.fields()),
                terms.fields(),
                terms.from(),
                terms.to(),
                terms.noPrejudice(),
                norms.packDigest(),
                official.id().value(),
                side);
    }

    /// The records of these fields as they are now, in a stable order.
    List<GrantStatement.RecordVersion> versions(
            SubjectId subject, CaseId caseId, Set<Field> fields) {
        var wanted =
                fields.stream().map(Field::code).collect(Collectors.toCollection(HashSet::new));
        return records.newest(subject, caseId).stream()
                .filter(row -> wanted.contains(row.field()))
                .map(GrantStatements::version)
                .toList();
    }

    private Granting keep(
            Actor official,
            ApplicationRow row,
            GrantStatement read,
            byte[] statement,
            byte[] cms,
            Instant now) {
        var request = new RequestId(row.request());
        var subject = deliveries.resolved(request).orElseThrow();
        var region = new Region(row.region());
        var grant = new GrantId(read.grant());
        try {
            transaction.executeWithoutResult(
                    _ -> {
                        grants.insert(
                                new GrantRow(
                                        row.region(),
                                        official.officeOrThrow().value(),
                                        read.grant(),
                                        row.application(),
                                        row.request(),
                                        row.caseId(),
                                        subject.value(),
                                        official.id().value(),
                                        read.side(),
                                        read.from(),
                                        read.to(),
                                        seal.seal(
                                                official,
                                                region,
                                                subject,
                                                read.grant(),
                                                0,
                                                statement,
                                                BASIS),
                                        seal.seal(
                                                official,
                                                region,
                                                subject,
                                                read.grant(),
                                                1,
                                                cms,
                                                BASIS),
                                        now));
                        events.publishEvent(new GrantGiven(grant, request, now));
                    });
        } catch (DuplicateKeyException e) {
            return new Granting.Refused(GrantRefusal.DECIDED);
        } catch (DataIntegrityViolationException e) {
            // The exclusion: this person has already stood on the other side of this case.
            return new Granting.Refused(GrantRefusal.SAME_PERSON);
        }
        return new Granting.Granted(grant);
    }
}
