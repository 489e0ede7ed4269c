package qorgan.vault.audit;

import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Region;
import qorgan.keys.Vault;
import qorgan.keys.root.OpenKeystore;
import qorgan.keys.root.UnsealingDoor;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;

/// The sealed state of a service that runs. Any one custodian seals it, or it seals itself when it
/// was idle for as long as `qorgan.keys.seal-when-idle` says; a quorum unseals it, without a
/// restart.
///
/// Sealed, the root, the class keys, the index keys and the epochs are wiped, and whatever needs a
/// value, a deposit or a person's token answers `sealed`. What needs none goes on: clocks run out
/// and escalate, messages that something waits are sent, the log takes entries, sequences them and
/// signs checkpoints. Each sealing and unsealing is an entry, and while it lasts the procurator is
/// alarmed every hour (`duty.Escalation`): nobody is told where anybody is.
@Service
public class KeyDoor implements UnsealingDoor.Service {
    private static final Logger log = LoggerFactory.getLogger(KeyDoor.class);
    private static final String RULE = "audit-every-read";

    private final Vault vault;
    private final @Nullable UnsealingDoor door;
    private final @Nullable Duration idle;
    private final AccessLog accessLog;
    private final TransactionTemplate transaction;
    private final String instance;
    private final Actor service;

    KeyDoor(
            Vault vault,
            OpenedRoot opened,
            KeySettings settings,
            AccessLog accessLog,
            PlatformTransactionManager transactions,
            @Value("${qorgan.instance}") String instance,
            @Value("${qorgan.region}") String region) {
        this.vault = vault;
        this.door = opened.door();
        this.idle = settings.sealWhenIdle();
        this.accessLog = accessLog;
        this.transaction = new TransactionTemplate(transactions);
        this.instance = instance;
        this.service = Actor.duty(RULE, new ActorId(new UUID(0, 0)), new Region(region));
        if (idle != null && door == null) {
            throw new IllegalStateException(
                    "qorgan.keys.seal-when-idle needs a door at which custodians unseal again");
        }
    }

    @PostConstruct
    void open() {
        if (door != null) {
            door.serve(this);
        }
    }

    /// Where on this machine custodians come; nothing where the provider has none.
    public OptionalInt port() {
        return door == null ? OptionalInt.empty() : OptionalInt.of(door.port());
    }

    @Override
    public boolean isSealed() {
        return vault.isSealed();
    }

    @Override
    public void seal() {
        if (!vault.isSealed()) {
            vault.close();
            tell("sealed", Map.of("by", "custodian"));
        }
    }

    @Override
    public void unseal(OpenKeystore opened) {
        vault.unseal(opened);
        tell("unsealed", Map.of("by", "quorum"));
    }

    @Scheduled(
            initialDelayString = "${qorgan.keys.idle-beat:PT30S}",
            fixedDelayString = "${qorgan.keys.idle-beat:PT30S}")
    void beat() {
        if (idle != null) {
            sealIfIdle(idle);
        }
    }

    /// Seals it when it was not used for that long; true when it is sealed now.
    public boolean sealIfIdle(Duration longest) {
        if (!vault.isSealed() && vault.sealIfIdle(longest)) {
            tell("sealed", Map.of("by", "idle", "after", longest.toString()));
        }
        return vault.isSealed();
    }

    /// The keys are gone or back already: a database that is away does not undo it.
    private void tell(String what, Map<String, String> details) {
        log.warn("the vault is {}", what);
        var all = new TreeMap<>(details);
        all.put("instance", instance);
        try {
            Acting.as(
                    service,
                    () ->
                            transaction.execute(
                                    _ ->
                                            accessLog.note(
                                                    service,
                                                    Note.of(EntryKind.KEY_OPERATION, what, all))));
        } catch (DataAccessException | TransactionException e) {
            log.error("no entry says that the vault is {}", what);
        }
    }
}
