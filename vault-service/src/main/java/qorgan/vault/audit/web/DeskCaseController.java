package qorgan.vault.audit.web;

import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import qorgan.vault.audit.Cases;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.EntryView;
import qorgan.vault.audit.Reviews;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.identity.Actor;

/// Cases of the desk, and the reviews of the desk itself.
@RestController
@RequestMapping("/api/audit")
class DeskCaseController {
    private static final int LONGEST = 8000;

    private final Cases cases;
    private final Reviews reviews;

    DeskCaseController(Cases cases, Reviews reviews) {
        this.cases = cases;
        this.reviews = reviews;
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

    private static ResponseEntity<?> answer(Cases.Stepped stepped) {
        return switch (stepped) {
            case DONE -> ResponseEntity.noContent().build();
            case NO_FINDING -> problem(ProblemCode.VALUE_MISSING).field("finding");
            case CLOSED_ALREADY -> problem(ProblemCode.ALREADY_DONE);
            case NOTHING_HERE -> problem(ProblemCode.NOTHING_HERE);
        };
    }
}
