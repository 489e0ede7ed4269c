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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.ledger.json.Json;
import qorgan.vault.identity.Actor;

/// Decisions as they were taken, so that each can be replayed years later without unsealing
/// anything: the record names its pack and keeps the truths it consumed, never a value.
@Service
public class Decisions {
    private final JdbcTemplate jdbc;
    private final Leaves leaves;
    private final Clock clock;

    Decisions(JdbcTemplate jdbc, Leaves leaves, Clock clock) {
        this.jdbc = jdbc;
        this.leaves = leaves;
        this.clock = clock;
    }

    /// A decision that was kept. `digest` is the SHA-256 of `record` and stands in the entries that
    /// rest on it.
    public record Kept(
            byte[] digest,
            byte[] packDigest,
            @Nullable UUID request,
            String record,
            Instant decidedAt) {}

    /// Keeps a decision with its leaf, in the caller's transaction, and gives its digest. The same
    /// record twice is one decision.
    ///
    /// @param record canonical JSON of the policy's decision record
    @Transactional
    public byte[] keep(Actor actor, byte[] packDigest, @Nullable UUID request, String record) {
        var digest = sha256(record);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var fresh =
                jdbc.update(
                        """
                        insert into audit_decision (region, office, digest, pack_digest, request_id, record, decided_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """,
                        actor.region().code(),
                        Owners.of(actor),
                        digest,
                        packDigest,
                        request,
                        record,
                        Timestamp.from(now));
        if (fresh == 1) {
            leaves.append(
                    LeafKind.DECISION,
                    UUID.nameUUIDFromBytes(digest),
                    0,
                    Json.object()
                            .with("at", now.toString())
                            .with("digest", HexFormat.of().formatHex(digest))
                            .with("pack", HexFormat.of().formatHex(packDigest))
                            .with("request", request == null ? "" : request.toString()));
        }
        return digest;
    }

    @Transactional(readOnly = true)
    public Optional<Kept> find(byte[] digest) {
        return jdbc
                .query(
                        "select * from audit_decision where digest = ?",
                        Decisions::read,
                        (Object) digest)
                .stream()
                .findFirst();
    }

    /// The decisions of one request, oldest first.
    @Transactional(readOnly = true)
    public List<Kept> of(UUID request) {
        return jdbc.query(
                "select * from audit_decision where request_id = ? order by decided_at",
                Decisions::read,
                request);
    }

    private static Kept read(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getBytes("digest"),
                row.getBytes("pack_digest"),
                row.getObject("request_id", UUID.class),
                row.getString("record"),
                row.getTimestamp("decided_at").toInstant());
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
