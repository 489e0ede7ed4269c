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
import org.springframework.web.bind.annotation.RequestMapping;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.Permissions;
import qorgan.vault.subject.OwnAccounts;

/// The officer's side of the supervised terminal: the person signs in there, shows the number of
/// their account, and an officer who sees them links it to their record. What the person then reads
/// is theirs: no officer's page shows it.
@Controller
@RequestMapping("/register/{subject}/account")
class AccountPages {
    private final OwnAccounts accounts;
    private final Permissions permissions;

    AccountPages(OwnAccounts accounts, Permissions permissions) {
        this.accounts = accounts;
        this.permissions = permissions;
    }

    @ModelAttribute
    void about(Actor officer, @PathVariable UUID subject, Model model) {
        permissions.require(officer, "subject:account");
        model.addAttribute("subject", subject);
    }

    @GetMapping
    String form(Actor officer, Model model) {
        model.addAttribute("form", AccountForm.empty());
        return "register-account";
    }

    @PostMapping
    String link(
            Actor officer,
            @PathVariable UUID subject,
            @ModelAttribute("form") AccountForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (!errors.hasErrors()) {
            var account = new ActorId(Typed.id(form.account()).orElseThrow());
            if (accounts.link(officer, new SubjectId(subject), account)) {
                Signing.outcome("account.linked", "done", "/register/" + subject, List.of(), model);
                return "outcome";
            }
            errors.rejectValue("account", "account.not-linked");
        }
        model.addAttribute("problem", true);
        return "register-account";
    }
}
