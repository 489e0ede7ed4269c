package qorgan.vault.disclosure.web;

import static org.springframework.http.ResponseEntity.created;
import static org.springframework.http.ResponseEntity.noContent;
import static org.springframework.http.ResponseEntity.ok;
import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import qorgan.keys.SubjectId;
import qorgan.vault.disclosure.Answer;
import qorgan.vault.disclosure.Answers;
import qorgan.vault.disclosure.Applications;
import qorgan.vault.disclosure.ContactAnswer;
import qorgan.vault.disclosure.Contacts;
import qorgan.vault.disclosure.Filing;
import qorgan.vault.disclosure.OwnFile;
import qorgan.vault.disclosure.Receipts;
import qorgan.vault.disclosure.Warnings;
import qorgan.vault.disclosure.web.DisclosureForms.AnswerView;
import qorgan.vault.disclosure.web.DisclosureForms.ApplicationForm;
import qorgan.vault.disclosure.web.DisclosureForms.ContactForm;
import qorgan.vault.disclosure.web.DisclosureForms.ContactView;
import qorgan.vault.disclosure.web.DisclosureForms.MadeView;
import qorgan.vault.disclosure.web.DisclosureForms.OwnView;
import qorgan.vault.disclosure.web.DisclosureForms.ReleasedView;
import qorgan.vault.disclosure.web.DisclosureForms.ResolutionForm;
import qorgan.vault.disclosure.web.DisclosureForms.WarningView;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.identity.Actor;
import qorgan.vault.request.Language;
import qorgan.vault.request.RequestId;

/// What a reader from outside reads, files and signs. Each reading of an answer is a delivery with
/// its own entry, so nothing of it is ever cached.
@RestController
class AnswerController {

    private final Answers answers;
    private final Applications applications;
    private final Warnings warnings;
    private final Receipts receipts;
    private final OwnFile ownFile;
    private final Contacts contacts;

    AnswerController(
            Answers answers,
            Applications applications,
            Warnings warnings,
            Receipts receipts,
            OwnFile ownFile,
            Contacts contacts) {
        this.answers = answers;
        this.applications = applications;
        this.warnings = warnings;
        this.receipts = receipts;
        this.ownFile = ownFile;
        this.contacts = contacts;
    }

    @GetMapping("/api/requests/{request}/answer")
    ResponseEntity<?> read(
            Actor reader,
            @PathVariable UUID request,
            @RequestParam @Nullable String language,
            Locale locale) {
        var view =
                AnswerView.of(
                        answers.read(reader, new RequestId(request), language(language, locale)));
        return view == null ? nothing() : ok().cacheControl(CacheControl.noStore()).body(view);
    }

    /// The receipt alone, as the file that verifies offline; a reading like any other.
    @GetMapping("/api/requests/{request}/receipt.json")
    ResponseEntity<?> json(
            Actor reader,
            @PathVariable UUID request,
            @RequestParam @Nullable String language,
            Locale locale) {
        return answers.read(reader, new RequestId(request), language(language, locale))
                        instanceof Answer.Given given
                ? file(given.receipt().json(), MediaType.APPLICATION_JSON)
                : nothing();
    }

    /// The receipt on paper; a reading like any other.
    @GetMapping("/api/requests/{request}/receipt.pdf")
    ResponseEntity<?> pdf(
            Actor reader,
            @PathVariable UUID request,
            @RequestParam @Nullable String language,
            Locale locale) {
        return answers.read(reader, new RequestId(request), language(language, locale))
                        instanceof Answer.Given given
                ? file(given.receipt().pdf(), MediaType.APPLICATION_PDF)
                : nothing();
    }

    /// The proofs of a delivery: they hold no value of anybody.
    @GetMapping("/api/deliveries/{delivery}/proofs")
    ResponseEntity<byte[]> proofs(Actor reader, @PathVariable UUID delivery) {
        return file(receipts.proofs(delivery), MediaType.APPLICATION_JSON);
    }

    @PostMapping("/api/requests/{request}/application")
    ResponseEntity<?> apply(
            Actor asker, @PathVariable UUID request, @Valid @RequestBody ApplicationForm form) {
        var filing =
                applications.file(
                        asker,
                        new RequestId(request),
                        DisclosureForms.readFields(form.fields()),
                        form.signersSeeWhoAsks());
        return switch (filing) {
            case Filing.Filed(var id) ->
                    created(URI.create("/api/applications/" + id)).body(new MadeView(id.value()));
            case Filing.AgreementNeeded() ->
                    problem(ProblemCode.VALUE_MISSING).field("signersSeeWhoAsks");
            case Filing.TooEarly() -> problem(ProblemCode.STANDING_NOT_PROVEN);
            case Filing.UnknownFields _ -> problem(ProblemCode.VALUE_UNREADABLE).field("fields");
            case Filing.NotYours() -> nothing();
        };
    }

    @GetMapping("/api/requests/{request}/warning")
    WarningView warning(
            Actor reader,
            @PathVariable UUID request,
            @RequestParam @Nullable String language,
            Locale locale) {
        return new WarningView(
                warnings.text(language(language, locale)),
                warnings.isSigned(reader, new RequestId(request)));
    }

    @PostMapping("/api/requests/{request}/warning")
    ResponseEntity<?> sign(Actor reader, @PathVariable UUID request) {
        return switch (warnings.sign(reader, new RequestId(request))) {
            case SIGNED, ALREADY -> noContent().build();
            case NOT_YOURS -> nothing();
        };
    }

    /// What the search desk found out: the request stands for this person from now on.
    @PostMapping("/api/requests/{request}/resolution")
    ResponseEntity<?> resolve(
            Actor desk, @PathVariable UUID request, @Valid @RequestBody ResolutionForm form) {
        return answers.resolve(desk, new RequestId(request), new SubjectId(form.subject()))
                ? noContent().build()
                : nothing();
    }

    @GetMapping("/api/own-file")
    ResponseEntity<?> own(Actor person, @RequestParam @Nullable String language, Locale locale) {
        var view = OwnView.of(ownFile.read(person, language(language, locale)));
        return view == null ? nothing() : ok().cacheControl(CacheControl.noStore()).body(view);
    }

    @PostMapping("/api/contacts")
    ResponseEntity<?> contact(
            Actor reader,
            @Valid @RequestBody ContactForm form,
            @RequestParam @Nullable String language,
            Locale locale) {
        var answer =
                contacts.open(
                        reader,
                        new SubjectId(form.subject()),
                        form.purpose(),
                        language(language, locale));
        return switch (answer) {
            case ContactAnswer.Open(var values) ->
                    ok().cacheControl(CacheControl.noStore())
                            .body(new ContactView(values.stream().map(ReleasedView::of).toList()));
            case ContactAnswer.Closed(var ground, var article, var remedy) ->
                    problem(ProblemCode.PURPOSE_UNCOVERED)
                            .with("ground", ground)
                            .with("article", article)
                            .with("remedy", remedy);
            case ContactAnswer.NotYours() -> nothing();
        };
    }

    static Language language(@Nullable String code, Locale locale) {
        return code == null ? Language.of(locale) : Language.of(code);
    }

    private static ResponseEntity<byte[]> file(byte[] content, MediaType type) {
        return ok().cacheControl(CacheControl.noStore()).contentType(type).body(content);
    }

    private static ResponseEntity<?> nothing() {
        return problem(ProblemCode.NOTHING_HERE);
    }
}
