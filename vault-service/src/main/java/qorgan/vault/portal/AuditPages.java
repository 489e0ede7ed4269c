package qorgan.vault.portal;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import qorgan.vault.audit.Decisions;
import qorgan.vault.audit.Desk;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Replays;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;

/// The desk of the data-protection officer: who saw what, when, on which basis. Values never stand
/// here, and each look is an entry that another office reviews.
@Controller
class AuditPages {
    private final Desk desk;
    private final Replays replays;

    AuditPages(Desk desk, Replays replays) {
        this.desk = desk;
        this.replays = replays;
    }

    /// A decision as it was kept, and what came out when it was taken again.
    record Ruling(String digest, String pack, String at, String record) {}

    @GetMapping("/audit")
    String start(Actor dpo, Model model) {
        model.addAttribute("form", AuditForm.empty());
        model.addAttribute("health", desk.health(dpo));
        return form(model);
    }

    @PostMapping("/audit/entries")
    String find(
            Actor dpo, @ModelAttribute("form") AuditForm form, BindingResult errors, Model model) {
        model.addAttribute("health", desk.health(dpo));
        try {
            if (errors.hasErrors()) {
                throw new IllegalArgumentException("unreadable");
            }
            model.addAttribute("page", desk.find(dpo, form.toQuery(desk)));
        } catch (IllegalArgumentException unreadable) {
            model.addAttribute("problem", true);
            model.addAttribute("unreadable", true);
        }
        return form(model);
    }

    @PostMapping("/audit/entries/{entry}/open")
    String entry(Actor dpo, @PathVariable UUID entry, Model model) {
        model.addAttribute(
                "entry",
                desk.entry(dpo, new EntryId(entry))
                        .orElseThrow(() -> new Refused(ProblemCode.NOTHING_HERE)));
        return "audit-entry";
    }

    @PostMapping("/audit/requests/{request}/story")
    String story(Actor dpo, @PathVariable UUID request, Model model) {
        var story = desk.story(dpo, request);
        if (story.entries().isEmpty()) {
            throw new Refused(ProblemCode.NOTHING_HERE);
        }
        model.addAttribute("story", story);
        model.addAttribute("rulings", story.decisions().stream().map(kept -> ruling(dpo, kept)).toList());
        return "audit-story";
    }

    private Ruling ruling(Actor dpo, Decisions.Kept kept) {
        var hex = HexFormat.of();
        return new Ruling(
                hex.formatHex(kept.digest()),
                hex.formatHex(kept.packDigest()),
                kept.decidedAt().toString(),
                told(replays.replay(dpo, kept.digest())));
    }

    private static String told(Replays.Replayed replayed) {
        return switch (replayed) {
            case Replays.Replayed.Same(var told) -> "= " + told(told);
            case Replays.Replayed.Different(var then, var now) ->
                    "≠ " + told(then) + "\n\n→ " + told(now);
            case Replays.Replayed.OtherLaw(var law) -> "? " + law;
            case Replays.Replayed.Forged() -> "≠";
            case Replays.Replayed.NothingHere() -> "–";
        };
    }

    private static String told(Replays.Told told) {
        var text = new StringBuilder(told.result()).append(" (").append(told.pack()).append(")");
        told.released().forEach(field -> text.append("\n+ ").append(field));
        told.withheld()
                .forEach(
                        (field, ground) ->
                                text.append("\n− ").append(field).append(": ").append(ground));
        told.applied()
                .forEach(
                        norm ->
                                text.append("\n§ ")
                                        .append(norm.norm())
                                        .append(": ")
                                        .append(norm.citation()));
        return text.toString();
    }

    private static String form(Model model) {
        model.addAttribute("kinds", List.copyOf(Arrays.asList(EntryKind.values())));
        return "audit";
    }
}
