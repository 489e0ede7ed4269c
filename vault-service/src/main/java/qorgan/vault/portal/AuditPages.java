package qorgan.vault.portal;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import qorgan.vault.audit.Decisions;
import qorgan.vault.audit.Desk;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.EntryPage;
import qorgan.vault.audit.Export;
import qorgan.vault.audit.Replays;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Reading;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;

/// The desk of the data-protection officer: who saw what, when, on which basis. Values never stand
/// here, and each look is an entry that another office reviews.
@Controller
class AuditPages {
    private final Desk desk;
    private final Replays replays;
    private final Export export;
    private final Names names;

    AuditPages(Desk desk, Replays replays, Export export, Names names) {
        this.export = export;
        this.desk = desk;
        this.replays = replays;
        this.names = names;
    }

    /// A decision as it was kept, and what came out when it was taken again.
    record Ruling(String digest, String pack, Instant at) {}

    @GetMapping("/audit")
    String start(Actor dpo, Model model) {
        model.addAttribute("form", AuditForm.empty());
        model.addAttribute("health", desk.health(dpo));
        return form(model);
    }

    @PostMapping("/audit/entries")
    @Reading
    String find(
            Actor dpo, @ModelAttribute("form") AuditForm form, BindingResult errors, Model model) {
        model.addAttribute("health", desk.health(dpo));
        form.check(errors);
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
        } else {
            model.addAttribute("page", found(dpo, form));
        }
        return form(model);
    }

    private EntryPage found(Actor dpo, AuditForm form) {
        try {
            return desk.find(dpo, form.toQuery(desk));
        } catch (IllegalArgumentException notACursor) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, "after");
        }
    }

    /// The whole log to take away and recompute elsewhere: commitments only, no value of anybody.
    @PostMapping("/audit/export")
    @Reading
    ResponseEntity<StreamingResponseBody> export(Actor dpo) {
        var note = export.begin(dpo);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.valueOf("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("qorgan-log.zip")
                                .build()
                                .toString())
                .body(out -> export.write(note, out));
    }

    @PostMapping("/audit/entries/{entry}/open")
    @Reading
    String entry(Actor dpo, @PathVariable UUID entry, Model model) {
        model.addAttribute(
                "entry",
                desk.entry(dpo, new EntryId(entry))
                        .orElseThrow(() -> new Refused(ProblemCode.NOTHING_HERE)));
        return "audit-entry";
    }

    @PostMapping("/audit/requests/{request}/story")
    @Reading
    String story(Actor dpo, @PathVariable UUID request, Model model) {
        var story = desk.story(dpo, request);
        if (story.entries().isEmpty()) {
            throw new Refused(ProblemCode.NOTHING_HERE);
        }
        model.addAttribute("story", story);
        model.addAttribute("rulings", story.decisions().stream().map(AuditPages::ruling).toList());
        return "audit-story";
    }

    private static Ruling ruling(Decisions.Kept kept) {
        var hex = HexFormat.of();
        return new Ruling(
                hex.formatHex(kept.digest()), hex.formatHex(kept.packDigest()), kept.decidedAt());
    }

    /// Replays one decision: its record is opened under an entry of its own, and no value is in it.
    @PostMapping("/audit/decisions/{digest}/replay")
    @Reading
    String replay(Actor dpo, @PathVariable String digest, Model model) {
        byte[] asked;
        try {
            asked = HexFormat.of().parseHex(digest);
        } catch (IllegalArgumentException unreadable) {
            throw new Refused(ProblemCode.NOTHING_HERE);
        }
        model.addAttribute("digest", digest);
        switch (replays.replay(dpo, asked)) {
            case Replays.Replayed.Same(var told) -> replayed("same", told, model);
            case Replays.Replayed.Different(var then, var now) -> {
                replayed("different", then, model);
                model.addAttribute("now", now);
            }
            case Replays.Replayed.OtherLaw _ -> replayed("other-law", null, model);
            case Replays.Replayed.Forged() -> replayed("forged", null, model);
            case Replays.Replayed.NothingHere() -> throw new Refused(ProblemCode.NOTHING_HERE);
        }
        return "audit-replay";
    }

    private static void replayed(String outcome, Replays.@Nullable Told then, Model model) {
        model.addAttribute("outcome", outcome);
        model.addAttribute("then", then);
    }

    private String form(Model model) {
        model.addAttribute(
                "kinds",
                Arrays.stream(EntryKind.values())
                        .map(
                                kind ->
                                        names.choice(
                                                kind.name(),
                                                "kind." + kind.name().toLowerCase(Locale.ROOT)))
                        .toList());
        return "audit";
    }
}
