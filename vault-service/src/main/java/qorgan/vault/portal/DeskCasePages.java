package qorgan.vault.portal;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
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
import qorgan.vault.audit.Cases;
import qorgan.vault.disclosure.CourtCases;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Reading;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assurance;
import qorgan.vault.identity.Permissions;

/// The cases of the desk: what a person complained about, what was unusual, where rules disagree.
@Controller
class DeskCasePages {
    private final Cases cases;
    private final CourtCases court;
    private final Permissions permissions;
    private final Names names;
    private final Clock clock;

    DeskCasePages(
            Cases cases, CourtCases court, Permissions permissions, Names names, Clock clock) {
        this.permissions = permissions;
        this.cases = cases;
        this.court = court;
        this.names = names;
        this.clock = clock;
    }

    /// A case as it is listed.
    record Line(Cases.CaseLine line, String state) {}

    /// Nobody else comes as far as a form.
    @ModelAttribute
    void mayAttempt(Actor dpo) {
        permissions.require(dpo, "audit:case");
    }

    @GetMapping("/audit/cases")
    String list(Actor dpo, Model model) {
        var now = clock.instant();
        model.addAttribute(
                "cases",
                cases.list(dpo).stream().map(line -> new Line(line, state(line, now))).toList());
        return "audit-cases";
    }

    private static String state(Cases.CaseLine line, Instant now) {
        return line.closed() ? "closed" : line.isOverdue(now) ? "overdue" : "open";
    }

    /// Reading a case opens its words, under an entry of its own.
    @PostMapping("/audit/cases/{caseId}/read")
    @Reading
    String read(Actor dpo, @PathVariable UUID caseId, Model model) {
        model.addAttribute("form", CaseStepForm.empty());
        return page(dpo, caseId, model);
    }

    /// A note, or what was found.
    @PostMapping("/audit/cases/{caseId}/steps")
    String step(
            Actor dpo,
            @PathVariable UUID caseId,
            @ModelAttribute("form") CaseStepForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return page(dpo, caseId, model);
        }
        var finding = form.chosenFinding();
        return stepped(
                finding == null
                        ? cases.note(dpo, caseId, Typed.text(form.words()))
                        : cases.finding(dpo, caseId, finding, Typed.text(form.words())),
                model);
    }

    @PostMapping("/audit/cases/{caseId}/close")
    String close(Actor dpo, @PathVariable UUID caseId, Model model) {
        return stepped(cases.close(dpo, caseId), model);
    }

    /// The case for a court, as a signed package.
    @PostMapping("/audit/cases/{caseId}/export")
    @Reading
    ResponseEntity<byte[]> export(Actor dpo, @PathVariable UUID caseId) {
        return switch (court.export(dpo, caseId)) {
            case CourtCases.Exported.Packed(var zip) ->
                    Carried.file(
                            zip,
                            "case-" + caseId + ".zip",
                            MediaType.parseMediaType("application/zip"));
            case CourtCases.Exported.NotYetProven() -> throw new Refused(ProblemCode.PROOF_LAGS);
            case CourtCases.Exported.NothingHere() -> throw nothing();
        };
    }

    /// The resolution of a conflict as it will be signed.
    @PostMapping("/audit/cases/{caseId}/resolution")
    @Reading
    String resolution(
            Actor dpo,
            @PathVariable UUID caseId,
            @ModelAttribute("form") ResolutionForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        var stands = form.chosen();
        if (errors.hasErrors() || stands == null) {
            model.addAttribute("problem", true);
            model.addAttribute("resolving", true);
            return page(dpo, caseId, model);
        }
        var text =
                cases.resolution(dpo, caseId, stands, Typed.text(form.words()))
                        .orElseThrow(DeskCasePages::nothing);
        model.addAttribute("form", SignatureForm.empty(null));
        return toSign(caseId, text, errors, model);
    }

    @PostMapping("/audit/cases/{caseId}/resolution/draft")
    @Reading
    ResponseEntity<byte[]> draft(
            Actor dpo, @PathVariable UUID caseId, @RequestParam String statement) {
        return Carried.file(
                Carried.read("statement", statement),
                "resolution-" + caseId + ".json",
                MediaType.APPLICATION_JSON);
    }

    /// Signing needs the second factor, freshly.
    @PostMapping("/audit/cases/{caseId}/resolution/signature")
    String submit(
            Actor dpo,
            @PathVariable UUID caseId,
            @ModelAttribute("form") SignatureForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model)
            throws IOException {
        SignatureForm.check(file, errors);
        if (!errors.hasErrors() && dpo.assurance() != Assurance.GOLD) {
            errors.reject("grant.gold.needed");
            model.addAttribute("stepUp", true);
        }
        if (file == null || errors.hasErrors()) {
            return toSign(caseId, form.text(), errors, model);
        }
        var stepped = cases.resolve(dpo, caseId, form.text(), file.getBytes());
        if (stepped == Cases.Stepped.NOT_SIGNED) {
            errors.rejectValue("signature", "case.stepped.not_signed");
            return toSign(caseId, form.text(), errors, model);
        }
        return stepped(stepped, model);
    }

    private static String toSign(UUID caseId, byte[] text, BindingResult errors, Model model) {
        model.addAttribute("caseId", caseId);
        Signing.show(text, errors, model);
        return "audit-case-sign";
    }

    private String page(Actor dpo, UUID caseId, Model model) {
        var file = cases.read(dpo, caseId).orElseThrow(DeskCasePages::nothing);
        model.addAttribute("file", file);
        model.addAttribute("state", state(file.line(), clock.instant()));
        model.addAttribute(
                "findings",
                names.said(
                        "finding.",
                        Arrays.stream(Cases.Finding.values()).map(Enum::name).toList()));
        model.addAttribute(
                "sides",
                names.said(
                        "stands.", Arrays.stream(Cases.Stands.values()).map(Enum::name).toList()));
        return "audit-case";
    }

    private static String stepped(Cases.Stepped stepped, Model model) {
        if (stepped == Cases.Stepped.NOTHING_HERE) {
            throw nothing();
        }
        Signing.outcome(
                "case.stepped." + stepped.name().toLowerCase(java.util.Locale.ROOT),
                stepped == Cases.Stepped.DONE ? "done" : "problem",
                "/audit/cases",
                List.of(),
                model);
        return "outcome";
    }

    private static Refused nothing() {
        return new Refused(ProblemCode.NOTHING_HERE);
    }
}
