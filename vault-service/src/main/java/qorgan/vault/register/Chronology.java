package qorgan.vault.register;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.CannotOpen;
import qorgan.keys.Codec;
import qorgan.keys.Opening;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.keys.WarrantRefused;
import qorgan.ledger.json.Json;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Outcome;
import qorgan.vault.identity.Actor;

/// The stated times of a person's entries. They are sealed, so an officer who adds an entry opens
/// them under an entry of the access log, committed before, by the rule that orders the register.
///
/// What cannot be opened is left out: a fact is never refused because an earlier one is unreadable.
@Component
class Chronology {
    private static final Logger LOG = LoggerFactory.getLogger(Chronology.class);

    private final Events events;
    private final AccessLog log;
    private final Vault vault;
    private final TransactionTemplate transaction;

    Chronology(Events events, AccessLog log, Vault vault, PlatformTransactionManager transactions) {
        this.events = events;
        this.log = log;
        this.vault = vault;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// Call it outside a transaction: the entry commits, then the values open.
    Map<UUID, Instant> of(Actor actor, Set<SubjectId> subjects) {
        return of(actor, subjects, "register-order", "kz-ccp-actual-time");
    }

    /// The same for another purpose, by the rule that needs the times.
    Map<UUID, Instant> of(Actor actor, Set<SubjectId> subjects, String purpose, String rule) {
        var found =
                transaction.execute(
                        _ ->
                                subjects.stream()
                                        .flatMap(
                                                subject ->
                                                        Events.standing(events.matching(subject))
                                                                .stream())
                                        .toList());
        if (found == null || found.isEmpty()) {
            return Map.of();
        }
        var committed =
                log.open(
                        actor,
                        new Access(
                                EntryKind.CUSTODY,
                                subjects,
                                Set.of(Custody.LOG_ENTRIES),
                                purpose,
                                List.of(rule),
                                new byte[0],
                                new byte[0],
                                null,
                                null));
        var times = new HashMap<UUID, Instant>();
        try (var opening = vault.open(committed.warrant())) {
            for (var row : found) {
                time(opening, row, times);
            }
        } catch (WarrantRefused e) {
            LOG.warn("order of entries not checked: warrant refused {}", e.reason());
        }
        transaction.executeWithoutResult(_ -> log.outcome(committed.entry(), Outcome.DELIVERED));
        return times;
    }

    private static void time(Opening opening, EventRow row, Map<UUID, Instant> times) {
        var value = row.values().get(Custody.LOG_ENTRIES);
        if (value == null) {
            return;
        }
        try (var plain =
                opening.plain(value.sealed(), row.place(Custody.LOG_ENTRIES), Codec.TEXT)) {
            var text = plain.value().getBytes(StandardCharsets.UTF_8);
            times.put(row.event(), Instant.parse(Json.parseObject(text).text("at")));
        } catch (CannotOpen | IllegalArgumentException | DateTimeException _) {
            LOG.error("stated time of register event {} does not open", row.event());
        }
    }
}
