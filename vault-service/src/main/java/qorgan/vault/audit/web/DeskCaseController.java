package qorgan.vault.audit.web;

import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.Cases;
import qorgan.vault.audit.Decoys;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.EntryView;
import qorgan.vault.audit.Holds;
import qorgan.vault.audit.Reviews;
import qorgan.vault.audit.Watched;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;

/// Cases of the desk, the reviews of the desk itself, whom it watches over, and its holds.
@RestController
@RequestMapping("/api/audit")
class DeskCaseController {
    private static final int LONGEST = 8000;

    private final Cases cases;
    private final Reviews reviews;
    private final Watched watched;
    private final Decoys decoys;
    private final Holds holds;
    private final Clock clock;

    DeskCaseController(
            Cases cases,
            Reviews reviews,
            Watched watched,
            Decoys decoys,
            Holds holds,
            Clock clock) {
        this.cases = cases;
        this.reviews = reviews;
        this.watched = watched;
        this.decoys = decoys;
        this.holds = holds;
        this.clock = clock;
    }

    record CaseForm(
            @NotNull Cases.Cause cause,
            @Nullable UUID entry,
            @NotBlank @Size(max = LONGEST) String words) {}

    record NoteForm(@NotBlank @Size(max = LONGEST) String words) {}

    record EntryForm(@NotNull UUID entry) {}

    record FindingForm(
            @NotNull Cases.Finding finding, @NotBlank @Size(max = LONGEST) String words) {}

    record ReviewForm(@NotNull Reviews.Verdict verdict) {}

    record ResolutionForm(
            @NotNull Cases.Stands stands, @NotBlank @Size(max = LONGEST) String why) {}

    record SignedForm(@NotBlank String statement, @NotBlank String signature) {}

    record WatchForm(@NotNull UUID person, @NotNull Instant until) {}

    record HoldForm(
            @NotNull UUID person,
            @NotNull Instant until,
            @NotBlank @Size(max = LONGEST) String reason) {}

    record LiftForm(@NotBlank @Size(max = LONGEST) String reason) {}

    record MadeView(UUID id) {}

    @GetMapping("/cases")
    List<Cases.CaseLine> list(Actor actor) {
        return cases.list(actor);
    }

    @GetMapping("/cases/{caseId}")
    ResponseEntity<?> read(Actor actor, @PathVariable UUID caseId) {
        var found = cases.read(actor, caseId);
        return found.isEmpty() ? problem(ProblemCode.NOTHING_HERE) : ResponseEntity.ok(found.get());
    }

    @PostMapping("/cases")
    ResponseEntity<?> open(Actor actor, @Valid @RequestBody CaseForm form) {
        var entry = form.entry();
        var made =
                cases.open(
                        actor,
                        form.cause(),
                        entry == null ? null : new EntryId(entry),
                        form.words());
        return ResponseEntity.created(URI.create("/api/audit/cases/" + made))
                .body(new MadeView(made));
    }

    @PostMapping("/cases/{caseId}/notes")
    ResponseEntity<?> note(
            Actor actor, @PathVariable UUID caseId, @Valid @RequestBody NoteForm form) {
        return answer(cases.note(actor, caseId, form.words()));
    }

    @PostMapping("/cases/{caseId}/entries")
    ResponseEntity<?> add(
            Actor actor, @PathVariable UUID caseId, @Valid @RequestBody EntryForm form) {
        return answer(cases.add(actor, caseId, new EntryId(form.entry())));
    }

    @PostMapping("/cases/{caseId}/findings")
    ResponseEntity<?> finding(
            Actor actor, @PathVariable UUID caseId, @Valid @RequestBody FindingForm form) {
        return answer(cases.finding(actor, caseId, form.finding(), form.words()));
    }

    @PostMapping("/cases/{caseId}/closing")
    ResponseEntity<?> close(Actor actor, @PathVariable UUID caseId) {
        return answer(cases.close(actor, caseId));
    }

    @GetMapping("/reviews")
    List<EntryView> queue(Actor actor) {
        return reviews.queue(actor);
    }

    @PostMapping("/reviews/{entry}")
    ResponseEntity<?> review(
            Actor actor, @PathVariable UUID entry, @Valid @RequestBody ReviewForm form) {
        return switch (reviews.review(actor, new EntryId(entry), form.verdict())) {
            case DONE -> ResponseEntity.noContent().build();
            case OWN_OFFICE -> problem(ProblemCode.SECOND_OFFICE_NEEDED);
            case ALREADY_DONE -> problem(ProblemCode.ALREADY_DONE);
            case NOTHING_HERE -> problem(ProblemCode.NOTHING_HERE);
        };
    }

