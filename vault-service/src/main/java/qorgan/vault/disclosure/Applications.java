package qorgan.vault.disclosure;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Codec;
import qorgan.keys.Field;
import qorgan.keys.KeyClass;
import qorgan.keys.Vault;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Note;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.Permissions;
import qorgan.vault.request.Progress;
import qorgan.vault.request.RequestId;
import qorgan.vault.request.Requests;
import qorgan.vault.request.RevealedRequest;

/// Applications for pretrial fields. Asking for whereabouts never tells the case team who asks; an
/// application does, to its two addressees, and the applicant agrees to exactly that beforehand.
@Service
public class Applications {

    /// The product's own promise; the gate of two grants sets no term.
    private static final int DAYS_TO_DECIDE = 3;

    private static final List<String> BASIS = List.of("p-gate-conjunction");
    private static final String PURPOSE = "application";

    private final ApplicationRows rows;
    private final PretrialRows pretrial;
    private final Requests requests;
    private final Resolutions resolutions;
    private final GrantStatements statements;
    private final CaseTeam team;
    private final Norms norms;
    private final AccessLog log;
    private final Vault vault;
    private final Permissions permissions;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Applications(
            ApplicationRows rows,
            PretrialRows pretrial,
            Requests requests,
            Resolutions resolutions,
            GrantStatements statements,
            CaseTeam team,
            Norms norms,
            AccessLog log,
            Vault vault,
            Permissions permissions,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.pretrial = pretrial;
        this.requests = requests;
        this.resolutions = resolutions;
        this.statements = statements;
        this.team = team;
        this.norms = norms;
        this.log = log;
        this.vault = vault;
        this.permissions = permissions;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Files an application for pretrial fields on an own request. Filing twice gives the first
    /// one.
    public Filing file(Actor asker, RequestId request, Set<Field> fields, boolean agrees) {
        permissions.require(asker, "disclosure:apply");
        var unknown =
                fields.stream()
                        .filter(field -> field.keyClass() != KeyClass.P || !norms.isKnown(field))
                        .collect(Collectors.toSet());
        if (!unknown.isEmpty() || fields.isEmpty()) {
            return new Filing.UnknownFields(unknown);
        }
        if (!agrees) {
            return new Filing.AgreementNeeded();
        }
        return switch (requests.look(asker, request)) {
            case Progress.NotYours() -> new Filing.NotYours();
            case Progress.AwaitingStanding _, Progress.StandingRefused _ -> new Filing.TooEarly();
            case Progress.StandingProven _ ->
                    Acting.as(
                            duty(asker),
                            () ->
                                    filed(
                                            asker,
                                            requests.reveal(
                                                            asker,
                                                            request,
                                                            EntryKind.REQUEST,
                                                            PURPOSE,
                                                            BASIS)
                                                    .orElseThrow(),
                                            fields));
        };
    }

    private Filing filed(Actor asker, RevealedRequest request, Set<Field> fields) {
        var known = rows.ofRequest(request.request());
        if (known.isPresent()) {
            return new Filing.Filed(new ApplicationId(known.get().application()));
        }
        var subject = resolutions.resolve(duty(asker), request);
        if (subject.isEmpty()) {
            return new Filing.TooEarly();
        }
        var caseId = pretrial.caseOf(subject.get()).orElse(NO_CASE);
        var office = pretrial.officeOf(caseId).orElse(request.office().value());
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var id = ApplicationId.random();
        try {
            transaction.executeWithoutResult(
                    _ -> {
                        var deposit =
                                log.deposit(
                                        asker,
                                        request.asker(),
                                        Set.of(GrantStatements.APPLICATION_FIELD),
                                        PURPOSE,
                                        BASIS.getFirst());
                        var due = norms.workingDays(now, DAYS_TO_DECIDE);
                        var terms =
                                vault.seal(
                                        deposit,
                                        GrantStatements.place(
                                                request.region(), request.asker(), id.value()),
                                        GrantStatements.terms(fields),
                                        Codec.TEXT);
                        rows.insert(
                                new ApplicationRow(
                                        request.region().code(),
                                        office,
                                        id.value(),
                                        request.request().value(),
                                        caseId.value(),
                                        request.asker().value(),
                                        terms.bytes(),
                                        now,
                                        due));
                        log.note(
                                asker,
                                Note.about(
                                        EntryKind.REQUEST,
                                        subject.get(),
                                        PURPOSE,
                                        BASIS,
                                        request.request().value()));
                        events.publishEvent(new ApplicationFiled(id, request.request(), now, due));
                    });
        } catch (DuplicateKeyException e) {
            return new Filing.Filed(
                    new ApplicationId(
                            rows.ofRequest(request.request()).orElseThrow().application()));
        }
        return new Filing.Filed(id);
    }

    /// What waits in the official's cases, oldest first.
    @Transactional(readOnly = true)
    public List<ApplicationTask> awaiting(Actor official) {
        permissions.require(official, "disclosure:queue");
        return rows.ofCases(team.of(official, rows.cases()), official.id().value());
    }

    /// Opens an application for one of its two addressees, under an entry; without this nobody
    /// signs.
    public Optional<OpenedApplication> open(Actor official, ApplicationId application) {
        permissions.require(official, "disclosure:queue");
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var side = Side.of(official);
        var row = rows.find(application);
        if (side.isEmpty()
                || row.isEmpty()
                || !team.isAssigned(official, new CaseId(row.get().caseId()))) {
            return Optional.empty();
        }
        return Acting.as(
                duty(official),
                () -> {
                    var request =
                            requests.reveal(
                                            official,
                                            new RequestId(row.get().request()),
                                            EntryKind.VERIFICATION,
                                            PURPOSE,
                                            BASIS)
                                    .orElseThrow();
                    var fields = statements.fieldsOf(row.get());
                    transaction.executeWithoutResult(
                            _ ->
                                    rows.opened(
                                            row.get(),
                                            official.officeOrThrow().value(),
                                            official.id().value(),
                                            side.get(),
                                            request.entry(),
                                            now));
                    return Optional.of(opened(row.get(), request, fields));
                });
    }

    private static OpenedApplication opened(
            ApplicationRow row, RevealedRequest request, Set<Field> fields) {
        var enquiry = request.enquiry();
        return new OpenedApplication(
                new ApplicationId(row.application()),
                request.request(),
                new CaseId(row.caseId()),
                enquiry.asker().name(),
                enquiry.asker().document(),
                enquiry.relation().code(),
                fields,
                row.filedAt());
    }

    /// Nobody is told that no case is open: the application waits for the procurator all the same.
    static final CaseId NO_CASE = new CaseId(new java.util.UUID(0, 0));

    private static Actor duty(Actor actor) {
        return Actor.duty(BASIS.getFirst(), actor.id(), actor.region());
    }
}
