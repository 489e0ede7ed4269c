package qorgan.vault.portal;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Reading;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.request.EvidenceKind;
import qorgan.vault.request.Proof;
import qorgan.vault.request.RequestId;
import qorgan.vault.request.Standings;

/// Standing by a registry's signed statement instead of a visit to the desk: whoever asked, or the
/// clerk who took the request, saves the statement, has the registry's official sign it, and hands
/// the signature in.
@Controller
@RequestMapping("/requests/{request}/registry")
class RegistryPages {
    private final Standings standings;
    private final Permissions permissions;
    private final Names names;

    RegistryPages(Standings standings, Permissions permissions, Names names) {
        this.standings = standings;
        this.permissions = permissions;
        this.names = names;
    }

    @ModelAttribute
    void about(Actor bearer, @PathVariable UUID request, Locale locale, Model model) {
        permissions.require(bearer, "request:prove:evidence");
        model.addAttribute("request", request);
        model.addAttribute(
                "kinds",
                names.said(
                        "evidence.",
                        Arrays.stream(EvidenceKind.values()).map(EvidenceKind::code).toList()));
        model.addAttribute("states", States.in(locale));
    }

    @GetMapping
    String form(Actor bearer, Model model) {
        model.addAttribute("form", RegistryForm.empty());
        return "registry";
    }

    @PostMapping
    @Reading
    String statement(
            Actor bearer,
            @PathVariable UUID request,
            @ModelAttribute("form") RegistryForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (!errors.hasErrors()) {
            var text =
                    standings.registryStatement(
                            bearer, new RequestId(request), form.toRegistrar(), form.toEvidence());
            if (text.isPresent()) {
                model.addAttribute("form", SignatureForm.empty(null));
                return toSign(text.get(), errors, model);
            }
            errors.rejectValue("registrar", "registry.nobody");
        }
        model.addAttribute("problem", true);
        return "registry";
    }

    @PostMapping("/draft")
    @Reading
    ResponseEntity<byte[]> draft(
            Actor bearer, @PathVariable UUID request, @RequestParam String statement) {
        return Carried.file(
                Carried.read("statement", statement),
                "standing-" + request + ".json",
                MediaType.APPLICATION_JSON);
    }

    @PostMapping("/signature")
    String prove(
            Actor bearer,
            @PathVariable UUID request,
            @ModelAttribute("form") SignatureForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model)
            throws IOException {
        var text = form.text();
        SignatureForm.check(file, errors);
        if (file == null || errors.hasErrors()) {
            return toSign(text, errors, model);
        }
        return switch (standings.prove(bearer, new RequestId(request), text, file.getBytes())) {
            case Proof.Proven _ -> say("registry.proven", "done", request, model);
            case Proof.AlreadyDecided _ -> say("standing.decided", "warn", request, model);
            case Proof.TakenBySameOfficer() -> say("registry.took-it", "problem", request, model);
            case Proof.Insufficient _ -> say("standing.insufficient", "problem", request, model);
            case Proof.StatementRefused() -> {
                errors.rejectValue("signature", "registry.refused");
                yield toSign(text, errors, model);
            }
            case Proof.NotYours() -> throw new Refused(ProblemCode.NOTHING_HERE);
            case Proof.Refused _ -> throw new IllegalStateException("a registry refused");
        };
    }

    private static String toSign(byte[] text, BindingResult errors, Model model) {
        Signing.show(text, errors, model);
        return "registry-sign";
    }

    private static String say(String key, String tone, UUID request, Model model) {
        Signing.outcome(key, tone, "/requests/" + request, List.of(), model);
        return "outcome";
    }
}
