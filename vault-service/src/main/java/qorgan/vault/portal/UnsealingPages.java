package qorgan.vault.portal;

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
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Reading;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assurance;
import qorgan.vault.subject.EnvelopeId;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.Unsealing;
import qorgan.vault.subject.UnsealingDesk;
import qorgan.vault.subject.Unsealings;

/// A protected envelope is opened by two people of two offices, a data-protection officer and a
/// procurator: one asks, the other agrees, both may then read for a day at most.
@Controller
class UnsealingPages {
    private final Unsealings unsealings;
    private final UnsealingDesk desk;
    private final Names names;

    UnsealingPages(Unsealings unsealings, UnsealingDesk desk, Names names) {
        this.unsealings = unsealings;
        this.desk = desk;
        this.names = names;
    }

    /// A line of what an envelope holds.
    record Value(String name, String text) {}

    @GetMapping("/unsealings")
    String list(Actor actor, Model model) {
        model.addAttribute("form", UnsealingForm.empty());
        return page(actor, model);
    }

    @PostMapping("/unsealings")
    String propose(
            Actor actor,
            @ModelAttribute("form") UnsealingForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (actor.assurance() != Assurance.GOLD) {
            errors.reject("unsealing.second-factor");
        }
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return page(actor, model);
        }
        return outcome(
                unsealings.propose(
                        actor,
                        new EnvelopeId(Typed.id(form.envelope()).orElseThrow()),
                        Unsealings.Ground.of(Typed.text(form.unsealingGround())).orElseThrow(),
                        Stated.of(Typed.text(form.words()))),
                model);
    }

    @GetMapping("/unsealings/{unsealing}")
    String one(Actor actor, @PathVariable UUID unsealing, Model model) {
        model.addAttribute("form", WordsForm.empty());
        return confirmation(actor, unsealing, model);
    }

    @PostMapping("/unsealings/{unsealing}/confirm")
    String confirm(
            Actor actor,
            @PathVariable UUID unsealing,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (actor.assurance() != Assurance.GOLD) {
            errors.reject("unsealing.second-factor");
        }
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return confirmation(actor, unsealing, model);
        }
        return outcome(
                unsealings.confirm(actor, unsealing, Stated.of(Typed.text(form.words()))), model);
    }

    /// Reading is an entry of its own, each time.
    @PostMapping("/unsealings/{unsealing}/read")
    @Reading
    String read(Actor actor, @PathVariable UUID unsealing, Model model) {
        return switch (unsealings.read(actor, unsealing)) {
            case Unsealing.Read(var values) -> {
                model.addAttribute(
                        "values",
                        values.entrySet().stream()
                                .map(
                                        value ->
                                                new Value(
                                                        names.field(value.getKey().code()),
                                                        value.getValue()))
                                .sorted(java.util.Comparator.comparing(Value::name))
                                .toList());
                yield "unsealing-read";
            }
            case Unsealing.NothingHere() -> say("unsealing.not-now", "problem", model);
            case Unsealing.Proposed _,
                    Unsealing.Opened _,
                    Unsealing.NeedsAnotherPerson(),
                    Unsealing.NeedsAnotherOffice(),
                    Unsealing.NeedsSecondFactor() ->
                    throw new IllegalStateException("a reading decided something");
        };
    }

    private String page(Actor actor, Model model) {
        model.addAttribute("tasks", desk.tasks(actor));
        model.addAttribute("isGold", actor.assurance() == Assurance.GOLD);
        model.addAttribute(
                "grounds",
                names.said(
                        "unsealing.ground.",
                        Arrays.stream(Unsealings.Ground.values())
                                .map(Unsealings.Ground::code)
                                .toList()));
        return "unsealings";
    }

    private String confirmation(Actor actor, UUID unsealing, Model model) {
        model.addAttribute(
                "task",
                desk.tasks(actor).stream()
                        .filter(task -> task.unsealing().equals(unsealing))
                        .filter(task -> task.state() == UnsealingDesk.State.TO_CONFIRM)
                        .findFirst()
                        .orElseThrow(() -> new Refused(ProblemCode.NOTHING_HERE)));
        model.addAttribute("isGold", actor.assurance() == Assurance.GOLD);
        return "unsealing";
    }

    private static String outcome(Unsealing unsealing, Model model) {
        return switch (unsealing) {
            case Unsealing.Proposed _ -> say("unsealing.proposed", "done", model);
            case Unsealing.Opened _ -> say("unsealing.opened", "done", model);
            case Unsealing.NeedsAnotherPerson() -> say("unsealing.same-side", "problem", model);
            case Unsealing.NeedsAnotherOffice() -> say("unsealing.same-office", "problem", model);
            case Unsealing.NeedsSecondFactor() -> say("unsealing.second-factor", "problem", model);
            case Unsealing.Read _ -> throw new IllegalStateException("a decision read something");
            case Unsealing.NothingHere() -> throw new Refused(ProblemCode.NOTHING_HERE);
        };
    }

    private static String say(String key, String tone, Model model) {
        Signing.outcome(key, tone, "/unsealings", List.of(), model);
        return "outcome";
    }
}
