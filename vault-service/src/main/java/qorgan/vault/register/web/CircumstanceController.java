package qorgan.vault.register.web;

import static org.springframework.http.ResponseEntity.created;
import static org.springframework.http.ResponseEntity.ok;
import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import qorgan.keys.SubjectId;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.identity.Actor;
import qorgan.vault.register.AsylumAnswer;
import qorgan.vault.register.Circumstance;
import qorgan.vault.register.CircumstanceEntered;
import qorgan.vault.register.CircumstanceId;
import qorgan.vault.register.Circumstances;
import qorgan.vault.register.Objection;
import qorgan.vault.register.Restriction;
import qorgan.vault.subject.Stated;

/// Restrictions, objections, claims of asylum and judgments in force: written down here, weighed
/// with each answer.
@RestController
@RequestMapping("/api/register")
class CircumstanceController {
    private final Circumstances circumstances;

    CircumstanceController(Circumstances circumstances) {
        this.circumstances = circumstances;
    }

    /// @param fields the whereabouts facts to be covered, never status and supervising authority
    /// @param authority `procurator` or `judge`
    /// @param ground `privacy`, `safety`, `investigation` or `equivalent`
    /// @param judicialControl the court's decision that controls the deprivation of liberty
    record RestrictionForm(
            @NotNull Instant from,
            @NotNull Instant to,
            @NotNull Set<String> fields,
            @Nullable Stated<String> authority,
            @Nullable Stated<String> authoriser,
            @Nullable Stated<String> law,
            @Nullable Stated<String> necessity,
            @Nullable Stated<String> ground,
            @Nullable Stated<String> judicialControl) {
        Restriction toRestriction() {
            return new Restriction(
                    fields,
                    CustodyForms.text("authority", authority),
                    CustodyForms.text("authoriser", authoriser),
                    CustodyForms.text("law", law),
                    CustodyForms.text("necessity", necessity),
                    CustodyForms.text("ground", ground),
                    CustodyForms.text("judicialControl", judicialControl));
        }
    }

    /// @param born together with the name, or the document: a name alone means nobody
    record ObjectionForm(
            @NotNull Stated<String> name,
            @Nullable Stated<LocalDate> born,
            @Nullable Stated<String> document) {
        Objection toObjection() {
            return new Objection(
                    CustodyForms.needed("name", name),
                    born,
                    CustodyForms.text("document", document));
        }
    }

    record AsylumForm(@NotNull Boolean claims, @Nullable Stated<String> note) {}

    record JudgmentForm(@NotNull Instant since, @NotNull Stated<String> judgment) {}

    /// A circumstance without its words.
    record CircumstanceView(
            UUID circumstance,
            String kind,
            Instant from,
            @Nullable Instant to,
            Instant recordedAt,
            boolean witnessed,
            @Nullable Instant endedAt) {
        static CircumstanceView of(Circumstance circumstance) {
            return new CircumstanceView(
                    circumstance.id().value(),
                    circumstance.kind().code(),
                    circumstance.from(),
                    circumstance.to(),
                    circumstance.stated().recordedAt(),
                    circumstance.isWitnessed(),
                    circumstance.endedAt());
        }
    }

    record EnteredView(UUID circumstance, Instant recordedAt) {}

    @PostMapping("/subjects/{subject}/restrictions")
    ResponseEntity<?> restrict(
            Actor procurator,
            @PathVariable UUID subject,
            @Valid @RequestBody RestrictionForm form) {
        return answer(
                circumstances.restrict(
                        procurator,
                        new SubjectId(subject),
                        new Circumstances.Period(form.from(), form.to()),
                        form.toRestriction()));
    }

    @PostMapping("/subjects/{subject}/objections")
    ResponseEntity<?> object(
            Actor officer, @PathVariable UUID subject, @Valid @RequestBody ObjectionForm form) {
        return answer(circumstances.object(officer, new SubjectId(subject), form.toObjection()));
    }

    @PostMapping("/subjects/{subject}/asylum")
    ResponseEntity<?> asylum(
            Actor officer, @PathVariable UUID subject, @Valid @RequestBody AsylumForm form) {
        return answer(
                circumstances.asylum(
                        officer,
                        new SubjectId(subject),
                        new AsylumAnswer(form.claims(), CustodyForms.text("note", form.note()))));
    }

    @PostMapping("/subjects/{subject}/judgments")
    ResponseEntity<?> convicted(
            Actor officer, @PathVariable UUID subject, @Valid @RequestBody JudgmentForm form) {
        return answer(
                circumstances.convicted(
                        officer,
                        new SubjectId(subject),
                        form.since(),
                        CustodyForms.needed("judgment", form.judgment())));
    }

    @PostMapping("/circumstances/{circumstance}/witness")
    ResponseEntity<?> witness(Actor outsider, @PathVariable UUID circumstance) {
        return answer(circumstances.witness(outsider, new CircumstanceId(circumstance)));
    }

    @PostMapping("/circumstances/{circumstance}/end")
    ResponseEntity<?> end(Actor actor, @PathVariable UUID circumstance) {
        return answer(circumstances.end(actor, new CircumstanceId(circumstance)));
    }

    @GetMapping("/circumstances/{circumstance}")
    ResponseEntity<?> circumstance(Actor actor, @PathVariable UUID circumstance) {
        var found = circumstances.find(actor, new CircumstanceId(circumstance));
        return found.isPresent()
                ? ok(CircumstanceView.of(found.get()))
                : problem(ProblemCode.NOTHING_HERE);
    }

    @GetMapping("/subjects/{subject}/circumstances")
    List<CircumstanceView> list(Actor actor, @PathVariable UUID subject) {
        return circumstances.list(actor, new SubjectId(subject)).stream()
                .map(CircumstanceView::of)
                .toList();
    }

    private static ResponseEntity<?> answer(CircumstanceEntered entered) {
        return switch (entered) {
            case CircumstanceEntered.Taken(var id, var at) ->
                    created(URI.create("/api/register/circumstances/" + id))
                            .body(new EnteredView(id.value(), at));
            case CircumstanceEntered.Refused(var field, var fault) ->
                    problem(CustodyController.code(fault)).field(field);
            case CircumstanceEntered.EmptyWindow() -> problem(ProblemCode.WINDOW_EMPTY).field("to");
            case CircumstanceEntered.AlreadyThere() -> problem(ProblemCode.ALREADY_DONE);
            case CircumstanceEntered.SecondPersonNeeded() ->
                    problem(ProblemCode.SECOND_PERSON_NEEDED);
            case CircumstanceEntered.SecondFactorNeeded() ->
                    problem(ProblemCode.SECOND_FACTOR_NEEDED);
            case CircumstanceEntered.NothingHere() -> problem(ProblemCode.NOTHING_HERE);
        };
    }
}
