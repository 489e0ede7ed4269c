package qorgan.vault.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Entropy;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.Permissions;

/// Whether an official is related to a person whose data they handle. A tie comes from the
/// official's own declaration, or from the register of standing: who proved to be a relative by the
/// document that this official is known by. A tie can be asked about and never listed, so that
/// neither a desk nor an alarm tells who asked for whom.
@Service
public class Ties {
    private static final String PURPOSE = "conflict-of-interest";

    private final JdbcTemplate jdbc;
    private final LeafedRows rows;
    private final AccessLog accessLog;
    private final Permissions permissions;
    private final Clock clock;

    Ties(
            JdbcTemplate jdbc,
            LeafedRows rows,
            AccessLog accessLog,
            Permissions permissions,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.accessLog = accessLog;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// An official says of themself that they are related to this person. Whether there is such a
    /// person is not answered.
    @Transactional
    public void declare(Actor official, SubjectId relative) {
        var office = official.officeOrThrow();
        var unused =
                accessLog.note(
                        official,
                        Note.of(
                                EntryKind.ASSIGNMENT,
                                PURPOSE,
                                Map.of("declared-at", office.toString())));
        var id = Entropy.uuid();
        rows.insert(
                LeafKind.DESK,
                id,
                0,
                tie(official, id)
                        .with("actor", official.id().value())
                        .sealed("token", accessLog.token(relative)));
    }

    /// Somebody proved by this document's fingerprint to be a relative of this person.
    @Transactional
    public void proven(Actor duty, byte[] mark, SubjectId relative) {
        var id = Entropy.uuid();
        rows.insert(
                LeafKind.STANDING,
                id,
                0,
                tie(duty, id).sealed("mark", mark).sealed("token", accessLog.token(relative)));
    }

    /// The registrar says by which document an official is known: its fingerprint, never itself.
    @Transactional
    public void know(Actor registrar, ActorId official, byte[] mark) {
        permissions.require(registrar, "identity:register");
        var unused =
                accessLog.note(
                        registrar,
                        Note.of(
                                EntryKind.ASSIGNMENT,
                                PURPOSE,
                                Map.of("official", official.toString())));
        var id = Entropy.uuid();
        rows.insert(
                LeafKind.OFFICIAL,
                id,
                0,
                RowContent.of("audit_official_mark")
                        .with("region", registrar.region().code())
                        .with("office", registrar.officeOrThrow().value())
                        .with("mark_id", id)
                        .with("actor", official.value())
                        .with("entered_by", registrar.id().value())
                        .with("entered_at", now())
                        .sealed("mark", mark));
    }

    /// Whether there is a tie. The engine asks this before it lets an official act.
    @Transactional(readOnly = true)
    public boolean tied(ActorId official, SubjectId person) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(
                        "select audit_tied(?, array[?::bytea])",
                        Boolean.class,
                        official.value(),
                        accessLog.token(person)));
    }

    private RowContent tie(Actor actor, UUID id) {
        return RowContent.of("audit_tie")
                .with("region", actor.region().code())
                .with("office", Owners.of(actor))
                .with("tie_id", id)
                .with("said_by", actor.id().value())
                .with("said_at", now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
