package qorgan.vault.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Codec;
import qorgan.keys.Sealed;
import qorgan.keys.Vault;
import qorgan.policy.DecisionRecord;
import qorgan.policy.ShadowRun;
import qorgan.policy.pack.Packs;
import qorgan.vault.identity.Actor;

/// Tries a law on recent decisions: what each consumed is asked again, no value of anybody is
/// opened, and only how often something would change is kept.
@Component
class ShadowRuns {
    private static final int MOST_DECISIONS = 200;
    private static final String PURPOSE = "law-shadow";
    private static final List<String> BASIS = List.of("role-dpo", "audit-every-read");

    private final Decisions decisions;
    private final AccessLog accessLog;
    private final Vault vault;
    private final Law law;
    private final TransactionTemplate transaction;

    ShadowRuns(
            Decisions decisions,
            AccessLog accessLog,
            Vault vault,
            Law law,
            PlatformTransactionManager transactions) {
        this.decisions = decisions;
        this.accessLog = accessLog;
        this.vault = vault;
        this.law = law;
        this.transaction = new TransactionTemplate(transactions);
    }

    PackRows.Shadow run(Actor dpo, Packs inForce, Packs next, Instant now) {
        var recent = transaction.execute(_ -> decisions.recent(MOST_DECISIONS));
        var changes = new TreeMap<String, Integer>();
        var tried = 0;
        var different = 0;
        for (var record :
                recent == null || recent.isEmpty()
                        ? List.<String>of()
                        : opened(dpo, recent, next)) {
            var differs = tryOut(record, next);
            if (differs == null) {
                continue;
            }
            tried++;
            different += differs.isEmpty() ? 0 : 1;
            differs.forEach(change -> changes.merge(change, 1, Integer::sum));
        }
        return new PackRows.Shadow(
                next.digest(),
                inForce.digest(),
                tried,
                different,
                Map.copyOf(changes),
                dpo.id().value(),
                now);
    }

    private List<String> opened(Actor dpo, List<Decisions.Stored> recent, Packs next) {
        var owners = recent.stream().map(one -> one.place().subject()).collect(Collectors.toSet());
        var committed =
                accessLog.bulk(
                        dpo,
                        new Bulk(
                                PURPOSE,
                                PURPOSE + ":" + next.digest(),
                                owners,
                                Set.of(Decisions.RECORD),
                                BASIS,
                                HexFormat.of().parseHex(next.digest()),
                                null));
        List<String> records;
        try (var opening = vault.open(committed.warrant())) {
            records =
                    recent.stream()
                            .map(
                                    one -> {
                                        try (var plain =
                                                opening.plain(
                                                        Sealed.<String>of(one.sealed()),
                                                        one.place(),
                                                        Codec.TEXT)) {
                                            var kept = plain.value();
                                            return kept.substring(kept.indexOf('\n') + 1);
                                        }
                                    })
                            .toList();
        }
        accessLog.outcome(committed.entry(), Outcome.DELIVERED);
        return records;
    }

    /// What would change; null for a decision of a law that is no longer carried.
    private @Nullable List<String> tryOut(String record, Packs next) {
        var recorded = law.of(DecisionRecord.lawOf(record)).orElse(null);
        if (recorded == null) {
            return null;
        }
        var then = DecisionRecord.fromJson(record, recorded.law());
        return ShadowRun.changes(then, ShadowRun.again(then.consulted(), recorded.law(), next));
    }
}
