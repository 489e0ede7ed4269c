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
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;

/// The desk of the data-protection officer: who saw what, when, on which basis. Values never stand
/// here, and each look is an entry that another office reviews.
@Controller
class AuditPages {
    private final Desk desk;

    AuditPages(Desk desk) {
        this.desk = desk;
    }

    /// A decision as it was kept.
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
        model.addAttribute("rulings", story.decisions().stream().map(AuditPages::ruling).toList());
        return "audit-story";
    }

    private static Ruling ruling(Decisions.Kept kept) {
        var hex = HexFormat.of();
        return new Ruling(
                hex.formatHex(kept.digest()),
                hex.formatHex(kept.packDigest()),
                kept.decidedAt().toString(),
                kept.record());
    }

    private static String form(Model model) {
        model.addAttribute("kinds", List.copyOf(Arrays.asList(EntryKind.values())));
        return "audit";
    }
}
