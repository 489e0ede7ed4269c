package qorgan.vault.subject;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.identity.Role;

/// What of opening protected envelopes waits for whom. Identifiers and states only: whose envelope
/// it is, and why it is to be opened, is sealed.
@Service
public class UnsealingDesk {
    private static final int MOST = 200;

    private final Permissions permissions;
    private final JdbcClient jdbc;
    private final Clock clock;

    UnsealingDesk(Permissions permissions, JdbcClient jdbc, Clock clock) {
        this.permissions = permissions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Where an unsealing stands for the one who looks.
    public enum State {
        /// Asked for by this person or their side; the other side has not agreed yet.
        WAITS,
        /// The other side asked; this person may agree.
        TO_CONFIRM,
        /// This person may read until the window ends.
        OPEN
    }

    /// @param until the end of the window, where it is open
    public record Task(
            UUID unsealing,
            EnvelopeId envelope,
            Unsealings.Ground ground,
            Instant proposedAt,
            State state,
            @Nullable Instant until) {}

    /// What is under way, the oldest first; at most 200. A window that is over, and one that was
    /// opened for two others, is not on it.
    @Transactional(readOnly = true)
    public List<Task> tasks(Actor actor) {
        permissions.require(actor, Unsealings.PERMISSION);
        return jdbc.sql(
                        """
                        select u.unsealing_id, u.envelope_id, u.ground, u.proposed_at, u.as_role, c.closes_at
                        from subject_unsealing u left join subject_unsealing_confirmed c using (unsealing_id)
                        where c.unsealing_id is null
                            or (c.closes_at > ? and ? in (c.proposer, c.second))
                        order by u.proposed_at limit ?
                        """)
                .params(clock.instant().atOffset(ZoneOffset.UTC), actor.id().value(), MOST)
                .query((row, _) -> task(actor, row))
                .list();
    }

    private static Task task(Actor actor, ResultSet row) throws SQLException {
        var closes = row.getObject("closes_at", OffsetDateTime.class);
        return new Task(
                row.getObject("unsealing_id", UUID.class),
                new EnvelopeId(row.getObject("envelope_id", UUID.class)),
                Unsealings.Ground.of(row.getString("ground")).orElseThrow(),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                closes != null ? State.OPEN : waiting(actor, row.getString("as_role")),
                closes == null ? null : closes.toInstant());
    }

    private static State waiting(Actor actor, String proposedAs) {
        var side = actor.has(Role.PROCURATOR) ? Role.PROCURATOR : Role.DPO;
        return side.code().equals(proposedAs) ? State.WAITS : State.TO_CONFIRM;
    }
}
