package qorgan.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qorgan.policy.Decision.Result;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;
import qorgan.policy.pack.Vocabulary;

/// The facts of an outcome, added to those of the question, for the norms that say what follows.
final class Outcome {
    /// The reading fields that an emergency may open.
    private static final Set<String> EMERGENCY =
            Set.of("M.diagnosis", "M.injury_record", "D.contact");

    private static final List<String> BY_OFFICE =
            List.of("role.court", "role.procurator", "role.investigator", "role.inquiry_officer");

    private final Vocabulary vocabulary;
    private final Consulted consulted;
    private final List<String> released;
    private final Map<String, Ground> withheld;
    private final Map<String, Set<String>> missing;
    private final Set<String> lapsed;
    private final Result result;
    private final Truths truths;

    Outcome(
            Vocabulary vocabulary,
            Consulted consulted,
            List<String> released,
            Map<String, Ground> withheld,
            Map<String, Set<String>> missing,
            Set<String> lapsed,
            Result result) {
        this.vocabulary = vocabulary;
        this.consulted = consulted;
        this.released = released;
        this.withheld = withheld;
        this.missing = missing;
        this.lapsed = lapsed;
        this.result = result;
        truths = consulted.base().copy();
    }

    Truths truths() {
        say("outcome.released", !released.isEmpty());
        say("outcome.withheld", !withheld.isEmpty());
        say("outcome.search", result == Result.SEARCH);
        say("outcome.void-packet", !lapsed.isEmpty());
        if (!withheld.isEmpty()) {
            sayOfWithheld();
        }
        say("outcome.pretrial-to-outsider", releases("P.") && !readsByOffice());
        say("outcome.emergency-used", is("breakglass.present") && emergencyOpened());
        return truths;
    }

    private void sayOfWithheld() {
        var grounds = EnumSet.copyOf(withheld.values());
        grounds.forEach(ground -> say("ground." + ground.code(), true));
        var whereabouts = false;
        for (var field : withheld.keySet()) {
            whereabouts |= field.startsWith("W.");
        }
        say("outcome.w-withheld", whereabouts);
        // Opening a search needs no signature, and asking for proofs is not a decision; an act that
        // is refused keeps nothing from anybody.
        grounds.remove(Ground.STANDING_NOT_PROVEN);
        say("outcome.needs-human", result != Result.SEARCH && !grounds.isEmpty() && !is("asks.x"));
        var protection = false;
        var other = withheld.containsValue(Ground.FACT_UNKNOWN) && missing.isEmpty();
        for (var asked : missing.values()) {
            for (var fact : asked) {
                protection |= fact.equals("subject.protected");
                other |= !fact.equals("subject.protected");
            }
        }
        say("outcome.protection-unknown", protection);
        say("outcome.other-unknown", other);
    }

    private boolean releases(String prefix) {
        for (var field : released) {
            if (field.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private void say(String fact, boolean holds) {
        truths.set(vocabulary.at(fact), Truth.of(holds));
    }

    private boolean is(String fact) {
        return truths.of(vocabulary.at(fact)) == Truth.TRUE;
    }

    private boolean readsByOffice() {
        return BY_OFFICE.stream().anyMatch(this::is);
    }

    private boolean emergencyOpened() {
        return is("breakglass.hour")
                && is("breakglass.danger")
                && is("breakglass.reason")
                && consulted.fields().stream()
                        .filter(released::contains)
                        .anyMatch(field -> field.startsWith("W.") || EMERGENCY.contains(field));
    }
}
