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
import qorgan.vault.consent.Bound;
import qorgan.vault.consent.ConsentId;
import qorgan.vault.consent.Consents;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;

/// Obligations outstanding towards what a consent allows: while one stands, a withdrawal is written
/// down and waits (Act No. 94-V, article 8(2)). Only a data-protection officer states one.
@Controller
class ObligationPages {
    private final Consents consents;
    private final Clock clock;

    ObligationPages(Consents consents, Clock clock) {
        this.consents = consents;
        this.clock = clock;
    }

    @GetMapping("/obligations")
    String list(Actor dpo, Model model) {
        model.addAttribute("form", ObligationForm.empty());
        return page(dpo, model);
    }

    @PostMapping("/obligations")
    String bind(
            Actor dpo,
            @ModelAttribute("form") ObligationForm form,
            BindingResult errors,
            Model model) {
        form.check(clock.instant(), errors);
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return page(dpo, model);
        }
        return outcome(
                consents.bind(
                        dpo,
                        new ConsentId(Typed.id(form.consent()).orElseThrow()),
                        Typed.text(form.article()),
                        Typed.minute(form.owedUntil()).orElseThrow()),
                model);
    }

    @PostMapping("/obligations/{obligation}/end")
    String release(Actor dpo, @PathVariable UUID obligation, Model model) {
        return outcome(consents.release(dpo, obligation), model);
    }

    private String page(Actor dpo, Model model) {
        model.addAttribute("obligations", consents.obligations(dpo));
        model.addAttribute("now", clock.instant());
        return "obligations";
    }

    private static String outcome(Bound bound, Model model) {
        switch (bound) {
            case Bound.Standing _ -> say("obligation.stands", "done", model);
            case Bound.Over _ -> say("obligation.over", "done", model);
            case Bound.Unreadable() -> say("obligation.article.unreadable", "problem", model);
            case Bound.EmptyWindow() -> say("hold.no-end", "problem", model);
            case Bound.NothingHere() -> throw new Refused(ProblemCode.NOTHING_HERE);
        }
        return "outcome";
    }

    private static void say(String key, String tone, Model model) {
        Signing.outcome(key, tone, "/obligations", List.of(), model);
    }
}
