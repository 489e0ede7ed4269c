package qorgan.vault.portal;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import qorgan.vault.audit.Decoys;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.Offices;
import qorgan.vault.subject.DecoyPersons;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.Stated;

/// People who do not exist, placed by the oversight among those of an office.
@Controller
class DecoyPages {
    private final Decoys decoys;
    private final DecoyPersons persons;
    private final Offices offices;
    private final Names names;

    DecoyPages(Decoys decoys, DecoyPersons persons, Offices offices, Names names) {
        this.decoys = decoys;
        this.persons = persons;
        this.offices = offices;
        this.names = names;
    }

    @GetMapping("/audit/decoys")
    String list(Actor oversight, Model model) {
        model.addAttribute("form", DecoyForm.empty());
        return page(oversight, model);
    }

    @PostMapping("/audit/decoys")
    String place(
            Actor oversight,
            @ModelAttribute("form") DecoyForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return page(oversight, model);
        }
        var born = Typed.date(form.birth()).orElse(LocalDate.EPOCH);
        var placed =
                persons.plant(
                        oversight,
                        new NewSubject(
                                null,
                                List.of(
                                        PersonName.of(
                                                Typed.text(form.family()),
                                                Typed.text(form.given()),
                                                null)),
                                Stated.of(born),
                                Map.of()),
                        new OfficeId(Typed.id(form.office()).orElseThrow()));
        Signing.outcome(
                placed.isPresent() ? "decoy.placed" : "decoy.cannot",
                placed.isPresent() ? "done" : "problem",
                "/audit/decoys",
                List.of(),
                model);
        return "outcome";
    }

    private String page(Actor oversight, Model model) {
        model.addAttribute("decoys", decoys.list(oversight));
        model.addAttribute(
                "offices",
                offices.all().stream()
                        .map(office -> new Choice(office.id().toString(), names.of(office.names())))
                        .toList());
        return "audit-decoys";
    }
}
