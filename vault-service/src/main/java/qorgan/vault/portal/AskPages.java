package qorgan.vault.portal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import qorgan.vault.disclosure.Words;
import qorgan.vault.edge.Reading;
import qorgan.vault.identity.Actor;
import qorgan.vault.request.Contact;
import qorgan.vault.request.Language;
import qorgan.vault.request.Progress;
import qorgan.vault.request.Relation;
import qorgan.vault.request.Requests;

/// A relative, counsel or consul asks, or a clerk or hotline officer for them; and the slip, now
/// and later. Nothing here looks anybody up.
@Controller
class AskPages {
    /// What a relative most often wants, ticked beforehand; each is owed under ICPPED article
    /// 18(1).
    private static final List<String> USUAL =
            List.of(
                    "W.custody_status",
                    "W.whereabouts",
                    "W.supervising_authority",
                    "W.deprivation_datetime",
                    "W.admission_datetime",
                    "W.health_state");

    private static final List<String> ASKABLE =
            List.of(
                    "W.custody_status",
                    "W.whereabouts",
                    "W.supervising_authority",
                    "W.ordering_authority",
                    "W.deprivation_datetime",
                    "W.deprivation_place",
                    "W.admission_datetime",
                    "W.admission_place",
                    "W.transfer_destination",
                    "W.transfer_authority",
                    "W.release_datetime",
                    "W.release_place",
                    "W.health_state",
                    "W.death_circumstances",
                    "W.death_cause",
                    "W.remains_destination");

    private final Requests requests;
    private final Words words;
    private final MessageSource messages;

    AskPages(Requests requests, Words words, MessageSource messages) {
        this.requests = requests;
        this.words = words;
        this.messages = messages;
    }

    @GetMapping("/ask")
    String form(Actor actor, Locale locale, Model model) {
        model.addAttribute("form", AskForm.empty(USUAL));
        return page(locale, model);
    }

    @PostMapping("/ask")
    String ask(
            Actor actor,
            @ModelAttribute("form") AskForm form,
            BindingResult errors,
            Locale locale,
            Model model) {
        form.check(ASKABLE, errors);
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return page(locale, model);
        }
        model.addAttribute("slip", requests.ask(actor, form.toEnquiry(locale)));
        return "slip-given";
    }

    @GetMapping("/slip")
    String slip(Model model) {
        model.addAttribute("form", SlipForm.empty());
        return "slip";
    }

    /// The secret travels in the body of a POST: it never stands in an address or a log.
    @PostMapping("/slip")
    @Reading
    String slip(@ModelAttribute("form") SlipForm form, BindingResult errors, Model model) {
        form.check(errors);
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return "slip";
        }
        var progress = requests.look(Typed.text(form.number()), Typed.text(form.secret()));
        if (progress instanceof Progress.NotYours) {
            errors.reject("progress.not-yours");
            model.addAttribute("problem", true);
        }
        model.addAttribute("progress", progress);
        return "slip";
    }

    private String page(Locale locale, Model model) {
        model.addAttribute(
                "relations",
                Arrays.stream(Relation.values())
                        .map(r -> choice("relation." + r.code(), r.code(), locale))
                        .toList());
        model.addAttribute(
                "ways",
                Arrays.stream(Contact.Way.values())
                        .map(way -> choice("way." + way.code(), way.code(), locale))
                        .toList());
        model.addAttribute(
                "choices",
                ASKABLE.stream()
                        .map(code -> new Choice(code, words.field(Language.of(locale), code)))
                        .toList());
        return "ask";
    }

    private Choice choice(String key, String code, Locale locale) {
        return new Choice(code, messages.getMessage(key, null, locale));
    }
}
