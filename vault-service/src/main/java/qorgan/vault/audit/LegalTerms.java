package qorgan.vault.audit;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import qorgan.policy.time.Calculator;
import qorgan.policy.time.Zones;

/// The terms that the rule packs set, for the rooms that run a clock: the number, its unit and how
/// it is counted stand in the law's data and nowhere in code.
@Service
public class LegalTerms {
    private final Law law;

    LegalTerms(Law law) {
        this.law = law;
    }

    /// When the clock of a rule is due that starts at this instant; empty where the law says
    /// "without delay" and sets no number.
    ///
    /// @throws IllegalStateException when the rule has no clock or is not in force then
    public Optional<Instant> due(String rule, Instant start) {
        var packs = law.packs();
        var term =
                packs.provision(rule).filter(provision -> provision.inForce().holds(start)).stream()
                        .flatMap(provision -> provision.duties().stream())
                        .flatMap(duty -> Optional.ofNullable(duty.term()).stream())
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no clock of rule " + rule));
        var counted =
                Calculator.named(term.calculator(), String.valueOf(term.number()), term.unit())
                        .due(start.atZone(Zones.ALMATY), packs.calendar());
        return Optional.ofNullable(counted.at());
    }
}
