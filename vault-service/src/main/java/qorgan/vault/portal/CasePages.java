package qorgan.vault.portal;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import qorgan.vault.consent.Purposes;
import qorgan.vault.disclosure.ContactAnswer;
import qorgan.vault.disclosure.Contacts;
import qorgan.vault.disclosure.Deposited;
import qorgan.vault.disclosure.PretrialDeposits;
import qorgan.vault.disclosure.RefusalId;
import qorgan.vault.disclosure.Refusals;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Reading;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.Permissions;

/// What officials of a case do: deposit its data, sign what is withheld by their name, open a
/// victim's contact data for one purpose.
@Controller
class CasePages {
    private static final List<String> PRETRIAL =
            List.of(
                    "P.case_number",
                    "P.legal_qualification",
                    "P.suspicion_summary",
                    "P.interrogation_protocol",
                    "P.investigative_acts",
                    "P.expert_reports",
                    "P.evidence_list",
                    "P.co_suspects",
                    "P.witness_identities",
                    "P.victim_identities",
                    "P.covert_measures");

    private final PretrialDeposits deposits;
    private final Refusals refusals;
    private final Contacts contacts;
    private final Purposes purposes;
    private final PersonTyped people;
    private final Permissions permissions;
    private final Names names;

    CasePages(
            PretrialDeposits deposits,
            Refusals refusals,
            Contacts contacts,
            Purposes purposes,
            PersonTyped people,
            Permissions permissions,
            Names names) {
        this.deposits = deposits;
        this.refusals = refusals;
        this.contacts = contacts;
        this.purposes = purposes;
        this.people = people;
        this.permissions = permissions;
        this.names = names;
    }

    @GetMapping("/pretrial")
    String pretrial(Actor investigator, Model model) {
        permissions.require(investigator, "disclosure:deposit");
        model.addAttribute("form", PretrialForm.empty());
        return pretrialForm(model);
    }

    @PostMapping("/pretrial")
    String deposit(
            Actor investigator,
            @ModelAttribute("form") PretrialForm form,
            BindingResult errors,
            Model model) {
        permissions.require(investigator, "disclosure:deposit");
        form.check(PRETRIAL, errors);
        if (errors.hasErrors()) {
            return refused(pretrialForm(model), model);
        }
        var found = people.find(investigator, form.person());
        if (found.isEmpty()) {
            errors.rejectValue("person", "pretrial.not-yours");
            return refused(pretrialForm(model), model);
        }
        var caseId = new CaseId(Typed.id(form.caseId()).orElseThrow());
        var values = form.stated(PRETRIAL);
        return switch (deposits.deposit(investigator, caseId, found.get(), values)) {
            case Deposited.Taken _ -> {
                Signing.outcome(
                        "pretrial.taken",
                        "done",
                        "/pretrial",
                        values.keySet().stream().map(field -> names.field(field.code())).toList(),
                        model);
                yield "outcome";
            }
            case Deposited.UnknownFields _ -> {
                errors.rejectValue("values", "pretrial.values.needed");
                yield refused(pretrialForm(model), model);
            }
            case Deposited.NotYours() -> {
                errors.rejectValue("person", "pretrial.not-yours");
                yield refused(pretrialForm(model), model);
            }
        };
    }

    private static String refused(String page, Model model) {
        model.addAttribute("problem", true);
        return page;
    }

    private String pretrialForm(Model model) {
        model.addAttribute("choices", names.choices(PRETRIAL));
        return "pretrial";
    }

    @GetMapping("/refusals")
    String refusals(Actor official, Model model) {
        model.addAttribute("tasks", refusals.waiting(official));
        return "refusals";
    }

    @PostMapping("/refusals/{refusal}/open")
    @Reading
    String open(Actor official, @PathVariable UUID refusal, Model model) {
        model.addAttribute("refusal", refusal);
        model.addAttribute(
                "lines",
                refusals.open(official, new RefusalId(refusal))
                        .orElseThrow(() -> new Refused(ProblemCode.NOTHING_HERE)));
        return "refusal";
    }

    @PostMapping("/refusals/{refusal}/sign")
    String sign(Actor official, @PathVariable UUID refusal, Model model) {
        if (!refusals.sign(official, new RefusalId(refusal))) {
            throw new Refused(ProblemCode.NOTHING_HERE);
        }
        Signing.outcome("refusal.signed", "done", "/refusals", List.of(), model);
        return "outcome";
    }

    @GetMapping("/contact")
    String contact(Actor reader, Model model) {
        permissions.require(reader, "disclosure:contact");
        model.addAttribute("form", ContactForm.empty());
        return contactForm(model);
    }

    @PostMapping("/contact")
    @Reading
    String contact(
            Actor reader,
            @ModelAttribute("form") ContactForm form,
            BindingResult errors,
            Model model) {
        permissions.require(reader, "disclosure:contact");
        form.check(errors);
        var purpose = Typed.text(form.purpose());
        if (!errors.hasFieldErrors("purpose") && purposes.find(purpose).isEmpty()) {
            errors.rejectValue("purpose", "form.choose");
        }
        if (errors.hasErrors()) {
            return refused(contactForm(model), model);
        }
        var found = people.find(reader, form.person());
        if (found.isEmpty()) {
            return nobody(errors, model);
        }
        return switch (contacts.open(reader, found.get(), purpose, Names.language())) {
            case ContactAnswer.Open(var values) -> {
                model.addAttribute("values", values);
                yield contactForm(model);
            }
            case ContactAnswer.Closed closed -> {
                model.addAttribute("closed", closed);
                yield contactForm(model);
            }
            case ContactAnswer.NotYours() -> nobody(errors, model);
        };
    }

    private String nobody(BindingResult errors, Model model) {
        errors.rejectValue("person", "nothing.text");
        return refused(contactForm(model), model);
    }

    private String contactForm(Model model) {
        model.addAttribute(
                "purposes",
                purposes.all().stream()
                        .map(purpose -> new Choice(purpose.code(), names.of(purpose.titles())))
                        .toList());
        return "contact";
    }
}
