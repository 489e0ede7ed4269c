package qorgan.vault.portal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.validation.Errors;

/// What pages of signing have in common: the text as it stands, and the file that carries it. The
/// signature is made on the official's own machine.
final class Signing {
    private Signing() {}

    static void show(byte[] statement, Errors errors, Model model) {
        model.addAttribute("text", new String(statement, StandardCharsets.UTF_8));
        model.addAttribute("statement", Carried.of(statement));
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
        }
    }

    /// A page that says what came of an act, and leads back.
    ///
    /// @param tone `done`, `warn` or `problem`
    static void outcome(String key, String tone, String back, List<String> codes, Model model) {
        model.addAttribute("key", key);
        model.addAttribute("tone", tone);
        model.addAttribute("back", back);
        model.addAttribute("codes", codes);
        if (tone.equals("problem")) {
            model.addAttribute("problem", true);
        }
    }
}
