package qorgan.vault.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.stereotype.Service;
import qorgan.keys.Region;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.Assurance;
import qorgan.vault.identity.Channel;

/// Sign-ins, and those that were refused, as entries of the log.
///
/// A sign-in is told by the first request that comes with it: once for each person, way and
/// assurance in a quarter of an hour. Of refusals at most sixty a minute are written, and the next
/// one says how many were not: nobody fills the log by guessing.
@Service
public class SignInEntries {
    private static final Duration AGAIN = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;
    private static final int REFUSALS_A_MINUTE = 60;
    private static final String PURPOSE = "sign-in";

    private final AccessLog accessLog;
    private final Clock clock;
    private final Actor service;
    private final Map<Seen, Instant> seen =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Seen, Instant> eldest) {
                    return size() > REMEMBERED;
                }
            };
    private Instant minute = Instant.EPOCH;
    private int refusals;
    private long unwritten;

    SignInEntries(AccessLog accessLog, Clock clock, @Value("${qorgan.region}") String region) {
        this.accessLog = accessLog;
        this.clock = clock;
        this.service =
                Actor.duty("audit-every-read", new ActorId(new UUID(0, 0)), new Region(region));
    }

    private record Seen(ActorId actor, Channel channel, Assurance assurance) {}

    /// Tells of a person who acts; writes an entry if they had not been seen lately.
    public void acts(Actor actor) {
        if (isNew(actor)) {
            var roles =
                    String.join(
                            ",", actor.roles().stream().map(role -> role.code()).sorted().toList());
            Acting.as(
                    actor,
                    () ->
                            accessLog.note(
                                    actor,
                                    Note.of(EntryKind.SIGN_IN, PURPOSE, Map.of("roles", roles))));
        }
    }

    private synchronized boolean isNew(Actor actor) {
        var now = clock.instant();
        var key = new Seen(actor.id(), actor.channel(), actor.assurance());
        var before = seen.get(key);
        if (before != null && now.isBefore(before.plus(AGAIN)) && !now.isBefore(before)) {
            return false;
        }
        seen.put(key, now);
        return true;
    }

    @EventListener
    void refused(AbstractAuthenticationFailureEvent event) {
        var more = admitted();
        if (more < 0) {
            return;
        }
        Acting.as(
                service,
                () ->
                        accessLog.note(
                                service,
                                Note.of(
                                        EntryKind.SIGN_IN_FAILED,
                                        PURPOSE,
                                        Map.of(
                                                "reason",
                                                event.getException().getClass().getSimpleName(),
                                                "unwritten",
                                                Long.toString(more)))));
    }

    /// How many refusals went unwritten before this one; negative when this one does, too.
    private synchronized long admitted() {
        var now = clock.instant();
        if (Duration.between(minute, now).abs().compareTo(Duration.ofMinutes(1)) >= 0) {
            minute = now;
            refusals = 0;
        }
        if (++refusals > REFUSALS_A_MINUTE) {
            unwritten++;
            return -1;
        }
        var more = unwritten;
        unwritten = 0;
        return more;
    }
}