    /// The resolution of a conflict of rules as it is to be signed: canonical JSON, byte for byte.
    @PostMapping("/cases/{caseId}/resolution/statement")
    ResponseEntity<?> statement(
            Actor actor, @PathVariable UUID caseId, @Valid @RequestBody ResolutionForm form) {
        return cases.resolution(actor, caseId, form.stands(), form.why())
                .<ResponseEntity<?>>map(
                        text ->
                                ResponseEntity.ok()
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .body(new String(text, StandardCharsets.UTF_8)))
                .orElseGet(() -> problem(ProblemCode.NOTHING_HERE));
    }

    /// Takes the resolution with its detached CMS, both in Base64.
    @PostMapping("/cases/{caseId}/resolution")
    ResponseEntity<?> resolve(
            Actor actor, @PathVariable UUID caseId, @Valid @RequestBody SignedForm form) {
        return answer(
                cases.resolve(
                        actor,
                        caseId,
                        decoded("statement", form.statement()),
                        decoded("signature", form.signature())));
    }

    private static byte[] decoded(String field, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException unreadable) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, field);
        }
    }

    /// Looks of the own operator that the sample drew.
    @GetMapping("/reviews/drawn")
    List<EntryView> drawn(Actor actor) {
        return reviews.drawn(actor);
    }

    /// Marks somebody as being in the public eye, until then.
    @PostMapping("/watched")
    ResponseEntity<?> watch(Actor actor, @Valid @RequestBody WatchForm form) {
        if (!form.until().isAfter(clock.instant())) {
            return problem(ProblemCode.WINDOW_EMPTY).field("until");
        }
        watched.inPublicEye(actor, new SubjectId(form.person()), form.until());
        return ResponseEntity.noContent().build();
    }

    /// The decoys of this oversight.
    @GetMapping("/decoys")
    List<Decoys.Decoy> decoys(Actor actor) {
        return decoys.list(actor);
    }

    @GetMapping("/holds")
    List<Holds.Hold> holds(Actor actor) {
        return holds.list(actor);
    }

    @GetMapping("/holds/{hold}")
    ResponseEntity<?> hold(Actor actor, @PathVariable UUID hold) {
        return holds.read(actor, hold)
                .<ResponseEntity<?>>map(ResponseEntity::ok)
                .orElseGet(() -> problem(ProblemCode.NOTHING_HERE));
    }

    @PostMapping("/holds")
    ResponseEntity<?> hold(Actor actor, @Valid @RequestBody HoldForm form) {
        return holds.set(actor, new SubjectId(form.person()), form.until(), form.reason())
                .<ResponseEntity<?>>map(
                        made ->
                                ResponseEntity.created(URI.create("/api/audit/holds/" + made))
                                        .body(new MadeView(made)))
                .orElseGet(() -> problem(ProblemCode.WINDOW_EMPTY).field("until"));
    }

    @PostMapping("/holds/{hold}/lift")
    ResponseEntity<?> lift(
            Actor actor, @PathVariable UUID hold, @Valid @RequestBody LiftForm form) {
        return switch (holds.lift(actor, hold, form.reason())) {
            case DONE -> ResponseEntity.noContent().build();
            case OWN_HOLD -> problem(ProblemCode.SECOND_PERSON_NEEDED);
            case ALREADY_DONE -> problem(ProblemCode.ALREADY_DONE);
            case NOTHING_HERE -> problem(ProblemCode.NOTHING_HERE);
        };
    }

    private static ResponseEntity<?> answer(Cases.Stepped stepped) {
        return switch (stepped) {
            case DONE -> ResponseEntity.noContent().build();
            case NO_FINDING -> problem(ProblemCode.VALUE_MISSING).field("finding");
            case NO_RESOLUTION -> problem(ProblemCode.VALUE_MISSING).field("resolution");
            case NOT_SIGNED -> problem(ProblemCode.SIGNATURE_INVALID).field("signature");
            case CLOSED_ALREADY -> problem(ProblemCode.ALREADY_DONE);
            case NOTHING_HERE -> problem(ProblemCode.NOTHING_HERE);
        };
    }
}
