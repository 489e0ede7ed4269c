package qorgan.vault.portal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
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
import qorgan.vault.request.EvidenceKind;
import qorgan.vault.request.Proof;
import qorgan.vault.request.Relation;
import qorgan.vault.request.RequestId;
import qorgan.vault.request.Standings;

/// The standing officer sees what is claimed and records which proofs were seen. Opening a claim is
/// a reading and therefore a POST: no link and no prefetch may cause an entry.
@Controller
class StandingPages {
    private final Standings standings;
    private final MessageSource messages;

    StandingPages(Standings standings, MessageSource messages) {
        this.standings = standings;
        this.messages = messages;
    }

    @GetMapping("/standing")
    String queue(Actor officer, Model model) {
        model.addAttribute("tasks", standings.awaiting(officer));
        return "standing";
    }

    @PostMapping("/standing/{request}/open")
    @Reading
    String open(Actor officer, @PathVariable UUID request, Locale locale, Model model) {
        model.addAttribute("form", EvidenceForm.empty());
        return claim(officer, request, locale, model);
    }

    private String claim(Actor officer, UUID request, Locale locale, Model model) {
        var enquiry =
                standings
                        .open(officer, new RequestId(request))
                        .orElseThrow(() -> new Refused(ProblemCode.NOTHING_HERE))
                        .enquiry();
        model.addAttribute("request", request);
        model.addAttribute("asker", enquiry.asker());
        model.addAttribute("relation", "relation." + enquiry.relation().code());
        model.addAttribute("proofs", proofs(enquiry.relation().proofs(), locale));
        if (enquiry.relation() == Relation.CONSULAR) {
            model.addAttribute("states", States.in(locale));
        }
        return "standing-claim";
    }

    @PostMapping("/standing/{request}/prove")
    String prove(
            Actor officer,
            @PathVariable UUID request,
            @ModelAttribute("form") EvidenceForm form,
            BindingResult errors,
            Locale locale,
            Model model) {
        form.check(errors);
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return claim(officer, request, locale, model);
        }
        return outcome(
                standings.prove(officer, new RequestId(request), form.toEvidence()), locale, model);
    }

    @PostMapping("/standing/{request}/refuse")
    String refuse(
            Actor officer,
            @PathVariable UUID request,
            @ModelAttribute("form") EvidenceForm form,
            BindingResult errors,
            Locale locale,
            Model model) {
        form.check(errors);
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return claim(officer, request, locale, model);
        }
        return outcome(
                standings.refuse(officer, new RequestId(request), form.toEvidence()),
                locale,
                model);
    }

    private String outcome(Proof proof, Locale locale, Model model) {
        switch (proof) {
            case Proof.Proven(var _, var at) -> say(model, "done", "standing.proven", at);
            case Proof.Refused(var _, var at) -> say(model, "done", "standing.refused", at);
            case Proof.AlreadyDecided(var at) -> say(model, "warn", "standing.decided", at);
            case Proof.TakenBySameOfficer() -> say(model, "problem", "standing.same-officer", null);
            case Proof.Insufficient(var missing) -> {
                say(model, "problem", "standing.insufficient", null);
                model.addAttribute("missing", proofs(missing, locale));
            }
            case Proof.NotYours(), Proof.StatementRefused() ->
                    throw new Refused(ProblemCode.NOTHING_HERE);
        }
        return "standing-outcome";
    }

    private static void say(Model model, String tone, String key, @Nullable Instant at) {
        if (tone.equals("problem")) {
            model.addAttribute("problem", true);
        }
        model.addAttribute("tone", tone);
        model.addAttribute("key", key);
        model.addAttribute("at", at);
    }

    /// Each set of which one kind is enough, as one list to tick.
    private List<List<Choice>> proofs(List<Set<EvidenceKind>> sets, Locale locale) {
        var lists = new ArrayList<List<Choice>>();
        for (var set : sets) {
            lists.add(
                    set.stream()
                            .sorted()
                            .map(
                                    kind ->
                                            new Choice(
                                                    kind.code(),
                                                    messages.getMessage(
                                                            "evidence." + kind.code(),
                                                            null,
                                                            locale)))
                            .toList());
        }
        return lists;
    }
}
