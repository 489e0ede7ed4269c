package qorgan.vault.audit.web;

import static qorgan.vault.edge.Problem.problem;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.Desk;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.EntryPage;
import qorgan.vault.audit.EntryQuery;
import qorgan.vault.audit.Keys;
import qorgan.vault.audit.ProofHealth;
import qorgan.vault.audit.Proofs;
import qorgan.vault.audit.Replays;
import qorgan.vault.audit.Unusual;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;

/// The desk of the data-protection officer: search, the story of a request, one entry with its
/// proof, the health of proof, what is unusual.
@RestController
@RequestMapping("/api/audit")
class DeskController {
    private static final Duration MONTH = Duration.ofDays(30);

    private final Desk desk;
    private final Proofs proofs;
    private final Unusual unusual;
    private final Replays replays;
    private final Clock clock;

    DeskController(Desk desk, Proofs proofs, Unusual unusual, Replays replays, Clock clock) {
        this.desk = desk;
        this.proofs = proofs;
        this.unusual = unusual;
        this.replays = replays;
        this.clock = clock;
    }

    /// @param person a token in hexadecimal
    /// @param subject a person's identifier, for whoever holds it
    @GetMapping("/entries")
    EntryPage find(
            Actor actor,
            @RequestParam(required = false) @Nullable String person,
            @RequestParam(required = false) @Nullable UUID subject,
            @RequestParam(required = false) @Nullable UUID official,
            @RequestParam(required = false) @Nullable UUID office,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(required = false) @Nullable String field,
            @RequestParam(required = false) @Nullable EntryKind kind,
            @RequestParam(required = false) @Nullable UUID request,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
                    @Nullable Instant from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
                    @Nullable Instant to,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        var token = subject == null ? person : desk.token(new SubjectId(subject));
        try {
            return desk.find(
                    actor,
                    new EntryQuery(
                            token, official, office, basis, field, kind, request, from, to, after,
                            limit));
        } catch (IllegalArgumentException e) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE);
        }
    }

    @GetMapping("/entries/{entry}")
    ResponseEntity<?> entry(Actor actor, @PathVariable UUID entry) {
        var found = desk.entry(actor, new EntryId(entry));
        return found.isEmpty() ? problem(ProblemCode.NOTHING_HERE) : ResponseEntity.ok(found.get());
    }

    /// The proof of an entry as a C2SP tlog-proof; 404 with `not yet` in its place while there is
    /// none.
    @GetMapping("/entries/{entry}/proof")
    ResponseEntity<?> proof(Actor actor, @PathVariable UUID entry) {
        if (desk.entry(actor, new EntryId(entry)).isEmpty()) {
            return problem(ProblemCode.NOTHING_HERE);
        }
        return switch (proofs.of(new EntryId(entry))) {
            case Proofs.Proof.NotYetProven() ->
                    problem(ProblemCode.NOTHING_HERE).with("proof", "not-yet-proven");
            case Proofs.Proof.Proven proven ->
                    ResponseEntity.ok()
                            .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
                            .header(
                                    HttpHeaders.CONTENT_DISPOSITION,
                                    "attachment; filename=\"" + entry + ".tlog-proof\"")
                            .body(proven.proof());
        };
    }

    @GetMapping("/requests/{request}/story")
    ResponseEntity<?> story(Actor actor, @PathVariable UUID request) {
        var story = desk.story(actor, request);
        return story.entries().isEmpty()
                ? problem(ProblemCode.NOTHING_HERE)
                : ResponseEntity.ok(StoryView.of(story));
    }

    /// Decides again and compares; the body says `same`, `different` or `other-law`.
    @PostMapping("/decisions/{digest}/replay")
    ResponseEntity<?> replay(Actor actor, @PathVariable String digest) {
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, "digest");
        }
        return switch (replays.replay(actor, HexFormat.of().parseHex(digest))) {
            case Replays.Replayed.Same(var told) ->
                    ResponseEntity.ok(new ReplayView("same", told, null, null));
            case Replays.Replayed.Different(var then, var now) ->
                    ResponseEntity.ok(new ReplayView("different", then, now, null));
            case Replays.Replayed.OtherLaw(var law) ->
                    ResponseEntity.ok(new ReplayView("other-law", null, null, law));
            case Replays.Replayed.Forged() ->
                    ResponseEntity.ok(new ReplayView("forged", null, null, null));
            case Replays.Replayed.NothingHere() -> problem(ProblemCode.NOTHING_HERE);
        };
    }

    /// @param now only where something else came out
    record ReplayView(
            String verdict,
            Replays.@Nullable Told decision,
            Replays.@Nullable Told now,
            @Nullable String law) {}

    @GetMapping("/health")
    HealthView health(Actor actor) {
        return HealthView.of(desk.health(actor), desk.keys(actor));
    }

    /// What is unusual since `from`, by default in the last thirty days.
    @GetMapping("/unusual")
    List<Unusual.Found> unusual(
            Actor actor,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
                    @Nullable Instant from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
                    @Nullable Instant to) {
        var until = to == null ? clock.instant() : to;
        return unusual.between(actor, from == null ? until.minus(MONTH) : from, until);
    }

    /// The health of proof, in seconds, and of the keys.
    record HealthView(
            boolean lagging,
            List<String> reasons,
            long size,
            long waiting,
            long oldestWaitingSeconds,
            @Nullable Instant checkpointAt,
            int witnesses,
            @Nullable Instant cosignedAt,
            long clocksApartMillis,
            @Nullable Instant stopsAt,
            boolean sealed,
            long erasuresPending,
            boolean erasuresOverdue) {
        static HealthView of(ProofHealth.Health health, Keys keys) {
            return new HealthView(
                    health.lagging(),
                    health.reasons().stream().map(Enum::name).sorted().toList(),
                    health.size(),
                    health.waiting(),
                    health.oldestWaiting().toSeconds(),
                    health.checkpointAt(),
                    health.witnesses(),
                    health.cosignedAt(),
                    health.clocksApart().toMillis(),
                    health.stopsAt(),
                    keys.sealed(),
                    keys.erasures().pending(),
                    keys.erasures().overdue());
        }
    }
}
