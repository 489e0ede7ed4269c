package qorgan.vault.audit.web;

import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import qorgan.vault.audit.RulePacks;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;

/// The law by which the service decides: what is in force, what was, and how the next one comes in.
@RestController
@RequestMapping("/api/law")
class LawController {
    private static final String DIGEST = "[0-9a-f]{64}";

    private final RulePacks packs;

    LawController(RulePacks packs) {
        this.packs = packs;
    }

    /// @param files file name to text, all files of a law
    record PackForm(@NotEmpty Map<String, @NotBlank String> files) {}

    record SignatureForm(@NotNull Instant takesEffect, @NotBlank String signature) {}

    record BroughtView(String digest) {}

    record SignedView(boolean activated, Instant takesEffect) {}

    record PackView(
            String digest,
            UUID broughtBy,
            Instant broughtAt,
            RulePacks.@Nullable Shadow shadow,
            List<RulePacks.Signature> signatures) {}

    record LawView(String inForce, List<RulePacks.Activation> activations, List<PackView> packs) {}

    @GetMapping
    LawView history(Actor actor) {
        var history = packs.history(actor);
        return new LawView(
                history.inForce(),
                history.activations(),
                history.packs().stream()
                        .map(
                                pack ->
                                        new PackView(
                                                pack.digest(),
                                                pack.broughtBy(),
                                                pack.broughtAt(),
                                                pack.shadow().orElse(null),
                                                pack.signatures()))
                        .toList());
    }

    /// Brings the files of a law. What cannot be loaded is refused with file and line.
    @PostMapping("/packs")
    ResponseEntity<?> bring(Actor actor, @Valid @RequestBody PackForm form) {
        return switch (packs.bring(actor, form.files())) {
            case RulePacks.Brought.Accepted(var digest) ->
                    ResponseEntity.created(URI.create("/api/law/packs/" + digest))
                            .body(new BroughtView(digest));
            case RulePacks.Brought.AlreadyHere(_) -> problem(ProblemCode.ALREADY_DONE);
            case RulePacks.Brought.Faulty(var says) ->
                    problem(ProblemCode.VALUE_UNREADABLE).field("files").with("fault", says);
        };
    }

    /// Tries a law on the recent decisions that this desk sees, and says what would change.
    @PostMapping("/packs/{digest}/shadow")
    ResponseEntity<?> tryOut(Actor actor, @PathVariable String digest) {
        return packs.tryOut(actor, held(digest))
                .<ResponseEntity<?>>map(ResponseEntity::ok)
                .orElseGet(() -> problem(ProblemCode.NOTHING_HERE));
    }

    /// What is to be signed: canonical JSON, byte for byte.
    @GetMapping("/packs/{digest}/statement")
    ResponseEntity<String> statement(
            Actor actor,
            @PathVariable String digest,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) Instant takesEffect) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(
                        new String(
                                packs.statement(actor, held(digest), takesEffect),
                                StandardCharsets.UTF_8));
    }

    /// Takes the detached CMS over the statement, in Base64. The second one puts the law in force.
    @PostMapping("/packs/{digest}/signatures")
    ResponseEntity<?> sign(
            Actor actor, @PathVariable String digest, @Valid @RequestBody SignatureForm form) {
        return switch (packs.sign(
                actor, held(digest), form.takesEffect(), decoded(form.signature()))) {
            case ONE_OF_TWO -> ResponseEntity.ok(new SignedView(false, form.takesEffect()));
            case ACTIVATED -> ResponseEntity.ok(new SignedView(true, form.takesEffect()));
            case SECOND_FACTOR_NEEDED -> problem(ProblemCode.SECOND_FACTOR_NEEDED);
            case NOTHING_HERE -> problem(ProblemCode.NOTHING_HERE);
            case NO_SHADOW_RUN -> problem(ProblemCode.VALUE_MISSING).field("shadow");
            case TOO_LATE -> problem(ProblemCode.WINDOW_EMPTY).field("takesEffect");
            case NOT_SIGNED -> problem(ProblemCode.SIGNATURE_INVALID).field("signature");
            case ALREADY_SIGNED -> problem(ProblemCode.ALREADY_DONE);
            case SAME_OFFICE -> problem(ProblemCode.SECOND_OFFICE_NEEDED);
            case INSTANT_TAKEN -> problem(ProblemCode.CHANGED_MEANWHILE).field("takesEffect");
        };
    }

    private static String held(String digest) {
        if (!digest.matches(DIGEST)) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, "digest");
        }
        return digest;
    }

    private static byte[] decoded(String signature) {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException unreadable) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, "signature");
        }
    }
}
