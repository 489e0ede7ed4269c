package qorgan.vault.portal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import qorgan.keys.Field;
import qorgan.vault.consent.Configured;
import qorgan.vault.consent.Purpose;
import qorgan.vault.consent.Purposes;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.register.Custody;
import qorgan.vault.subject.Personal;

/// For which purposes personal data may be read, and on what each rests. The operator of a register
/// configures them, a data-protection officer reads them. One that rests on nothing is refused.
@Controller
class PurposePages {
    private static final List<String> DATA =
            Stream.of(
                            Stream.of(Personal.NAME, Personal.BIRTH_DATE, Personal.IIN),
                            Personal.DETAILS.stream(),
                            Stream.of(Custody.INJURY_RECORD))
                    .flatMap(fields -> fields)
                    .map(Field::code)
                    .sorted()
                    .toList();

    private final Purposes purposes;
    private final Permissions permissions;
    private final Names names;

    PurposePages(Purposes purposes, Permissions permissions, Names names) {
        this.purposes = purposes;
        this.permissions = permissions;
        this.names = names;
    }

    /// A purpose with its names, as a line of the list.
    record Line(
            String code,
            String title,
            List<String> data,
            List<String> readers,
            List<String> bases,
            boolean byConsent) {}

    @GetMapping("/purposes")
    String list(Actor actor, Model model) {
        permissions.require(actor, "consent:purposes:configure");
        model.addAttribute("form", PurposeForm.empty());
        return page(model);
    }

    @PostMapping("/purposes")
    String configure(
            Actor operator,
            @ModelAttribute("form") PurposeForm form,
            BindingResult errors,
            Model model) {
        permissions.require(operator, "consent:purposes:configure");
        form.check(DATA, errors);
        if (!errors.hasErrors()) {
            switch (purposes.configure(operator, form.toPurpose())) {
                case Configured.Standing(var purpose) -> {
                    Signing.outcome(
                            "purpose.configured",
                            "done",
                            "/purposes",
                            List.of(purpose.code()),
                            model);
                    return "outcome";
                }
                case Configured.RestsOnNothing() ->
                        errors.rejectValue("items", "purpose.rests-on-nothing");
                case Configured.NeverByConsent(var fields) ->
                        errors.rejectValue(
                                "data",
                                "purpose.never-by-consent",
                                new Object[] {said(fields)},
                                null);
                case Configured.UnknownBasis _ -> errors.rejectValue("bases", "form.choose");
            }
        }
        model.addAttribute("problem", true);
        return page(model);
    }

    private String said(Set<Field> fields) {
        return fields.stream()
                .map(field -> names.field(field.code()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private String page(Model model) {
        model.addAttribute("purposes", purposes.all().stream().map(this::line).toList());
        model.addAttribute("dataChoices", names.choices(DATA));
        model.addAttribute("readerChoices", names.said("role.", PurposeForm.possibleReaders()));
        model.addAttribute(
                "baseChoices",
                names.said("legal-basis.", Purposes.LEGAL_BASES.stream().sorted().toList()));
        model.addAttribute("itemChoices", names.said("consent.item.", PurposeForm.allItems()));
        return "purposes";
    }

    private Line line(Purpose purpose) {
        return new Line(
                purpose.code(),
                names.of(purpose.titles()),
                purpose.fields().stream().map(field -> names.field(field.code())).sorted().toList(),
                purpose.recipients().stream().map(names::recipient).sorted().toList(),
                purpose.bases().stream().sorted().toList(),
                purpose.restsOnConsent());
    }
}
