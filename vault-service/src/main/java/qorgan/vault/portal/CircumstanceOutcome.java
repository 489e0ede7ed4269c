package qorgan.vault.portal;

import java.util.ArrayList;
import java.util.List;
import org.springframework.ui.Model;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.register.CircumstanceEntered;

/// What came of stating a circumstance, witnessing it or ending it, as a page.
///
/// @param taken the words where it was taken
/// @param named what the page lists below; where nothing is, the identifier that others need
record CircumstanceOutcome(String taken, String back, List<String> named) {
    CircumstanceOutcome {
        named = List.copyOf(named);
    }

    String of(CircumstanceEntered entered, Model model) {
        switch (entered) {
            case CircumstanceEntered.Taken(var id, _) -> {
                var codes = new ArrayList<>(named);
                if (codes.isEmpty()) {
                    codes.add(id.toString());
                }
                Signing.outcome(taken, named.isEmpty() ? "done" : "warn", back, codes, model);
            }
            case CircumstanceEntered.Refused _ -> say("circumstance.unreadable", model);
            case CircumstanceEntered.EmptyWindow() -> say("restriction.window.empty", model);
            case CircumstanceEntered.AlreadyThere() -> say("circumstance.already", model);
            case CircumstanceEntered.SecondPersonNeeded() ->
                    say("circumstance.second-person", model);
            case CircumstanceEntered.SecondFactorNeeded() ->
                    say("circumstance.second-factor", model);
            case CircumstanceEntered.NothingHere() -> throw new Refused(ProblemCode.NOTHING_HERE);
        }
        return "outcome";
    }

    private void say(String key, Model model) {
        Signing.outcome(key, "problem", back, List.of(), model);
    }
}
