package qorgan.vault.portal;

import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.Tracker;
import qorgan.vault.disclosure.OwnLooks;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Reading;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;

/// Who looked at my data: each look in plain words with its proof, what the law lets wait, and the
/// way to complain about one.
@Controller
class LookPages {
    private final OwnLooks looks;

    LookPages(OwnLooks looks) {
        this.looks = looks;
    }

    @GetMapping("/own/looks")
    String list(Actor person, Model model) {
        looks.read(person)
                .ifPresentOrElse(
                        tracked -> model.addAttribute("tracked", tracked),
                        () -> model.addAttribute("unlinked", true));
        model.addAttribute("complaints", looks.complaints(person));
        return "own-looks";
    }

    @PostMapping("/own/looks/{entry}/proof")
    @Reading
    ResponseEntity<byte[]> proof(Actor person, @PathVariable UUID entry) {
        return Carried.file(
                looks.proof(person, new EntryId(entry)).orElseThrow(LookPages::nothing),
                "look-" + entry + ".json",
                MediaType.APPLICATION_JSON);
    }

    @GetMapping("/own/looks/{entry}/complaint")
    String form(Actor person, @PathVariable UUID entry, Model model) {
        model.addAttribute("form", WordsForm.empty());
        return form(person, entry, model, look(person, entry));
    }

    @PostMapping("/own/looks/{entry}/complaint")
    String complain(
            Actor person,
            @PathVariable UUID entry,
            @ModelAttribute("form") WordsForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return form(person, entry, model, look(person, entry));
        }
        var made =
                looks.complain(person, new EntryId(entry), Typed.text(form.words()))
                        .orElseThrow(LookPages::nothing);
        Signing.outcome("looks.complained", "done", "/own/looks", List.of(made.toString()), model);
        return "outcome";
    }

    private static String form(Actor person, UUID entry, Model model, Tracker.Look look) {
        model.addAttribute("look", look);
        return "own-complaint";
    }

    private Tracker.Look look(Actor person, UUID entry) {
        return looks.read(person).stream()
                .flatMap(tracked -> tracked.looks().stream())
                .filter(look -> look.entry().value().equals(entry))
                .findFirst()
                .orElseThrow(LookPages::nothing);
    }

    private static Refused nothing() {
        return new Refused(ProblemCode.NOTHING_HERE);
    }
}
