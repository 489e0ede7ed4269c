package qorgan.vault.portal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import qorgan.vault.audit.Cases;
import qorgan.vault.audit.Desk;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.Reviews;
import qorgan.vault.audit.Unusual;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Reading;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;

/// What the desk is shown without asking for anything in particular: what is unusual and by which
/// rule, what was drawn for review, and whether proof keeps up.
@Controller
class OversightPages {
    private static final int MOST_DAYS = 92;

    private final Unusual unusual;
    private final Reviews reviews;
    private final Cases cases;
    private final Desk desk;
    private final Clock clock;

    OversightPages(Unusual unusual, Reviews reviews, Cases cases, Desk desk, Clock clock) {
        this.unusual = unusual;
        this.reviews = reviews;
        this.cases = cases;
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping("/audit/unusual")
    String unusual(Actor dpo, @RequestParam(defaultValue = "7") int days, Model model) {
        var shown = Math.clamp(days, 1, MOST_DAYS);
        var now = clock.instant();
        model.addAttribute("days", shown);
        model.addAttribute("spans", List.of(1, 7, 30, 92));
        model.addAttribute("found", unusual.between(dpo, now.minus(Duration.ofDays(shown)), now));
        model.addAttribute("rules", List.of(Unusual.Rule.values()));
        return "audit-unusual";
    }

    /// A case out of something unusual.
    @PostMapping("/audit/entries/{entry}/case")
    String open(
            Actor dpo,
            @PathVariable UUID entry,
            @RequestParam @Nullable String words,
            Model model) {
        if (desk.entry(dpo, new EntryId(entry)).isEmpty()) {
            throw new Refused(ProblemCode.NOTHING_HERE);
        }
        var made =
                cases.open(
                        dpo,
                        Cases.Cause.UNUSUAL,
                        new EntryId(entry),
                        Typed.text(words).isEmpty() ? "—" : Typed.text(words));
        Signing.outcome("case.made", "done", "/audit/cases", List.of(made.toString()), model);
        return "outcome";
    }

    @GetMapping("/audit/reviews")
    String reviews(Actor reviewer, Model model) {
        model.addAttribute("desks", reviews.queue(reviewer));
        model.addAttribute("drawn", reviews.drawn(reviewer));
        return "audit-reviews";
    }

    @PostMapping("/audit/reviews/{entry}")
    String review(
            Actor reviewer,
            @PathVariable UUID entry,
            @RequestParam Reviews.Verdict verdict,
            Model model) {
        return switch (reviews.review(reviewer, new EntryId(entry), verdict)) {
            case DONE -> outcome("review.done", "done", model);
            case OWN_OFFICE -> outcome("review.own-office", "problem", model);
            case ALREADY_DONE -> outcome("review.already", "warn", model);
            case NOTHING_HERE -> throw new Refused(ProblemCode.NOTHING_HERE);
        };
    }

    @GetMapping("/audit/health")
    @Reading
    String health(Actor dpo, Model model) {
        model.addAttribute("health", desk.health(dpo));
        model.addAttribute("keys", desk.keys(dpo));
        model.addAttribute("witnesses", desk.witnesses(dpo));
        model.addAttribute("now", clock.instant());
        return "audit-health";
    }

    private static String outcome(String key, String tone, Model model) {
        Signing.outcome(key, tone, "/audit/reviews", List.of(), model);
        return "outcome";
    }
}
