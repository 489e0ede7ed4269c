package qorgan.vault.portal;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import qorgan.vault.audit.ProofHealth;

/// Where anybody finds the log and the keys to check it with.
@Controller
class LogKeysPages {
    private final ProofHealth health;

    LogKeysPages(ProofHealth health) {
        this.health = health;
    }

    @GetMapping("/log-keys")
    String logKeys(Model model) {
        model.addAttribute("lagging", health.lagging());
        return "log-keys";
    }
}
