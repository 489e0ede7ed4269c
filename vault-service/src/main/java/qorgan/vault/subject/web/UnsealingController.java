package qorgan.vault.subject.web;

import static org.springframework.http.ResponseEntity.created;
import static org.springframework.http.ResponseEntity.ok;
import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.identity.Actor;
import qorgan.vault.subject.EnvelopeId;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.Unsealing;
import qorgan.vault.subject.Unsealings;

/// Opening a protected envelope for reading, by a data-protection officer and a procurator.
@RestController
@RequestMapping("/api")
class UnsealingController {
    private final Unsealings unsealings;

    UnsealingController(Unsealings unsealings) {
        this.unsealings = unsealings;
    }

    /// @param ground `reprisal`, `fraud_inquiry` or `court_order`
    record UnsealingForm(@NotNull String ground, @NotNull Stated<String> reason) {}

    record SecondForm(@NotNull Stated<String> reason) {}

    record ProposedView(UUID unsealing) {}

    record OpenedView(UUID unsealing, Instant from, Instant to) {}

    record EnvelopeView(Map<String, String> values) {
        @Override
        public String toString() {
            return "EnvelopeView[hidden]";
        }
    }

    @PostMapping("/envelopes/{envelope}/unsealings")
    ResponseEntity<?> propose(
            Actor actor, @PathVariable UUID envelope, @Valid @RequestBody UnsealingForm form) {
        var ground = Unsealings.Ground.of(form.ground());
        return ground.isEmpty()
                ? problem(ProblemCode.VALUE_UNREADABLE).field("ground")
                : answer(
                        unsealings.propose(
                                actor, new EnvelopeId(envelope), ground.get(), form.reason()));
    }

    @PostMapping("/unsealings/{unsealing}/confirmation")
    ResponseEntity<?> confirm(
            Actor actor, @PathVariable UUID unsealing, @Valid @RequestBody SecondForm form) {
        return answer(unsealings.confirm(actor, unsealing, form.reason()));
    }

    @PostMapping("/unsealings/{unsealing}/readings")
    ResponseEntity<?> read(Actor actor, @PathVariable UUID unsealing) {
        return answer(unsealings.read(actor, unsealing));
    }

    private static ResponseEntity<?> answer(Unsealing unsealing) {
        return switch (unsealing) {
            case Unsealing.Proposed(var id) ->
                    created(URI.create("/api/unsealings/" + id)).body(new ProposedView(id));
            case Unsealing.Opened(var id, var from, var to) -> ok(new OpenedView(id, from, to));
            case Unsealing.Read(var values) -> {
                var told = new TreeMap<String, String>();
                values.forEach((field, value) -> told.put(field.code(), value));
                yield ok().cacheControl(CacheControl.noStore()).body(new EnvelopeView(told));
            }
            case Unsealing.NeedsAnotherPerson() -> problem(ProblemCode.SECOND_PERSON_NEEDED);
            case Unsealing.NeedsAnotherOffice() -> problem(ProblemCode.SECOND_OFFICE_NEEDED);
            case Unsealing.NeedsSecondFactor() -> problem(ProblemCode.SECOND_FACTOR_NEEDED);
            case Unsealing.NothingHere() -> problem(ProblemCode.NOTHING_HERE);
        };
    }
}
