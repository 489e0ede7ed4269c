package qorgan.vault.audit;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClientException;
import qorgan.keys.Region;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.Realm;
import qorgan.vault.identity.RealmEvents;
import qorgan.vault.identity.RealmEvents.Event;
import qorgan.vault.identity.RealmEvents.Source;

/// Keycloak's own events as entries: who signed in there and who was refused, whose password or
/// second factor changed, and what its administrators did. Each event is taken once, whichever
/// instance reads it and whenever one stops: its number is a key of the table that says which entry
/// it became, in the transaction that writes the entry.
///
/// Events are read oldest first and from a while before the last one taken, because Keycloak shows
/// an event once its own transaction ended, which need not be in the order of their times. Equal
/// refusals of one reading become one entry that counts them: nobody fills the log by guessing.
@Service
public class RealmEventEntries {
    private static final Logger log = LoggerFactory.getLogger(RealmEventEntries.class);
    private static final String PURPOSE = "keycloak-event";
    private static final String RULE = "audit-every-read";
    private static final long LOCK = 0x716f7267616e6b65L;
    private static final int PAGE = 500;

    /// What happens at the door; the rest happens to an account.
    private static final Set<String> DOOR =
            Set.of(
                    "LOGIN",
                    "CLIENT_LOGIN",
                    "CODE_TO_TOKEN",
                    "IMPERSONATE",
                    "INTROSPECT_TOKEN",
                    "INVALID_SIGNATURE",
                    "TOKEN_EXCHANGE");

    /// Longer than Keycloak lets a transaction run.
    private static final Duration BACK = Duration.ofMinutes(10);

    private final RealmEvents events;
    private final AccessLog accessLog;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Actor service;

    RealmEventEntries(
            RealmEvents events,
            AccessLog accessLog,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            @Value("${qorgan.region}") String region) {
        this.events = events;
        this.accessLog = accessLog;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.service = Actor.duty(RULE, new ActorId(new UUID(0, 0)), new Region(region));
    }

    /// Takes what happened since the last time, and says how many events that were.
    public int take() {
        var taken = 0;
        for (var realm : List.of(Realm.OFFICIALS, Realm.PUBLIC)) {
            if (events.isRead(realm)) {
                for (var source : Source.values()) {
                    taken += take(realm, source);
                }
            }
        }
        return taken;
    }

    private int take(Realm realm, Source source) {
        var from = last(realm, source).minus(BACK);
        var taken = 0;
        for (var first = 0; ; first += PAGE) {
            var page = events.since(realm, source, from, first, PAGE);
            taken +=
                    Acting.as(
                            service,
                            () ->
                                    Objects.requireNonNull(
                                            transaction.execute(_ -> write(realm, source, page))));
            if (page.size() < PAGE) {
                return taken;
            }
        }
    }

    private Instant last(Realm realm, Source source) {
        var last =
                jdbc.queryForObject(
                        "select max(happened_at) from audit_realm_event where realm = ? and source = ?",
                        Timestamp.class,
                        realm.name(),
                        source.name());
        return last == null ? Instant.EPOCH.plus(BACK) : last.toInstant();
    }

    private int write(Realm realm, Source source, List<Event> page) {
        jdbc.query("select pg_advisory_xact_lock(?)", _ -> {}, LOCK);
        var known = known(realm, page);
        var taken = 0;
        var refusals = new LinkedHashMap<Refusal, EntryId>();
        var fresh = page.stream().filter(event -> !known.contains(event.id())).toList();
        var counts =
                fresh.stream()
                        .filter(Event::isRefusal)
                        .collect(Collectors.groupingBy(Refusal::of, Collectors.counting()));
        for (var event : fresh) {
            var entry =
                    event.isRefusal()
                            ? refusals.computeIfAbsent(
                                    Refusal.of(event),
                                    alike -> note(realm, event, counts.getOrDefault(alike, 1L)))
                            : note(realm, event, 1);
            insert(realm, source, event, entry);
            taken++;
        }
        return taken;
    }

    /// What makes refusals equal.
    private record Refusal(
            String kind, @Nullable String error, @Nullable String client, @Nullable ActorId who) {
        static Refusal of(Event event) {
            var who = event.who();
            return new Refusal(
                    event.kind(), event.error(), event.client(), who == null ? null : who.id());
        }
    }

    private List<String> known(Realm realm, List<Event> page) {
        return jdbc.query(
                "select event_id from audit_realm_event where realm = ? and event_id = any (?)",
                (row, _) -> row.getString("event_id"),
                realm.name(),
                page.stream().map(Event::id).toArray(String[]::new));
    }

    private EntryId note(Realm realm, Event event, long times) {
        var details = new TreeMap<String, String>();
        details.put("event", event.kind());
        details.put("realm", realm.name());
        details.put("happened", event.at().toString());
        details.put("times", Long.toString(times));
        put(details, "error", event.error());
        put(details, "client", event.client());
        put(details, "administrator", event.administrator());
        put(details, "account", event.account());
        var who = event.who();
        return accessLog.note(
                who == null ? service : who, Note.of(kind(event), PURPOSE, Map.copyOf(details)));
    }

    private static void put(Map<String, String> details, String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value.toString());
        }
    }

    private static EntryKind kind(Event event) {
        if (!DOOR.contains(event.kind().replaceFirst("_ERROR$", ""))) {
            return EntryKind.ACCOUNT;
        }
        return event.isRefusal() ? EntryKind.SIGN_IN_FAILED : EntryKind.SIGN_IN;
    }

    private void insert(Realm realm, Source source, Event event, EntryId entry) {
        jdbc.update(
                """
                insert into audit_realm_event (region, office, realm, event_id, source, happened_at, entry_id)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                service.region().code(),
                Owners.NOBODY,
                realm.name(),
                event.id(),
                source.name(),
                Timestamp.from(event.at().truncatedTo(ChronoUnit.MICROS)),
                entry.value());
    }

    @Scheduled(
            initialDelayString = "${qorgan.events.look:PT15S}",
            fixedDelayString = "${qorgan.events.look:PT15S}")
    void beat() {
        try {
            var unused = take();
        } catch (RestClientException | DataAccessException | TransactionException e) {
            log.warn("Keycloak's events were not read: {}", e.getClass().getSimpleName());
        }
    }
}
