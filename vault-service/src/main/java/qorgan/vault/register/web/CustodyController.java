package qorgan.vault.register.web;

import static org.springframework.http.ResponseEntity.created;
import static org.springframework.http.ResponseEntity.ok;
import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.identity.Actor;
import qorgan.vault.register.EventId;
import qorgan.vault.register.Facilities;
import qorgan.vault.register.FacilityId;
import qorgan.vault.register.Recorded;
import qorgan.vault.register.Register;
import qorgan.vault.register.web.CustodyForms.ArrestForm;
import qorgan.vault.register.web.CustodyForms.CompletenessView;
import qorgan.vault.register.web.CustodyForms.CorrectionForm;
import qorgan.vault.register.web.CustodyForms.DeathForm;
import qorgan.vault.register.web.CustodyForms.FacilityForm;
import qorgan.vault.register.web.CustodyForms.FacilityView;
import qorgan.vault.register.web.CustodyForms.HeadCountView;
import qorgan.vault.register.web.CustodyForms.HealthForm;
import qorgan.vault.register.web.CustodyForms.InjuryForm;
import qorgan.vault.register.web.CustodyForms.LineView;
import qorgan.vault.register.web.CustodyForms.OccupantView;
import qorgan.vault.register.web.CustodyForms.PlacementForm;
import qorgan.vault.register.web.CustodyForms.RecordedView;
import qorgan.vault.register.web.CustodyForms.ReleaseForm;
import qorgan.vault.register.web.CustodyForms.TransferForm;
import qorgan.vault.subject.Fault;

/// The custody register for those who keep it and for the procurator who oversees it.
@RestController
@RequestMapping("/api/register")
class CustodyController {
    private static final Duration ALARMS_SINCE = Duration.ofDays(30);

    private final Register register;
    private final Facilities facilities;
    private final Clock clock;

    CustodyController(Register register, Facilities facilities, Clock clock) {
        this.register = register;
        this.facilities = facilities;
        this.clock = clock;
    }

    @PostMapping("/arrests")
    ResponseEntity<?> arrest(Actor actor, @Valid @RequestBody ArrestForm form) {
        return answer(register.arrest(actor, form.toFact()));
    }

    @PostMapping("/placements")
    ResponseEntity<?> place(Actor actor, @Valid @RequestBody PlacementForm form) {
        return answer(register.place(actor, form.toFact()));
    }

    @PostMapping("/transfers")
    ResponseEntity<?> transfer(Actor actor, @Valid @RequestBody TransferForm form) {
        return answer(register.transfer(actor, form.toFact()));
    }

    @PostMapping("/injuries")
    ResponseEntity<?> injury(Actor actor, @Valid @RequestBody InjuryForm form) {
        return answer(register.injury(actor, form.toFact()));
    }

    @PostMapping("/health")
    ResponseEntity<?> health(Actor actor, @Valid @RequestBody HealthForm form) {
        return answer(register.health(actor, form.toFact()));
    }

    @PostMapping("/releases")
    ResponseEntity<?> release(Actor actor, @Valid @RequestBody ReleaseForm form) {
        return answer(register.release(actor, form.toFact()));
    }

    @PostMapping("/deaths")
    ResponseEntity<?> death(Actor actor, @Valid @RequestBody DeathForm form) {
        return answer(register.death(actor, form.toFact()));
    }

    @PostMapping("/events/{event}/corrections")
    ResponseEntity<?> correct(
            Actor actor, @PathVariable UUID event, @Valid @RequestBody CorrectionForm form) {
        return answer(
                register.supersede(
                        actor,
                        new EventId(event),
                        form.toFact(),
                        CustodyForms.needed("reason", form.reason())));
    }

    @GetMapping("/events/{event}")
    ResponseEntity<?> event(Actor actor, @PathVariable UUID event) {
        var line = register.line(actor, new EventId(event));
        return line.isPresent() ? ok(LineView.of(line.get())) : problem(ProblemCode.NOTHING_HERE);
    }

    @GetMapping("/subjects/{subject}/events")
    List<LineView> events(Actor actor, @PathVariable UUID subject) {
        return register.lines(actor, new SubjectId(subject)).stream().map(LineView::of).toList();
    }

    @GetMapping("/subjects/{subject}/completeness")
    ResponseEntity<?> completeness(Actor actor, @PathVariable UUID subject) {
        var id = new SubjectId(subject);
        if (register.lines(actor, id).isEmpty()) {
            return problem(ProblemCode.NOTHING_HERE);
        }
        var completeness = register.completeness(actor, id);
        var groups = new TreeMap<String, String>();
        completeness
                .groups()
                .forEach((group, state) -> groups.put(group.article(), code(state.name())));
        return ok(
                new CompletenessView(
                        groups, completeness.toFill().stream().map(Field::code).sorted().toList()));
    }

    @GetMapping("/alarms")
    List<LineView> alarms(Actor actor, @RequestParam(required = false) @Nullable Instant since) {
        var from = since == null ? clock.instant().minus(ALARMS_SINCE) : since;
        return register.alarms(actor, from).stream().map(LineView::of).toList();
    }

    @GetMapping("/facilities")
    List<FacilityView> facilities(Actor actor) {
        return facilities.all().stream().map(FacilityView::of).toList();
    }

    @PostMapping("/facilities")
    ResponseEntity<?> enterFacility(Actor actor, @Valid @RequestBody FacilityForm form) {
        var facility = facilities.enter(actor, form.toFacility());
        return created(URI.create("/api/register/facilities/" + facility.id()))
                .body(FacilityView.of(facility));
    }

    @GetMapping("/facilities/{facility}")
    ResponseEntity<?> facility(Actor actor, @PathVariable UUID facility) {
        var found = facilities.find(new FacilityId(facility));
        return found.isPresent()
                ? ok(FacilityView.of(found.get()))
                : problem(ProblemCode.NOTHING_HERE);
    }

    @GetMapping("/facilities/head-counts")
    List<HeadCountView> headCounts(Actor actor) {
        return facilities.headCounts(actor).entrySet().stream()
                .map(entry -> new HeadCountView(entry.getKey().value(), entry.getValue()))
                .toList();
    }

    @GetMapping("/facilities/{facility}/occupants")
    List<OccupantView> occupants(Actor actor, @PathVariable UUID facility) {
        return facilities.occupants(actor, new FacilityId(facility)).stream()
                .map(subject -> new OccupantView(subject.value()))
                .toList();
    }

    private static ResponseEntity<?> answer(Recorded recorded) {
        return switch (recorded) {
            case Recorded.Taken taken ->
                    created(URI.create("/api/register/events/" + taken.event()))
                            .body(RecordedView.of(taken));
            case Recorded.AlreadyRegistered(var event, var at) ->
                    problem(ProblemCode.ALREADY_DONE)
                            .with("event", event.value())
                            .with("recordedAt", at);
            case Recorded.Refused(var field, var fault) -> problem(code(fault)).field(field);
            case Recorded.NothingHere() -> problem(ProblemCode.NOTHING_HERE);
        };
    }

    static ProblemCode code(Fault fault) {
        return switch (fault) {
            case IIN_CHECK_DIGIT -> ProblemCode.IIN_INVALID;
            case UNREADABLE -> ProblemCode.VALUE_UNREADABLE;
            case IN_THE_FUTURE -> ProblemCode.INSTANT_IN_FUTURE;
            case MISSING -> ProblemCode.VALUE_MISSING;
            case NOTHING_HERE -> ProblemCode.NOTHING_HERE;
        };
    }

    static String code(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
