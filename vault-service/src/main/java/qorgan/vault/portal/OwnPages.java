package qorgan.vault.portal;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import qorgan.keys.Field;
import qorgan.vault.consent.ConsentFact;
import qorgan.vault.consent.ConsentId;
import qorgan.vault.consent.ConsentItem;
import qorgan.vault.consent.Consents;
import qorgan.vault.consent.Ended;
import qorgan.vault.consent.Given;
import qorgan.vault.consent.Purpose;
import qorgan.vault.consent.Purposes;
import qorgan.vault.disclosure.OwnFile;
import qorgan.vault.disclosure.OwnFileView;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Reading;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.subject.OwnAccounts;

/// The person's own data: what is kept, who looked, what they allowed. Who asked for them is not
/// here.
@Controller
class OwnPages {
    private final OwnFile ownFile;
    private final OwnAccounts accounts;
    private final Consents consents;
    private final Purposes purposes;
    private final Permissions permissions;
    private final Names names;
    private final Clock clock;

    OwnPages(
            OwnFile ownFile,
            OwnAccounts accounts,
            Consents consents,
            Purposes purposes,
            Permissions permissions,
            Names names,
            Clock clock) {
        this.permissions = permissions;
        this.ownFile = ownFile;
        this.accounts = accounts;
        this.consents = consents;
        this.purposes = purposes;
        this.names = names;
        this.clock = clock;
    }

    /// One of the own consents, with the name of its purpose.
    record Allowed(ConsentFact fact, String purpose, String state) {}

    @GetMapping("/own/file")
    String file(Actor person) {
        permissions.require(person, "disclosure:own-file");
        return "own-file";
    }

    /// Reading is an act that the person sees in their own list, too.
    @PostMapping("/own/file/read")
    @Reading
    String read(Actor person, Model model) {
        switch (ownFile.read(person, Names.language())) {
            case OwnFileView.Open open -> model.addAttribute("file", open);
            case OwnFileView.NotYours() -> model.addAttribute("unlinked", person.id());
        }
        return "own-file";
    }

    @GetMapping("/own/consents")
    String consents(Actor person, Model model) {
        var now = clock.instant();
        model.addAttribute(
                "consents",
                consents.own(person).stream()
                        .map(
                                fact ->
                                        new Allowed(
                                                fact,
                                                purposes.find(fact.purpose())
                                                        .map(found -> names.of(found.titles()))
                                                        .orElse(fact.purpose()),
                                                fact.withdrawnAt() != null
                                                        ? "withdrawn"
                                                        : now.isBefore(fact.to())
                                                                ? "in-force"
                                                                : "expired"))
                        .toList());
        model.addAttribute(
                "purposes",
                purposes.all().stream()
                        .filter(Purpose::restsOnConsent)
                        .map(purpose -> new Choice(purpose.code(), names.of(purpose.titles())))
                        .toList());
        model.addAttribute("linked", accounts.personOf(person).isPresent());
        return "consents";
    }

    @GetMapping("/own/consents/{purpose}")
    String form(Actor person, @PathVariable String purpose, Model model) {
        permissions.require(person, "consent:give");
        var found = purpose(purpose);
        model.addAttribute(
                "form",
                ConsentForm.empty(found.fields().stream().map(Field::code).sorted().toList()));
        return consentForm(found, model);
    }

    @PostMapping("/own/consents/{purpose}")
    String give(
            Actor person,
            @PathVariable String purpose,
            @ModelAttribute("form") ConsentForm form,
            BindingResult errors,
            Model model) {
        permissions.require(person, "consent:give");
        var found = purpose(purpose);
        form.check(found.fields().stream().map(Field::code).toList(), found.recipients(), errors);
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return consentForm(found, model);
        }
        var self =
                accounts.personOf(person).orElseThrow(() -> new Refused(ProblemCode.NOTHING_HERE));
        return switch (consents.give(person, form.toConsent(self, found.code(), clock.instant()))) {
            case Given.Taken(var consent, _, _) -> {
                Signing.outcome(
                        "consent.taken",
                        "done",
                        "/own/consents",
                        List.of(consent.toString()),
                        model);
                yield "outcome";
            }
            case Given.Invalid(var missing, var rules) -> {
                model.addAttribute("problem", true);
                for (var item : missing.stream().sorted().toList()) {
                    errors.rejectValue("items[" + item.code() + "]", "consent.item.needed");
                }
                if (missing.isEmpty()) {
                    errors.reject("consent.invalid");
                }
                model.addAttribute("rules", rules.stream().sorted().toList());
                yield consentForm(found, model);
            }
            case Given.NothingHere() -> throw new Refused(ProblemCode.NOTHING_HERE);
        };
    }

    @PostMapping("/own/consents/{consent}/withdraw")
    String withdraw(Actor person, @PathVariable UUID consent, Model model) {
        switch (consents.withdraw(person, new ConsentId(consent))) {
            case Ended.NotYours() -> throw new Refused(ProblemCode.NOTHING_HERE);
            case Ended.Withdrawn _ ->
                    Signing.outcome("consent.withdrawn", "done", "/own/consents", List.of(), model);
            case Ended.Barred(_, _, var article, var until) ->
                    Signing.outcome(
                            "consent.barred",
                            "note",
                            "/own/consents",
                            List.of(article, until.toString().substring(0, 10)),
                            model);
        }
        return "outcome";
    }

    private Purpose purpose(String code) {
        return purposes.find(code)
                .filter(Purpose::restsOnConsent)
                .orElseThrow(() -> new Refused(ProblemCode.NOTHING_HERE));
    }

    private String consentForm(Purpose purpose, Model model) {
        model.addAttribute("purpose", purpose.code());
        model.addAttribute("title", names.of(purpose.titles()));
        model.addAttribute(
                "recipients",
                purpose.recipients().stream()
                        .sorted()
                        .map(code -> new Choice(code, names.recipient(code)))
                        .toList());
        model.addAttribute(
                "choices", names.choices(purpose.fields().stream().map(Field::code).toList()));
        model.addAttribute(
                "seven", Arrays.stream(ConsentItem.values()).map(ConsentItem::code).toList());
        return "consent";
    }
}
