package qorgan.vault.audit;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Entropy;
import qorgan.ledger.json.Json;

/// Gives the law in force its leaf: at each start of an instance, and when it changes while the
/// instance runs.
@Component
class LawNotice {
    private static final Logger log = LoggerFactory.getLogger(LawNotice.class);

    private final Law law;
    private final Leaves leaves;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private @Nullable String told;

    LawNotice(Law law, Leaves leaves, PlatformTransactionManager transactions, Clock clock) {
        this.law = law;
        this.leaves = leaves;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void atStart() {
        tell("start");
    }

    /// One look: a leaf where the law is another than the one told last.
    synchronized void look() {
        law.reload();
        if (told != null && !law.packs().digest().equals(told)) {
            tell("in-force");
        }
    }

    private synchronized void tell(String why) {
        var digest = law.packs().digest();
        transaction.executeWithoutResult(
                _ ->
                        leaves.append(
                                LeafKind.PACK,
                                Entropy.uuid(),
                                0,
                                Json.object()
                                        .with("act", why)
                                        .with("law", digest)
                                        .with("at", clock.instant().toString())
                                        .canonicalBytes()));
        told = digest;
        log.info("the law in force is {}", digest);
    }

    @Scheduled(
            initialDelayString = "${qorgan.law.look:PT5S}",
            fixedDelayString = "${qorgan.law.look:PT5S}")
    void beat() {
        try {
            look();
        } catch (DataAccessException | TransactionException e) {
            log.warn("the law in force was not looked up: {}", e.getClass().getSimpleName());
        }
    }
}
