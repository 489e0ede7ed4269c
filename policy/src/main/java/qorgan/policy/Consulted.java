package qorgan.policy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import qorgan.policy.norm.Truths;

/// The truths that a decision consumed, and nothing of the values behind them: enough to decide
/// again, years later, without unsealing anything.
///
/// @param atDecision truths for each field at the decision
/// @param atDelivery truths for each field at delivery; the same object where both instants are one
public record Consulted(
        String packDigest,
        String pack,
        Instant at,
        Instant deliverAt,
        boolean clocksOnly,
        List<String> fields,
        Truths base,
        Map<String, Truths> atDecision,
        Map<String, Truths> atDelivery) {
    public Consulted {
        fields = List.copyOf(fields);
        atDecision = new LinkedHashMap<>(atDecision);
        atDelivery = atDelivery == atDecision ? atDecision : new LinkedHashMap<>(atDelivery);
    }
}
