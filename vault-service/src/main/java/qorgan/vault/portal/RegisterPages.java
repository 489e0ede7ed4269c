package qorgan.vault.portal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import qorgan.keys.SubjectId;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Reading;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.register.Basis;
import qorgan.vault.register.Facilities;
import qorgan.vault.register.Fact;
import qorgan.vault.register.Recorded;
import qorgan.vault.register.Register;
import qorgan.vault.subject.Match;
import qorgan.vault.subject.SubjectQuery;
import qorgan.vault.subject.Subjects;

/// The custody register at an officer's desk. It takes every fact that happened; what breaks a rule
/// is shown with that rule, after it was taken.
@Controller
class RegisterPages {
    private final Register register;
    private final Facilities facilities;
    private final Subjects subjects;
    private final Permissions permissions;
    private final MessageSource messages;

    RegisterPages(
            Register register,
            Facilities facilities,
            Subjects subjects,
            Permissions permissions,
            MessageSource messages) {
        this.permissions = permissions;
        this.register = register;
        this.facilities = facilities;
        this.subjects = subjects;
        this.messages = messages;
    }

    /// Nobody else comes as far as a form; which fact whom may record is the room's to say.
    @ModelAttribute
    void mayAttempt(Actor officer) {
        permissions.require(officer, "subject:find");
    }

    @GetMapping("/register")
    String find(Actor officer, Model model) {
        model.addAttribute("form", FindForm.empty());
        return "register-find";
    }

    /// By number only, and only one answer for none and several: a desk is no place to list people.
    @PostMapping("/register/find")
    @Reading
    String find(
            Actor officer,
            @ModelAttribute("form") FindForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (errors.hasErrors()) {
            return refused("register-find", model);
        }
        return switch (subjects.find(officer, SubjectQuery.byIin(Typed.text(form.iin())))) {
            case Match.One(var subject) -> "redirect:/register/" + subject.value();
            case Match.Several(), Match.None() -> {
                errors.rejectValue("iin", "register.not-found.text");
                yield refused("register-find", model);
            }
        };
    }

    @GetMapping("/register/{subject}")
    String person(Actor officer, @PathVariable UUID subject, Model model) {
        model.addAttribute("subject", subject);
        model.addAttribute("events", CustodyEvent.values());
        model.addAttribute("mayLink", permissions.holds(officer, "subject:account"));
        return "register-person";
    }

    @GetMapping("/register/arrest")
    String arrest(Actor officer, Model model) {
        model.addAttribute("form", ArrestForm.empty());
        return "register-arrest";
    }

    @PostMapping("/register/arrest")
    String arrest(
            Actor officer,
            @ModelAttribute("form") ArrestForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (errors.hasErrors()) {
            return refused("register-arrest", model);
        }
        model.addAttribute("what", "event.arrest");
        return outcome(register.arrest(officer, form.toFact()), errors, "register-arrest", model);
    }

    @GetMapping("/register/{subject}/{event}")
    String event(
            Actor officer,
            @PathVariable UUID subject,
            @PathVariable CustodyEvent event,
            Locale locale,
            Model model) {
        model.addAttribute("form", CustodyForm.empty());
        return eventForm(subject, event, locale, model);
    }

    @PostMapping("/register/{subject}/{event}")
    String event(
            Actor officer,
            @PathVariable UUID subject,
            @PathVariable CustodyEvent event,
            @ModelAttribute("form") CustodyForm form,
            BindingResult errors,
            Locale locale,
            Model model) {
        form.check(event, errors);
        var page = eventForm(subject, event, locale, model);
        if (errors.hasErrors()) {
            return refused(page, model);
        }
        return outcome(
                record(officer, form.toFact(event, new SubjectId(subject))), errors, page, model);
    }

    private Recorded record(Actor officer, Fact fact) {
        return switch (fact) {
            case Fact.Arrest arrest -> register.arrest(officer, arrest);
            case Fact.Placement placement -> register.place(officer, placement);
            case Fact.Transfer transfer -> register.transfer(officer, transfer);
            case Fact.Injury injury -> register.injury(officer, injury);
            case Fact.Health health -> register.health(officer, health);
            case Fact.Release release -> register.release(officer, release);
            case Fact.Death death -> register.death(officer, death);
        };
    }

    private String outcome(Recorded recorded, BindingResult errors, String page, Model model) {
        switch (recorded) {
            case Recorded.Taken taken -> model.addAttribute("taken", taken);
            case Recorded.AlreadyRegistered already -> model.addAttribute("already", already);
            case Recorded.Refused(var field, var fault) -> {
                var known = errors.getFieldType(field) != null;
                errors.rejectValue(
                        known ? field : "at", "fault." + fault.name().toLowerCase(Locale.ROOT));
                return refused(page, model);
            }
            case Recorded.NothingHere() -> {
                throw new Refused(ProblemCode.NOTHING_HERE);
            }
        }
        return "register-outcome";
    }

    private static String refused(String page, Model model) {
        model.addAttribute("problem", true);
        return page;
    }

    private String eventForm(UUID subject, CustodyEvent event, Locale locale, Model model) {
        model.addAttribute("subject", subject);
        model.addAttribute("event", event);
        model.addAttribute("what", "event." + event.code());
        model.addAttribute("facilities", places(locale));
        model.addAttribute(
                "bases",
                Arrays.stream(Basis.values())
                        .map(
                                basis ->
                                        new Choice(
                                                basis.code(),
                                                messages.getMessage(
                                                        "basis." + basis.code(), null, locale)))
                        .toList());
        return "register-event";
    }

    private List<Choice> places(Locale locale) {
        return facilities.all().stream()
                .map(
                        facility ->
                                new Choice(
                                        facility.id().value().toString(),
                                        facility.names()
                                                .byLanguage()
                                                .getOrDefault(
                                                        locale.getLanguage(), facility.code())))
                .toList();
    }
}
