package qorgan.vault.portal;

import java.time.Clock;
import java.util.List;
import java.util.Set;
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
import qorgan.vault.identity.Permissions;
import qorgan.vault.register.Circumstance;
import qorgan.vault.register.CircumstanceId;
import qorgan.vault.register.Circumstances;
import qorgan.vault.subject.Stated;

/// What the law weighs beside the events of custody, at the desk of who writes it down: objections,
/// answers about asylum, judgments in force; and the list of all of it.
@Controller
@RequestMapping("/register/{subject}")
class CircumstancePages {
    private final Circumstances circumstances;
    private final Permissions permissions;
    private final Names names;
    private final Clock clock;

    CircumstancePages(
            Circumstances circumstances, Permissions permissions, Names names, Clock clock) {
        this.circumstances = circumstances;
        this.permissions = permissions;
        this.names = names;
        this.clock = clock;
    }

    /// One that is listed, and what it does now.
    record Listed(Circumstance circumstance, String state) {}

    @ModelAttribute
    void about(@PathVariable UUID subject, Model model) {
        model.addAttribute("subject", subject);
    }

    @GetMapping("/circumstances")
    String list(Actor officer, @PathVariable UUID subject, Model model) {
        model.addAttribute(
                "circumstances",
                circumstances.list(officer, new SubjectId(subject)).stream()
                        .map(each -> new Listed(each, state(each)))
                        .toList());
        var mayRecord =
                Set.of(Circumstance.Kind.values()).stream()
                        .filter(kind -> permissions.holds(officer, attempt(kind)))
                        .map(Circumstance.Kind::code)
                        .sorted()
                        .toList();
        model.addAttribute("mayRecord", mayRecord);
        return "circumstances";
    }

    private String state(Circumstance circumstance) {
        if (circumstance.endedAt() != null) {
            return "ended";
        }
        if (circumstance.kind() == Circumstance.Kind.OBJECTION && !circumstance.isWitnessed()) {
            return "unwitnessed";
        }
        return circumstance.standsAt(clock.instant()) ? "stands" : "over";
    }

    /// The coarse question before a form is shown; the room asks it again.
    private static String attempt(Circumstance.Kind kind) {
        return switch (kind) {
            case RESTRICTION -> "register:restrict";
            case OBJECTION -> "register:objection:record";
            case ASYLUM, CONVICTION -> "register:status";
        };
    }

    @PostMapping("/circumstances/{circumstance}/end")
    String end(
            Actor officer,
            @PathVariable UUID subject,
            @PathVariable UUID circumstance,
            Model model) {
        return new CircumstanceOutcome("circumstance.ended", back(subject), List.of())
                .of(circumstances.end(officer, new CircumstanceId(circumstance)), model);
    }

    @GetMapping("/objection")
    String objection(Actor officer, Model model) {
        permissions.require(officer, attempt(Circumstance.Kind.OBJECTION));
        model.addAttribute("form", ObjectionForm.empty());
        return "circumstance-objection";
    }

    @PostMapping("/objection")
    String object(
            Actor officer,
            @PathVariable UUID subject,
            @ModelAttribute("form") ObjectionForm form,
            BindingResult errors,
            Model model) {
        permissions.require(officer, attempt(Circumstance.Kind.OBJECTION));
        form.check(errors);
        if (errors.hasErrors()) {
            return refused("circumstance-objection", model);
        }
        return new CircumstanceOutcome("objection.taken", back(subject), List.of())
                .of(
                        circumstances.object(officer, new SubjectId(subject), form.toObjection()),
                        model);
    }

    @GetMapping("/asylum")
    String asylum(Actor officer, Model model) {
        permissions.require(officer, attempt(Circumstance.Kind.ASYLUM));
        model.addAttribute("form", AsylumForm.empty());
        return asylumForm(model);
    }

    @PostMapping("/asylum")
    String answered(
            Actor officer,
            @PathVariable UUID subject,
            @ModelAttribute("form") AsylumForm form,
            BindingResult errors,
            Model model) {
        permissions.require(officer, attempt(Circumstance.Kind.ASYLUM));
        form.check(errors);
        if (errors.hasErrors()) {
            return refused(asylumForm(model), model);
        }
        return new CircumstanceOutcome("asylum.taken", back(subject), List.of())
                .of(circumstances.asylum(officer, new SubjectId(subject), form.toAnswer()), model);
    }

    private String asylumForm(Model model) {
        model.addAttribute("answers", names.said("asylum.claims.", List.of("yes", "no")));
        return "circumstance-asylum";
    }

    @GetMapping("/judgment")
    String judgment(Actor officer, Model model) {
        permissions.require(officer, attempt(Circumstance.Kind.CONVICTION));
        model.addAttribute("form", JudgmentForm.empty());
        return "circumstance-judgment";
    }

    @PostMapping("/judgment")
    String convicted(
            Actor officer,
            @PathVariable UUID subject,
            @ModelAttribute("form") JudgmentForm form,
            BindingResult errors,
            Model model) {
        permissions.require(officer, attempt(Circumstance.Kind.CONVICTION));
        form.check(errors);
        if (errors.hasErrors()) {
            return refused("circumstance-judgment", model);
        }
        return new CircumstanceOutcome("judgment.taken", back(subject), List.of())
                .of(
                        circumstances.convicted(
                                officer,
                                new SubjectId(subject),
                                Typed.minute(form.since()).orElseThrow(),
                                Stated.of(Typed.text(form.judgment()))),
                        model);
    }

    private static String refused(String page, Model model) {
        model.addAttribute("problem", true);
        return page;
    }

    private static String back(UUID subject) {
        return "/register/" + subject + "/circumstances";
    }
}
