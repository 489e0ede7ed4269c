package qorgan.vault.disclosure.web;

import static org.springframework.http.ResponseEntity.created;
import static org.springframework.http.ResponseEntity.noContent;
import static org.springframework.http.ResponseEntity.ok;
import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import qorgan.keys.SubjectId;
import qorgan.vault.disclosure.ApplicationId;
import qorgan.vault.disclosure.Applications;
import qorgan.vault.disclosure.CaseFile;
import qorgan.vault.disclosure.CaseReaders;
import qorgan.vault.disclosure.Deposited;
import qorgan.vault.disclosure.GrantId;
import qorgan.vault.disclosure.GrantRefusal;
import qorgan.vault.disclosure.Granting;
import qorgan.vault.disclosure.Grants;
import qorgan.vault.disclosure.PretrialDeposits;
import qorgan.vault.disclosure.RefusalId;
import qorgan.vault.disclosure.Refusals;
import qorgan.vault.disclosure.Statement;
import qorgan.vault.disclosure.web.DisclosureForms.ApplicationTaskView;
import qorgan.vault.disclosure.web.DisclosureForms.ApplicationView;
import qorgan.vault.disclosure.web.DisclosureForms.GrantView;
import qorgan.vault.disclosure.web.DisclosureForms.MadeView;
import qorgan.vault.disclosure.web.DisclosureForms.PretrialForm;
import qorgan.vault.disclosure.web.DisclosureForms.ReaderForm;
import qorgan.vault.disclosure.web.DisclosureForms.ReaderView;
import qorgan.vault.disclosure.web.DisclosureForms.ReadingView;
import qorgan.vault.disclosure.web.DisclosureForms.RefusalTaskView;
import qorgan.vault.disclosure.web.DisclosureForms.SignedForm;
import qorgan.vault.disclosure.web.DisclosureForms.StatementView;
import qorgan.vault.disclosure.web.DisclosureForms.TermsForm;
import qorgan.vault.edge.Problem;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.AssignmentId;
import qorgan.vault.identity.CaseId;

/// What the officials of a case deposit, open, grant, revoke, refuse and read.
@RestController
class PretrialController {

    private final PretrialDeposits deposits;
    private final Applications applications;
    private final Grants grants;
    private final Refusals refusals;
    private final CaseFile caseFile;
    private final CaseReaders readers;

    PretrialController(
            PretrialDeposits deposits,
            Applications applications,
            Grants grants,
            Refusals refusals,
            CaseFile caseFile,
            CaseReaders readers) {
        this.deposits = deposits;
        this.applications = applications;
        this.grants = grants;
        this.refusals = refusals;
        this.caseFile = caseFile;
        this.readers = readers;
    }

    @PostMapping("/api/cases/{caseId}/pretrial")
    ResponseEntity<?> deposit(
            Actor investigator, @PathVariable UUID caseId, @Valid @RequestBody PretrialForm form) {
        var deposited =
                deposits.deposit(
                        investigator,
                        new CaseId(caseId),
                        new SubjectId(form.subject()),
                        form.toValues());
        return switch (deposited) {
            case Deposited.Taken(var records) ->
                    created(URI.create("/api/cases/" + caseId + "/pretrial"))
                            .body(Map.of("records", records));
            case Deposited.UnknownFields _ -> problem(ProblemCode.VALUE_UNREADABLE).field("values");
            case Deposited.NotYours() -> problem(ProblemCode.NOTHING_HERE);
        };
    }

    /// The case's own readers; each reading is an entry.
    @GetMapping("/api/cases/{caseId}/pretrial")
    ResponseEntity<?> read(
            Actor official,
            @PathVariable UUID caseId,
            @RequestParam UUID subject,
            @RequestParam Set<String> fields,
            @RequestParam @Nullable String language,
            Locale locale) {
        var view =
                ReadingView.of(
                        caseFile.read(
                                official,
                                new CaseId(caseId),
                                new SubjectId(subject),
                                DisclosureForms.readFields(fields),
                                AnswerController.language(language, locale)));
        return view == null
                ? problem(ProblemCode.NOTHING_HERE)
                : ok().cacheControl(CacheControl.noStore()).body(view);
    }

    /// Who is on the case, with the assignments that their readers' statements name.
    @GetMapping("/api/cases/{caseId}/readers")
    List<ReaderView> readers(Actor official, @PathVariable UUID caseId) {
        return readers.of(official, new CaseId(caseId)).stream().map(ReaderView::of).toList();
    }

    /// The statement that makes an assigned official a reader by this rule. Stores nothing.
    @PostMapping("/api/cases/{caseId}/readers/{assignment}/statement")
    ResponseEntity<?> readerStatement(
            Actor official,
            @PathVariable UUID caseId,
            @PathVariable UUID assignment,
            @Valid @RequestBody ReaderForm form) {
        byte[] text =
                readers.statement(
                        official, new CaseId(caseId), new AssignmentId(assignment), form.rule());
        return text == null
                ? problem(ProblemCode.NOTHING_HERE)
                : ok(new StatementView(assignment, new String(text, StandardCharsets.UTF_8), text));
    }

