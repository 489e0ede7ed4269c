package qorgan.vault.portal;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import qorgan.vault.identity.Actor;

/// Where everybody lands after signing in.
@Controller
class DeskPages {
    record Place(String path, String key) {}

    @GetMapping("/desk")
    String desk(Actor actor, Model model) {
        model.addAttribute(
                "places",
                Desk.of(actor).stream()
                        .map(place -> new Place(place.path(), place.key()))
                        .toList());
        return "desk";
    }

    /// The same door for the public: a person who comes for their own data.
    @GetMapping("/own")
    String own(Actor actor, Model model) {
        return desk(actor, model);
    }
}
