package qorgan.vault.portal;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assurance;
import qorgan.vault.identity.Permissions;
import qorgan.vault.register.Circumstances;
import qorgan.vault.register.Restriction;
import qorgan.vault.subject.Stated;

/// A procurator writes down an exceptional restriction of whereabouts facts (ICPPED art. 20(1)).
/// Each of its elements has a box, none must be filled: what is not stated is not proven, and the
/// page says at once that such a restriction has no effect.
@Controller
@RequestMapping("/register/{subject}/restriction")
class RestrictionPages {
    private final Circumstances circumstances;
    private final Permissions permissions;
    private final Names names;

    RestrictionPages(Circumstances circumstances, Permissions permissions, Names names) {
        this.circumstances = circumstances;
        this.permissions = permissions;
        this.names = names;
    }

    @ModelAttribute
    void about(Actor procurator, @PathVariable UUID subject, Model model) {
        permissions.require(procurator, "register:restrict");
        model.addAttribute("subject", subject);
        model.addAttribute("isGold", procurator.assurance() == Assurance.GOLD);
        model.addAttribute("facts", names.choices(RestrictionForm.coverable()));
        model.addAttribute(
                "powers", names.said("restriction.power.", sorted(Restriction.AUTHORITIES)));
        model.addAttribute(
                "reasons", names.said("restriction.reason.", sorted(Restriction.GROUNDS)));
    }

    @GetMapping
    String form(Actor procurator, Model model) {
        model.addAttribute("form", RestrictionForm.empty());
        return "circumstance-restriction";
    }

    @PostMapping
    String restrict(
            Actor procurator,
            @PathVariable UUID subject,
            @ModelAttribute("form") RestrictionForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (procurator.assurance() != Assurance.GOLD) {
            errors.reject("circumstance.second-factor");
        }
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return "circumstance-restriction";
        }
        var stated = form.toRestriction();
        var missing = missing(stated);
        return new CircumstanceOutcome(
                        missing.isEmpty() ? "restriction.taken" : "restriction.taken.void",
                        "/register/" + subject + "/circumstances",
                        missing)
                .of(
                        circumstances.restrict(
                                procurator, new SubjectId(subject), form.period(), stated),
                        model);
    }

    private record Element(String key, @Nullable Stated<String> stated) {}

    /// The elements that were not stated, by their names.
    private List<String> missing(Restriction stated) {
        return Stream.of(
                        new Element("restriction.power", stated.authority()),
                        new Element("restriction.authoriser", stated.authoriser()),
                        new Element("restriction.law", stated.law()),
                        new Element("restriction.necessity", stated.necessity()),
                        new Element("restriction.reason", stated.ground()),
                        new Element("restriction.judicial-control", stated.judicialControl()))
                .filter(element -> element.stated() == null)
                .map(element -> names.word(element.key()))
                .toList();
    }

    private static List<String> sorted(Set<String> codes) {
        return codes.stream().sorted().toList();
    }
}
