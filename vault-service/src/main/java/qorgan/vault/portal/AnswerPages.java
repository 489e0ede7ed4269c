package qorgan.vault.portal;

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
import qorgan.keys.Field;
import qorgan.vault.disclosure.Answer;
import qorgan.vault.disclosure.Answers;
import qorgan.vault.disclosure.Applications;
import qorgan.vault.disclosure.Filing;
import qorgan.vault.disclosure.Receipts;
import qorgan.vault.disclosure.Warned;
import qorgan.vault.disclosure.Warnings;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Reading;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.request.Progress;
import qorgan.vault.request.RequestId;
import qorgan.vault.request.Requests;

/// Own slips and their answers. Reading an answer is an act with an entry, so it is a form and
/// never a link; its language is the page's, and so is the receipt's.
@Controller
class AnswerPages {
    /// What somebody outside the case may apply for; the law decides about each.
    private static final List<String> APPLICABLE =
            List.of(
                    "P.case_number",
                    "P.legal_qualification",
                    "P.suspicion_summary",
                    "P.interrogation_protocol",
                    "P.investigative_acts",
                    "P.expert_reports",
                    "P.evidence_list");

    private final Requests requests;
    private final Answers answers;
    private final Applications applications;
    private final Warnings warnings;
    private final Receipts receipts;
    private final Permissions permissions;
    private final Names names;

    AnswerPages(
            Requests requests,
            Answers answers,
            Applications applications,
            Warnings warnings,
            Receipts receipts,
            Permissions permissions,
            Names names) {
        this.permissions = permissions;
        this.requests = requests;
        this.answers = answers;
        this.applications = applications;
        this.warnings = warnings;
        this.receipts = receipts;
        this.names = names;
    }

    @GetMapping("/requests")
    String mine(Actor reader, Model model) {
        model.addAttribute("slips", requests.mine(reader));
        return "requests";
    }

    @GetMapping("/requests/{request}")
    String one(
            Actor reader,
            @PathVariable UUID request,
            @RequestParam(required = false) @Nullable String warned,
            Model model) {
        var progress = requests.look(reader, new RequestId(request));
        var state =
                switch (progress) {
                    case Progress.AwaitingStanding _ -> "waiting";
                    case Progress.StandingProven _ -> "proven";
                    case Progress.StandingRefused _ -> "refused";
                    case Progress.NotYours() -> throw new Refused(ProblemCode.NOTHING_HERE);
                };
        model.addAttribute("progress", progress);
        model.addAttribute("state", state);
        model.addAttribute("request", request);
        model.addAttribute("warned", warned != null);
        model.addAttribute("reader", requests.isAsker(reader, new RequestId(request)));
        return "request";
    }

    @PostMapping("/requests/{request}/answer")
    @Reading
    String read(Actor reader, @PathVariable UUID request, Model model) {
        var id = new RequestId(request);
        model.addAttribute("request", request);
        switch (answers.read(reader, id, Names.language())) {
            case Answer.NotYours() -> throw new Refused(ProblemCode.NOTHING_HERE);
            case Answer.AwaitingStanding waiting -> model.addAttribute("waiting", waiting);
            case Answer.StandingRefused refused -> model.addAttribute("refused", refused);
            case Answer.Searching searching -> model.addAttribute("searching", searching);
            case Answer.Given given -> {
                model.addAttribute("given", given);
                model.addAttribute("json", Carried.of(given.receipt().json()));
                model.addAttribute("pdf", Carried.of(given.receipt().pdf()));
                model.addAttribute("warning", warnings.text(Names.language()));
            }
        }
        return "answer";
    }

    /// Saves the receipt of the answer that was just read; nothing is opened again.
    @PostMapping("/requests/{request}/receipt")
    @Reading
    ResponseEntity<byte[]> receipt(
            Actor reader,
            @PathVariable UUID request,
            @RequestParam UUID delivery,
            @RequestParam(defaultValue = "") String json,
            @RequestParam(defaultValue = "") String pdf) {
        permissions.require(reader, "disclosure:read");
        return pdf.isEmpty()
                ? Carried.file(
                        Carried.read("json", json),
                        "qorgan-" + delivery + ".json",
                        MediaType.APPLICATION_JSON)
                : Carried.file(
                        Carried.read("pdf", pdf),
                        "qorgan-" + delivery + ".pdf",
                        MediaType.APPLICATION_PDF);
    }

    /// The proofs that turn a saved receipt from "not yet proven" to "proven"; no value is in them.
    @GetMapping("/proofs/{delivery}")
    ResponseEntity<byte[]> proofs(Actor reader, @PathVariable UUID delivery) {
        return Carried.file(
                receipts.proofs(delivery),
                "qorgan-" + delivery + "-proofs.json",
                MediaType.APPLICATION_JSON);
    }

    @PostMapping("/requests/{request}/warning")
    String warn(Actor reader, @PathVariable UUID request) {
        if (warnings.sign(reader, new RequestId(request)) == Warned.NOT_YOURS) {
            throw new Refused(ProblemCode.NOTHING_HERE);
        }
        return "redirect:/requests/" + request + "?warned";
    }

    @GetMapping("/requests/{request}/apply")
    String application(Actor asker, @PathVariable UUID request, Model model) {
        permissions.require(asker, "disclosure:apply");
        model.addAttribute("form", ApplyForm.empty());
        return applicationForm(request, model);
    }

    @PostMapping("/requests/{request}/apply")
    String apply(
            Actor asker,
            @PathVariable UUID request,
            @ModelAttribute("form") ApplyForm form,
            BindingResult errors,
            Model model) {
        permissions.require(asker, "disclosure:apply");
        form.check(APPLICABLE, errors);
        if (errors.hasErrors()) {
            return applicationProblem(request, model);
        }
        var chosen = form.chosen(APPLICABLE);
        return switch (applications.file(
                asker, new RequestId(request), chosen, Typed.yes(form.agrees()))) {
            case Filing.Filed _ -> {
                model.addAttribute("request", request);
                model.addAttribute("fields", chosen.stream().map(Field::code).sorted().toList());
                yield "applied";
            }
            case Filing.AgreementNeeded() -> {
                errors.rejectValue("agrees", "apply.agreement.needed");
                yield applicationProblem(request, model);
            }
            case Filing.TooEarly() -> {
                errors.reject("apply.too-early");
                yield applicationProblem(request, model);
            }
            case Filing.UnknownFields _ -> {
                errors.rejectValue("fields", "apply.fields.needed");
                yield applicationProblem(request, model);
            }
            case Filing.NotYours() -> throw new Refused(ProblemCode.NOTHING_HERE);
        };
    }

    private String applicationProblem(UUID request, Model model) {
        model.addAttribute("problem", true);
        return applicationForm(request, model);
    }

    private String applicationForm(UUID request, Model model) {
        model.addAttribute("request", request);
        model.addAttribute("choices", names.choices(APPLICABLE));
        return "apply";
    }
}
