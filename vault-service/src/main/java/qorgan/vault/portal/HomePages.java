package qorgan.vault.portal;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The door: open to everybody, and the same for everybody.
@Controller
class HomePages {
    @GetMapping("/")
    String home() {
        return "home";
    }
}
