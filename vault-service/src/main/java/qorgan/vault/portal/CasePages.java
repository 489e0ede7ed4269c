package qorgan.vault.portal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.consent.Purposes;
import qorgan.vault.disclosure.ContactAnswer;
import qorgan.vault.disclosure.Contacts;
import qorgan.vault.disclosure.Deposited;
import qorgan.vault.disclosure.PretrialDeposits;
import qorgan.vault.disclosure.RefusalId;
import qorgan.vault.disclosure.Refusals;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.Permissions;
import qorgan.vault.subject.Match;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.SubjectQuery;
import qorgan.vault.subject.Subjects;

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
    private final Subjects subjects;
    private final Permissions permissions;
    private final Names names;

    CasePages(
            PretrialDeposits deposits,
            Refusals refusals,
            Contacts contacts,
            Purposes purposes,
            Subjects subjects,
            Permissions permissions,
            Names names) {
        this.deposits = deposits;
        this.refusals = refusals;
        this.contacts = contacts;
        this.purposes = purposes;
        this.subjects = subjects;
        this.permissions = permissions;
        this.names = names;
    }

    @GetMapping("/pretrial")
    String pretrial(Actor investigator, Model model) {
        permissions.require(investigator, "disclosure:deposit");
        return pretrialForm(model);
    }

    @PostMapping("/pretrial")
    String deposit(Actor investigator, @RequestParam Map<String, String> typed, Model model) {
        permissions.require(investigator, "disclosure:deposit");
        var caseId = id(typed.get("caseId"));
        var person = person(investigator, typed.get("person"));
        var values = new LinkedHashMap<Field, Stated<String>>();
        for (var code : PRETRIAL) {
            var value = Typed.text(typed.get(code));
            if (!value.isEmpty()) {
                values.put(new Field(code), Stated.of(value));
            }
        }
        if (caseId == null || person == null || values.isEmpty()) {
            return pretrialProblem("pretrial.needed", typed, model);
        }
        return switch (deposits.deposit(investigator, new CaseId(caseId), person, values)) {
            case Deposited.Taken _ -> {
                Signing.outcome(
                        "pretrial.taken",
                        "done",
                        "/pretrial",
                        values.keySet().stream().map(field -> names.field(field.code())).toList(),
                        model);
                yield "outcome";
            }
            case Deposited.UnknownFields _ -> pretrialProblem("pretrial.needed", typed, model);
            case Deposited.NotYours() -> pretrialProblem("pretrial.not-yours", typed, model);
        };
    }

    private String pretrialProblem(String key, Map<String, String> typed, Model model) {
        model.addAttribute("problem", true);
        model.addAttribute("problemKey", key);
        model.addAttribute("typed", typed);
        return pretrialForm(model);
    }

    private String pretrialForm(Model model) {
        if (!model.containsAttribute("typed")) {
            model.addAttribute("typed", Map.of());
        }
        model.addAttribute("choices", names.choices(PRETRIAL));
        return "pretrial";
    }

    @GetMapping("/refusals")
    String refusals(Actor official, Model model) {
        model.addAttribute("tasks", refusals.waiting(official));
        return "refusals";
    }

    @PostMapping("/refusals/{refusal}/open")
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
        return contactForm(model);
    }

    @PostMapping("/contact")
    String contact(
            Actor reader,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String purpose,
            Model model) {
        permissions.require(reader, "disclosure:contact");
        var found = person(reader, person);
        if (found == null) {
            return nobody(model);
        }
        switch (contacts.open(reader, found, purpose, Names.language())) {
            case ContactAnswer.Open(var values) -> model.addAttribute("values", values);
            case ContactAnswer.Closed closed -> model.addAttribute("closed", closed);
            case ContactAnswer.NotYours() -> {
                return nobody(model);
            }
        }
        return contactForm(model);
    }

    private String nobody(Model model) {
        model.addAttribute("problem", true);
        model.addAttribute("nobody", true);
        return contactForm(model);
    }

    private String contactForm(Model model) {
        model.addAttribute(
                "purposes",
                purposes.all().stream()
                        .map(purpose -> new Choice(purpose.code(), names.of(purpose.titles())))
                        .toList());
        return "contact";
    }

    /// A person by number or by their identifier here; none, several and somebody else's are one.
    private @Nullable SubjectId person(Actor official, @Nullable String typed) {
        var text = Typed.text(typed);
        var id = id(text);
        if (id != null) {
            return new SubjectId(id);
        }
        return subjects.find(official, SubjectQuery.byIin(text)) instanceof Match.One(var subject)
                ? subject
                : null;
    }

    private static @Nullable UUID id(@Nullable String typed) {
        try {
            return UUID.fromString(Typed.text(typed));
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
