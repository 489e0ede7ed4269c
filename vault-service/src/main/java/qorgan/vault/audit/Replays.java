package qorgan.vault.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Codec;
import qorgan.keys.Sealed;
import qorgan.keys.Vault;
import qorgan.policy.Decision;
import qorgan.policy.DecisionRecord;
import qorgan.policy.pack.Packs;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;

/// Decides again, from the truths that a decision consumed, and says whether the same comes out. No
/// value of anybody is opened for it.
@Service
public class Replays {
    private static final String PERMISSION = "audit:replay";
    private static final String PURPOSE = "audit-replay";
    private static final List<String> BASIS = List.of("role-dpo", "audit-every-read");

    private final Decisions decisions;
    private final AccessLog accessLog;
    private final Vault vault;
    private final Law law;
    private final Permissions permissions;
    private final TransactionTemplate transaction;

    Replays(
            Decisions decisions,
            AccessLog accessLog,
            Vault vault,
            Law law,
            Permissions permissions,
            PlatformTransactionManager transactions) {
        this.decisions = decisions;
        this.accessLog = accessLog;
        this.vault = vault;
        this.law = law;
        this.permissions = permissions;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// A norm that a decision rested on.
    public record Cited(String norm, String citation, String says) {}

    /// A decision in words of the law.
    public record Told(
            String result,
            String pack,
            Instant at,
            List<String> released,
            Map<String, String> withheld,
            List<String> obligations,
            List<Cited> applied,
            List<String> defeated) {}

    /// What a replay comes to.
    public sealed interface Replayed {
        /// The same came out.
        record Same(Told decision) implements Replayed {}

        /// Something else came out: the record, the law or the engine was changed.
        record Different(Told then, Told now) implements Replayed {}

        /// It was decided by a law that this service does not carry any more.
        record OtherLaw(String digest) implements Replayed {}

        /// The record is not what its digest says.
        record Forged() implements Replayed {}

        /// No such decision, or not this desk's.
        record NothingHere() implements Replayed {}
    }

    /// Replays a decision by its digest. Call it outside a transaction: the record is opened under
    /// an entry of its own.
    public Replayed replay(Actor dpo, byte[] digest) {
        permissions.require(dpo, PERMISSION);
        var stored = transaction.execute(_ -> decisions.stored(digest).orElse(null));
        if (stored == null) {
            return new Replayed.NothingHere();
        }
        var kept = opened(dpo, stored, EntryKind.REPLAY, PURPOSE);
        return Arrays.equals(Decisions.sha256(kept.getBytes(StandardCharsets.UTF_8)), digest)
                ? again(kept.substring(kept.indexOf('\n') + 1))
                : new Replayed.Forged();
    }

    /// The record of a decision, opened under an entry of its own. Call it outside a transaction.
    String opened(Actor dpo, Decisions.Stored stored, EntryKind kind, String purpose) {
        var committed =
                accessLog.open(
                        dpo,
                        new Access(
                                kind,
                                Set.of(stored.place().subject()),
                                Set.of(Decisions.RECORD),
                                purpose,
                                BASIS,
                                stored.kept().digest(),
                                stored.kept().packDigest(),
                                stored.kept().request(),
                                null));
        String kept;
        try (var opening = vault.open(committed.warrant());
                var plain =
                        opening.plain(
                                Sealed.<String>of(stored.sealed()), stored.place(), Codec.TEXT)) {
            kept = plain.value();
        }
        accessLog.outcome(committed.entry(), Outcome.DELIVERED);
        return kept;
    }

    /// Under the law that decided, in force or not.
    Replayed again(String json) {
        var digest = DecisionRecord.lawOf(json);
        var engine = law.of(digest).orElse(null);
        if (engine == null) {
            return new Replayed.OtherLaw(digest);
        }
        var record = DecisionRecord.fromJson(json, engine.law());
        var decided = engine.replay(record.consulted());
        return record.holds(engine)
                ? new Replayed.Same(told(record, decided, engine.law()))
                : new Replayed.Different(
                        told(record, decided, engine.law()),
                        told(DecisionRecord.of(decided), decided, engine.law()));
    }

    private static Told told(DecisionRecord record, Decision decided, Packs packs) {
        return new Told(
                record.result(),
                record.consulted().pack(),
                record.consulted().at(),
                record.released(),
                record.withheld(),
                record.obligations(),
                decided.appliedNorms().stream().map(norm -> cited(norm, packs)).toList(),
                List.copyOf(decided.defeatedNorms()));
    }

    private static Cited cited(String norm, Packs packs) {
        return packs.provision(norm)
                .map(
                        provision ->
                                new Cited(norm, provision.citation().toString(), provision.says()))
                .orElse(new Cited(norm, "", ""));
    }
}
