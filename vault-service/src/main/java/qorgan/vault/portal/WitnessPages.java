package qorgan.vault.portal;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.register.Circumstances;

/// Counsel, the ombudsman or the preventive mechanism say that they stood by when a detained person
/// objected to being told of, or that the person takes it back. The officer who wrote the objection
/// down tells its identifier; what it says is not opened here.
@Controller
class WitnessPages {
    private final Circumstances circumstances;
    private final Permissions permissions;

    WitnessPages(Circumstances circumstances, Permissions permissions) {
        this.circumstances = circumstances;
        this.permissions = permissions;
    }

    @ModelAttribute
    void mayAttempt(Actor outsider) {
        permissions.require(outsider, "register:objection:witness");
    }

    @GetMapping("/objections")
    String form(Actor outsider, Model model) {
        model.addAttribute("form", WitnessForm.empty());
        return "objections";
    }

    @PostMapping("/objections/witness")
    String witness(
            Actor outsider,
            @ModelAttribute("form") WitnessForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (!Typed.yes(form.present())) {
            errors.rejectValue("present", "objection.present.needed");
        }
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return "objections";
        }
        return outcome("objection.witnessed")
                .of(circumstances.witness(outsider, form.toCircumstance()), model);
    }

    @PostMapping("/objections/end")
    String end(
            Actor outsider,
            @ModelAttribute("form") WitnessForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return "objections";
        }
        return outcome("circumstance.ended")
                .of(circumstances.end(outsider, form.toCircumstance()), model);
    }

    private static CircumstanceOutcome outcome(String key) {
        return new CircumstanceOutcome(key, "/objections", List.of());
    }
}
