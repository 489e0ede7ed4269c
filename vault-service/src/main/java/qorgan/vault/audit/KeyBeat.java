package qorgan.vault.audit;

import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.BlindIndexes;
import qorgan.keys.Region;
import qorgan.keys.Vault;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;

/// What an instance does about its keys on a beat: it looks again which are current, because a
/// custodian may have rotated one beside it, and writes into the log how many values of blind
/// indexes it computed, so that trying numbers leaves a trace even where it finds nobody.
@Component
class KeyBeat {
    static final String PURPOSE = "index-computed";
    private static final Logger log = LoggerFactory.getLogger(KeyBeat.class);
    private static final String RULE = "audit-every-read";

    private final Vault vault;
    private final BlindIndexes indexes;
    private final AccessLog accesses;
    private final TransactionTemplate transaction;
    private final Actor duty;
    private final String instance;
    private long written;
    private long heldBack;

    KeyBeat(
            Vault vault,
            BlindIndexes indexes,
            AccessLog accesses,
            PlatformTransactionManager transactions,
            @Value("${qorgan.region}") String region,
            @Value("${qorgan.instance}") String instance) {
        this.vault = vault;
        this.indexes = indexes;
        this.accesses = accesses;
        this.transaction = new TransactionTemplate(transactions);
        this.duty = Actor.duty(RULE, new ActorId(new UUID(0, 0)), new Region(region));
        this.instance = instance;
    }

    @Scheduled(
            initialDelayString = "${qorgan.keys.refresh:PT30S}",
            fixedDelayString = "${qorgan.keys.refresh:PT30S}")
    void refresh() {
        vault.refresh();
    }

    @Scheduled(
            initialDelayString = "${qorgan.keys.index-count:PT10M}",
            fixedDelayString = "${qorgan.keys.index-count:PT10M}")
    void beat() {
        try {
            count();
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "the computed indexes were not written down: {}", e.getClass().getSimpleName());
        }
    }

    /// One entry about what was computed since the last, if anything was.
    synchronized void count() {
        long computed = indexes.computed();
        long refused = indexes.heldBack();
        if (computed == written && refused == heldBack) {
            return;
        }
        var details =
                Map.of(
                        "instance", instance,
                        "values", Long.toString(computed - written),
                        "heldBack", Long.toString(refused - heldBack));
        transaction.executeWithoutResult(
                _ ->
                        Acting.as(
                                duty,
                                () ->
                                        accesses.note(
                                                duty,
                                                Note.of(EntryKind.MAINTENANCE, PURPOSE, details))));
        if (refused > heldBack) {
            log.warn("{} index values were held back by the rate", refused - heldBack);
        }
        written = computed;
        heldBack = refused;
    }
}
