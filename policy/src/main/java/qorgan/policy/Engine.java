package qorgan.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import qorgan.policy.Decision.ClockRun;
import qorgan.policy.Derivation.Moment;
import qorgan.policy.norm.Ruling;
import qorgan.policy.norm.Truths;
import qorgan.policy.pack.Pack;
import qorgan.policy.pack.Packs;

/// Applies the law to questions. Pure: the same law and the same facts give the same decision, and
/// nothing is read but these two. Safe for any number of threads.
public final class Engine {
    private final Packs law;
    private final FieldFacts fieldFacts;

    public Engine(Packs law) {
        this.law = law;
        this.fieldFacts = new FieldFacts(law);
    }

    public Packs law() {
        return law;
    }

    /// Decides by the pack of the question's instant.
    public Decision decide(Facts facts) {
        return decide(law.at(facts.at()), facts);
    }

    /// Decides by a pack of this law, whatever the instant; outside its interval it counts as
    /// missing.
    public Decision decide(Pack pack, Facts facts) {
        var consulted = consult(pack, facts);
        return new Judge(pack, consulted).decide(new Clocks(pack, facts));
    }

    /// Decides again from the truths of an earlier decision. The clocks stay away: their instants
    /// are values, and a record holds none.
    public Decision replay(Consulted consulted) {
        if (!consulted.packDigest().equals(law.digest())) {
            throw new IllegalArgumentException(
                    "decided by the law "
                            + consulted.packDigest()
                            + ", not by this one, "
                            + law.digest());
        }
        var pack =
                law.named(consulted.pack())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "no pack is called " + consulted.pack()));
        return new Judge(pack, consulted).decide(null);
    }

    /// The truths of a question, at its decision and at its delivery.
    public Consulted consult(Pack pack, Facts facts) {
        var atDecision = new Moment(pack, facts, facts.at());
        var base = fieldFacts.base(atDecision);
        var decision = each(facts, base, atDecision);
        var delivery = decision;
        if (facts.deliverAt().isAfter(facts.at())) {
            var atDelivery = new Moment(pack, facts, facts.deliverAt());
            delivery = each(facts, fieldFacts.base(atDelivery), atDelivery);
        }
        return new Consulted(
                law.digest(),
                pack.id(),
                facts.at(),
                facts.deliverAt(),
                facts.clocksOnly(),
                facts.fields(),
                base,
                decision,
                delivery);
    }

    private Map<String, Truths> each(Facts facts, Truths base, Moment moment) {
        var truths = new LinkedHashMap<String, Truths>();
        facts.fields().forEach(field -> truths.put(field, fieldFacts.of(field, base, moment)));
        return truths;
    }

    /// The short answer for one field at the decision's instant: permitted or not, and by which
    /// norm's ground. Nothing is explained, no obligation and no clock is found.
    public Ruling rule(Pack pack, String field, Consulted consulted) {
        var truths = consulted.atDecision().get(field);
        if (truths == null) {
            throw new IllegalArgumentException("not a field of this question: " + field);
        }
        return pack.plane(field).rule(truths, consulted.at());
    }

    /// The clocks of a question without deciding it.
    public List<ClockRun> clocks(Pack pack, Facts facts) {
        return decide(pack, facts).clocks();
    }
}
