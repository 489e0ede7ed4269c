package qorgan.vault.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Entropy;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;

/// People at whom curiosity looks. A look at one of them that no case and no request explains is
/// unusual; the alarm does not say why they are watched over.
@Service
public class Watched {
    private static final String PURPOSE = "watched-over";

    private final LeafedRows rows;
    private final AccessLog accessLog;
    private final Permissions permissions;
    private final Clock clock;

    Watched(LeafedRows rows, AccessLog accessLog, Permissions permissions, Clock clock) {
        this.rows = rows;
        this.accessLog = accessLog;
        this.permissions = permissions;
        this.clock = clock;
    }

    private enum Why {
        PROTECTED,
        PUBLIC_EYE
    }

    /// A protection measure was proposed or confirmed. The room that keeps measures says so; its
    /// own entry stands for it.
    @Transactional
    public void protect(Actor protecting, SubjectId subject) {
        insert(protecting, subject, Why.PROTECTED, null);
    }

    /// The desk says that somebody is in the public eye, until then.
    @Transactional
    public void inPublicEye(Actor dpo, SubjectId subject, Instant until) {
        permissions.require(dpo, "audit:case");
        if (!until.isAfter(clock.instant())) {
            throw new IllegalArgumentException("the end is not ahead");
        }
        var unused =
                accessLog.reading(
                        dpo,
                        EntryKind.DESK_READING,
                        PURPOSE,
                        List.of("role-dpo"),
                        List.of(accessLog.token(subject)),
                        null,
                        Map.of("until", until.toString()));
        insert(dpo, subject, Why.PUBLIC_EYE, until.truncatedTo(ChronoUnit.MICROS));
    }

    private void insert(Actor actor, SubjectId subject, Why why, @Nullable Instant until) {
        var id = Entropy.uuid();
        rows.insert(
                LeafKind.DESK,
                id,
                0,
                RowContent.of("audit_watch")
                        .with("region", actor.region().code())
                        .with("office", Owners.of(actor))
                        .with("watch_id", id)
                        .with("why", why.name())
                        .with("set_by", actor.id().value())
                        .with("set_at", clock.instant().truncatedTo(ChronoUnit.MICROS))
                        .with("until", until)
                        .sealed("token", accessLog.token(subject)));
    }
}
