package qorgan.vault.subject.web;

import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.identity.Actor;
import qorgan.vault.subject.IndexKeys;

/// The key of the blind indexes: how far its change is, begin one, hold one back.
@RestController
@RequestMapping("/api/keys/index")
class IndexKeyController {
    private final IndexKeys keys;

    IndexKeyController(IndexKeys keys) {
        this.keys = keys;
    }

    /// @param perSecond at most so many people a second; 0 without limit
    record RateForm(@Min(0) @Max(IndexKeys.HIGHEST_RATE) int perSecond) {}

    @GetMapping
    IndexKeys.Change change(Actor actor) {
        return keys.change(actor);
    }

    /// Begins a change to the next version of the key.
    @PostMapping("/changes")
    ResponseEntity<?> begin(Actor actor, @Valid @RequestBody RateForm form) {
        return keys.begin(actor, form.perSecond())
                ? ResponseEntity.accepted().body(keys.change(actor))
                : problem(ProblemCode.STILL_RUNNING);
    }

    /// Holds the change that is under way back, or lets it go.
    @PostMapping("/rate")
    ResponseEntity<?> throttle(Actor actor, @Valid @RequestBody RateForm form) {
        return keys.throttle(actor, form.perSecond())
                ? ResponseEntity.ok(keys.change(actor))
                : problem(ProblemCode.NOTHING_HERE);
    }
}
