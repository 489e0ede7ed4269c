package qorgan.vault.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Codec;
import qorgan.keys.Entropy;
import qorgan.keys.Field;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.ledger.json.Json;
import qorgan.vault.identity.Actor;

/// Decisions as they were taken, so that each can be replayed years later without unsealing a value
/// of anybody: the record names its pack and keeps the truths it consumed. The truths are telling
/// themselves, so the record is sealed under class A, whose keys are never destroyed.
@Service
public class Decisions {
    static final Field RECORD = new Field("A.decision_record");

    private final JdbcTemplate jdbc;
    private final Leaves leaves;
    private final AccessLog accessLog;
    private final Vault vault;
    private final Clock clock;

    Decisions(JdbcTemplate jdbc, Leaves leaves, AccessLog accessLog, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.leaves = leaves;
        this.accessLog = accessLog;
        this.vault = vault;
        this.clock = clock;
    }

    /// A decision that was kept. `digest` is the SHA-256 of its record and stands in the entries
    /// that rest on it.
    public record Kept(
            byte[] digest, byte[] packDigest, @Nullable UUID request, Instant decidedAt) {}

    /// A decision with its sealed record.
    record Stored(Kept kept, Place place, byte[] sealed) {}

    /// Keeps a decision with its leaf, in the caller's transaction, and gives its digest.
    ///
    /// @param record the JSON of the policy's decision record
    @Transactional
    public byte[] keep(Actor actor, byte[] packDigest, @Nullable UUID request, String record) {
        var kept = Entropy.uuid() + "\n" + record;
        var digest = sha256(kept.getBytes(StandardCharsets.UTF_8));
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var place = place(actor.region().code(), owner(actor, request), digest);
        var sealed =
                vault.seal(
                        accessLog.ownRecord(place.record(), place.subject(), Set.of(RECORD)),
                        place,
                        kept,
                        Codec.TEXT);
        jdbc.update(
                """
                        insert into audit_decision (region, office, digest, pack_digest, request_id, owner, record, decided_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                actor.region().code(),
                Owners.of(actor),
                digest,
                packDigest,
                request,
                place.subject().value(),
                sealed.bytes(),
                Timestamp.from(now));
        leaves.append(
                LeafKind.DECISION,
                place.record(),
                0,
                Json.object()
                        .with("at", now.toString())
                        .with("digest", HexFormat.of().formatHex(digest))
                        .with("pack", HexFormat.of().formatHex(packDigest))
                        .with("request", request == null ? "" : request.toString()));
        return digest;
    }

    @Transactional(readOnly = true)
    public Optional<Kept> find(byte[] digest) {
        return stored(digest).map(Stored::kept);
    }

    /// The decisions of one request, oldest first.
    @Transactional(readOnly = true)
    public List<Kept> of(UUID request) {
        return jdbc
                .query(
                        "select * from audit_decision where request_id = ? order by decided_at",
                        Decisions::read,
                        request)
                .stream()
                .map(Stored::kept)
                .toList();
    }

    /// The latest decisions that whoever acts sees, newest first.
    List<Stored> recent(int most) {
        return jdbc.query(
                "select * from audit_decision order by decided_at desc limit ?",
                Decisions::read,
                most);
    }

    Optional<Stored> stored(byte[] digest) {
        return jdbc
                .query(
                        "select * from audit_decision where digest = ?",
                        Decisions::read,
                        (Object) digest)
                .stream()
                .findFirst();
    }

    private static Stored read(ResultSet row, int number) throws SQLException {
        var digest = row.getBytes("digest");
        return new Stored(
                new Kept(
                        digest,
                        row.getBytes("pack_digest"),
                        row.getObject("request_id", UUID.class),
                        row.getTimestamp("decided_at").toInstant()),
                place(row.getString("region"), row.getObject("owner", UUID.class), digest),
                row.getBytes("record"));
    }

    /// One key for the decisions of a request; those of no request share their office's.
    private static UUID owner(Actor actor, @Nullable UUID request) {
        return request == null ? Owners.of(actor) : request;
    }

    private static Place place(String region, UUID owner, byte[] digest) {
        return new Place(
                new Region(region),
                new SubjectId(owner),
                RECORD,
                UUID.nameUUIDFromBytes(digest),
                0);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
