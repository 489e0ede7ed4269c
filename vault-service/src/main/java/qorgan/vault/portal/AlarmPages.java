package qorgan.vault.portal;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import qorgan.vault.duty.AlarmId;
import qorgan.vault.duty.Alarms;
import qorgan.vault.identity.Actor;

/// What a procurator is told at once: irregular entries, duties that ran out, proof that lags.
@Controller
class AlarmPages {
    private final Alarms alarms;

    AlarmPages(Alarms alarms) {
        this.alarms = alarms;
    }

    @GetMapping("/alarms")
    String list(Actor procurator, Model model) {
        model.addAttribute("alarms", alarms.list(procurator));
        return "alarms";
    }

    @PostMapping("/alarms/{alarm}/seen")
    String seen(Actor procurator, @PathVariable UUID alarm) {
        var unused = alarms.seen(procurator, new AlarmId(alarm));
        return "redirect:/alarms";
    }
}