    /// One office's signature under it.
    @PostMapping("/api/cases/{caseId}/readers")
    ResponseEntity<?> signReader(
            Actor official, @PathVariable UUID caseId, @Valid @RequestBody SignedForm form) {
        return switch (readers.sign(
                official, new CaseId(caseId), form.statement(), form.signature())) {
            case DONE -> noContent().build();
            case ALREADY_DONE -> problem(ProblemCode.ALREADY_DONE);
            case STATEMENT -> problem(ProblemCode.CHANGED_MEANWHILE).field("statement");
            case SIGNATURE -> problem(ProblemCode.SIGNATURE_INVALID).field("signature");
            case SECOND_FACTOR -> problem(ProblemCode.SECOND_FACTOR_NEEDED);
            case SAME_PERSON -> problem(ProblemCode.SECOND_PERSON_NEEDED);
            case NOT_YOURS -> problem(ProblemCode.NOTHING_HERE);
        };
    }

    @GetMapping("/api/applications")
    List<ApplicationTaskView> awaiting(Actor official) {
        return applications.awaiting(official).stream().map(ApplicationTaskView::of).toList();
    }

    @GetMapping("/api/applications/{application}")
    ResponseEntity<?> open(Actor official, @PathVariable UUID application) {
        return applications
                .open(official, new ApplicationId(application))
                .<ResponseEntity<?>>map(
                        opened ->
                                ok().cacheControl(CacheControl.noStore())
                                        .body(ApplicationView.of(opened)))
                .orElseGet(() -> problem(ProblemCode.NOTHING_HERE));
    }

    /// The statement to sign for these terms. Stores nothing.
    @PostMapping("/api/applications/{application}/statement")
    ResponseEntity<?> statement(
            Actor official, @PathVariable UUID application, @Valid @RequestBody TermsForm form) {
        return switch (grants.statement(official, new ApplicationId(application), form.toTerms())) {
            case Statement.ToSign(var grant, var text) ->
                    ok(
                            new StatementView(
                                    grant.value(), new String(text, StandardCharsets.UTF_8), text));
            case Statement.Refused(var why) -> refused(why);
        };
    }

    @PostMapping("/api/grants")
    ResponseEntity<?> submit(Actor official, @Valid @RequestBody SignedForm form) {
        return switch (grants.submit(official, form.statement(), form.signature())) {
            case Granting.Granted(var grant) ->
                    created(URI.create("/api/grants/" + grant)).body(new MadeView(grant.value()));
            case Granting.Revoked _ -> throw new IllegalStateException("a submission revoked");
            case Granting.Refused(var why) -> refused(why);
        };
    }

    @GetMapping("/api/grants")
    List<GrantView> mine(Actor official) {
        return grants.mine(official).stream().map(GrantView::of).toList();
    }

    @PostMapping("/api/grants/{grant}/revocation")
    ResponseEntity<?> revoke(Actor official, @PathVariable UUID grant) {
        return switch (grants.revoke(official, new GrantId(grant))) {
            case Granting.Revoked _ -> noContent().build();
            case Granting.Granted _ -> throw new IllegalStateException("a revocation granted");
            case Granting.Refused(var why) -> refused(why);
        };
    }

    @GetMapping("/api/refusals")
    List<RefusalTaskView> waiting(Actor official) {
        return refusals.waiting(official).stream().map(RefusalTaskView::of).toList();
    }

    @GetMapping("/api/refusals/{refusal}")
    ResponseEntity<?> grounds(Actor official, @PathVariable UUID refusal) {
        return refusals.open(official, new RefusalId(refusal))
                .<ResponseEntity<?>>map(
                        grounds ->
                                ok(
                                        grounds.entrySet().stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                line -> line.getKey().code(),
                                                                Map.Entry::getValue))))
                .orElseGet(() -> problem(ProblemCode.NOTHING_HERE));
    }

    @PostMapping("/api/refusals/{refusal}/signature")
    ResponseEntity<?> sign(Actor official, @PathVariable UUID refusal) {
        return refusals.sign(official, new RefusalId(refusal))
                ? noContent().build()
                : problem(ProblemCode.NOTHING_HERE);
    }

    private static Problem refused(GrantRefusal why) {
        var problem =
                switch (why) {
                    case WINDOW -> problem(ProblemCode.WINDOW_EMPTY).field("to");
                    case FIELDS -> problem(ProblemCode.VALUE_UNREADABLE).field("fields");
                    case RECIPIENT -> problem(ProblemCode.RECIPIENT_OUTSIDE);
                    case NOT_OPENED -> problem(ProblemCode.GRANT_MISSING);
                    case STATEMENT -> problem(ProblemCode.VALUE_UNREADABLE).field("statement");
                    case SIGNATURE -> problem(ProblemCode.SIGNATURE_INVALID);
                    case SECOND_FACTOR -> problem(ProblemCode.SECOND_FACTOR_NEEDED);
                    case SAME_PERSON -> problem(ProblemCode.ROLES_EXCLUDE_EACH_OTHER);
                    case STALE -> problem(ProblemCode.CHANGED_MEANWHILE);
                    case DECIDED -> problem(ProblemCode.ALREADY_DONE);
                    case NOT_YOURS -> problem(ProblemCode.NOTHING_HERE);
                };
        return problem.with("why", why.code());
    }
}
