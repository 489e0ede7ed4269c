package qorgan.vault.portal;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import qorgan.keys.Field;
import qorgan.vault.disclosure.ApplicationId;
import qorgan.vault.disclosure.Applications;
import qorgan.vault.disclosure.GrantId;
import qorgan.vault.disclosure.GrantRefusal;
import qorgan.vault.disclosure.Granting;
import qorgan.vault.disclosure.Grants;
import qorgan.vault.disclosure.OpenedApplication;
import qorgan.vault.disclosure.Statement;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Reading;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assurance;
import qorgan.vault.identity.Permissions;

/// Limited disclosures: open an application, choose fields and window, sign the statement on one's
/// own machine, hand the signature in, revoke. Each of the two officials for themselves.
@Controller
class GrantPages {
    private final Applications applications;
    private final Grants grants;
    private final Permissions permissions;
    private final Names names;

    GrantPages(Applications applications, Grants grants, Permissions permissions, Names names) {
        this.permissions = permissions;
        this.applications = applications;
        this.grants = grants;
        this.names = names;
    }

    /// Nobody else comes as far as a form.
    @ModelAttribute
    void mayAttempt(Actor official) {
        permissions.require(official, "disclosure:queue");
    }

    @GetMapping("/grants")
    String list(Actor official, Model model) {
        model.addAttribute("tasks", applications.awaiting(official));
        model.addAttribute("mine", grants.mine(official));
        model.addAttribute("isGold", official.assurance() == Assurance.GOLD);
        return "grants";
    }

    @GetMapping("/grants/{application}")
    String waiting(Actor official, @PathVariable UUID application, Model model) {
        model.addAttribute("applicationId", application);
        model.addAttribute("isGold", official.assurance() == Assurance.GOLD);
        return "grant-open";
    }

    @PostMapping("/grants/{application}/open")
    @Reading
    String open(Actor official, @PathVariable UUID application, Model model) {
        var opened = opened(official, application);
        model.addAttribute("form", GrantForm.of(opened.fields()));
        return terms(opened, model);
    }

    @PostMapping("/grants/{application}/statement")
    @Reading
    String statement(
            Actor official,
            @PathVariable UUID application,
            @ModelAttribute("form") GrantForm form,
            BindingResult errors,
            Model model) {
        var opened = opened(official, application);
        form.check(opened.fields(), errors);
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return terms(opened, model);
        }
        return switch (grants.statement(
                official, new ApplicationId(application), form.toTerms(opened.fields()))) {
            case Statement.ToSign(var _, var text) -> {
                model.addAttribute("form", SignatureForm.empty(null));
                yield toSign(application, text, errors, model);
            }
            case Statement.Refused(var why) -> {
                if (why == GrantRefusal.NOT_YOURS) {
                    throw new Refused(ProblemCode.NOTHING_HERE);
                }
                model.addAttribute("problem", true);
                errors.reject("grant.refused." + why.code());
                yield terms(opened, model);
            }
        };
    }

    @PostMapping("/grants/{application}/draft")
    @Reading
    ResponseEntity<byte[]> draft(
            Actor official, @PathVariable UUID application, @RequestParam String statement) {
        return Carried.file(
                Carried.read("statement", statement),
                "grant-" + application + ".json",
                MediaType.APPLICATION_JSON);
    }

    /// Signing for disclosure needs the second factor, freshly.
    @PostMapping("/grants/{application}/signature")
    String submit(
            Actor official,
            @PathVariable UUID application,
            @ModelAttribute("form") SignatureForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model)
            throws IOException {
        var text = form.text();
        SignatureForm.check(file, errors);
        if (file == null || errors.hasErrors()) {
            return toSign(application, text, errors, model);
        }
        if (official.assurance() != Assurance.GOLD) {
            errors.reject("grant.gold.needed");
            model.addAttribute("stepUp", true);
            return toSign(application, text, errors, model);
        }
        return switch (grants.submit(official, text, file.getBytes())) {
            case Granting.Granted _ -> outcome("grant.taken", "done", model);
            case Granting.Revoked _ -> throw new IllegalStateException("a submission revoked");
            case Granting.Refused(var why) -> {
                if (why == GrantRefusal.NOT_YOURS) {
                    throw new Refused(ProblemCode.NOTHING_HERE);
                }
                errors.rejectValue("signature", "grant.refused." + why.code());
                yield toSign(application, text, errors, model);
            }
        };
    }

    @PostMapping("/grants/{grant}/revoke")
    String revoke(Actor official, @PathVariable UUID grant, Model model) {
        return switch (grants.revoke(official, new GrantId(grant))) {
            case Granting.Revoked _ -> outcome("grant.revoked", "done", model);
            case Granting.Granted _ -> throw new IllegalStateException("a revocation granted");
            case Granting.Refused(var why) -> {
                if (why == GrantRefusal.NOT_YOURS) {
                    throw new Refused(ProblemCode.NOTHING_HERE);
                }
                yield outcome("grant.refused." + why.code(), "problem", model);
            }
        };
    }

    private OpenedApplication opened(Actor official, UUID application) {
        return applications
                .open(official, new ApplicationId(application))
                .orElseThrow(() -> new Refused(ProblemCode.NOTHING_HERE));
    }

    private String terms(OpenedApplication opened, Model model) {
        model.addAttribute("applicationId", opened.application().value());
        model.addAttribute("opened", opened);
        model.addAttribute(
                "choices", names.choices(opened.fields().stream().map(Field::code).toList()));
        return "grant";
    }

    private static String toSign(UUID application, byte[] text, BindingResult errors, Model model) {
        model.addAttribute("applicationId", application);
        Signing.show(text, errors, model);
        return "grant-sign";
    }

    private static String outcome(String key, String tone, Model model) {
        Signing.outcome(key, tone, "/grants", List.of(), model);
        return "outcome";
    }
}
