package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Which door: the public's or the officials'. Keycloak asks who it is; these pages never see a
/// password.
@Controller
class SignInPages {
    @GetMapping("/sign-in")
    String choose(@RequestParam(required = false) @Nullable String failed, Model model) {
        model.addAttribute("failed", failed != null);
        return "sign-in";
    }

    @GetMapping("/help")
    String help() {
        return "help";
    }
}
