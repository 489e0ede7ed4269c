package qorgan.vault.portal;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.Holds;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Reading;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;

/// Legal holds: what may not be destroyed, by whose word and until when.
@Controller
class HoldPages {
    private final Holds holds;
    private final Clock clock;

    HoldPages(Holds holds, Clock clock) {
        this.holds = holds;
        this.clock = clock;
    }

    @GetMapping("/audit/holds")
    String list(Actor dpo, Model model) {
        model.addAttribute("form", HoldForm.empty());
        return page(dpo, model);
    }

    @PostMapping("/audit/holds")
    String set(
            Actor dpo, @ModelAttribute("form") HoldForm form, BindingResult errors, Model model) {
        form.check(clock.instant(), errors);
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return page(dpo, model);
        }
        var made =
                holds.set(
                        dpo,
                        new SubjectId(Typed.id(form.person()).orElseThrow()),
                        Typed.minute(form.until()).orElseThrow(),
                        Typed.text(form.words()));
        return outcome(made.isPresent() ? "hold.set" : "hold.no-end", made.isPresent(), model);
    }

    @PostMapping("/audit/holds/{hold}/read")
    @Reading
    String read(Actor dpo, @PathVariable UUID hold, Model model) {
        model.addAttribute("form", WordsForm.empty());
        return one(dpo, hold, model);
    }

    @PostMapping("/audit/holds/{hold}/lift")
    String lift(
            Actor dpo,
            @PathVariable UUID hold,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return one(dpo, hold, model);
        }
        return switch (holds.lift(dpo, hold, Typed.text(form.words()))) {
            case DONE -> outcome("hold.lifted", true, model);
            case OWN_HOLD -> outcome("hold.own", false, model);
            case ALREADY_DONE -> outcome("hold.over", false, model);
            case NOTHING_HERE -> throw new Refused(ProblemCode.NOTHING_HERE);
        };
    }

    private String page(Actor dpo, Model model) {
        model.addAttribute("now", clock.instant());
        model.addAttribute("holds", holds.list(dpo));
        return "audit-holds";
    }

    private String one(Actor dpo, UUID hold, Model model) {
        var file = holds.read(dpo, hold).orElseThrow(() -> new Refused(ProblemCode.NOTHING_HERE));
        model.addAttribute("file", file);
        model.addAttribute("stands", file.hold().stands(clock.instant()));
        return "audit-hold";
    }

    private static String outcome(String key, boolean done, Model model) {
        Signing.outcome(key, done ? "done" : "problem", "/audit/holds", List.of(), model);
        return "outcome";
    }
}
