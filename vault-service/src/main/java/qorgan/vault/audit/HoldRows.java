package qorgan.vault.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import qorgan.keys.Codec;
import qorgan.keys.Field;
import qorgan.keys.Opening;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.identity.Actor;

/// The rows of holds. A hold stands where a person stands in the hierarchy of keys, and its words
/// are sealed there under class A: setting one tells nobody why who may not read it.
@Component
class HoldRows {
    static final Field REASON = new Field("A.hold_reason");
    static final String PURPOSE = "legal-hold";

    private static final int SHOWN = 200;
    private static final String SELECT =
            """
            select h.*, l.lifted_at, l.reason as lifted_reason
            from audit_hold h left join audit_hold_lifted l on l.hold_id = h.hold_id
            """;

    private final JdbcTemplate jdbc;
    private final LeafedRows rows;
    private final AccessLog accessLog;
    private final Vault vault;

    HoldRows(JdbcTemplate jdbc, LeafedRows rows, AccessLog accessLog, Vault vault) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.accessLog = accessLog;
        this.vault = vault;
    }

    record Stored(Holds.Hold hold, String region, byte[] reason, byte @Nullable [] lifted) {
        Holds.HoldFile opened(Opening opening) {
            return new Holds.HoldFile(
                    hold,
                    text(opening, 0, reason),
                    lifted == null ? null : text(opening, 1, lifted));
        }

        private String text(Opening opening, long revision, byte[] sealed) {
            try (var plain =
                    opening.plain(
                            Sealed.<String>of(sealed),
                            place(region, hold.hold(), revision),
                            Codec.TEXT)) {
                return plain.value();
            }
        }
    }

    List<Holds.Ground> grounds(byte[] token, Instant now) {
        return jdbc.query(
                "select ground from audit_held(?, ?)",
                (row, _) -> Holds.Ground.valueOf(row.getString(1)),
                token,
                Timestamp.from(now));
    }

    Optional<Stored> find(UUID hold) {
        return jdbc.query(SELECT + " where h.hold_id = ?", HoldRows::read, hold).stream()
                .findFirst();
    }

    /// The hold as it stands once nobody else can be lifting it.
    Optional<Stored> lock(UUID hold) {
        jdbc.query(
                "select pg_advisory_xact_lock(hashtextextended(?, 40))",
                (row, _) -> row,
                hold.toString());
        return find(hold);
    }

    List<Holds.Hold> newest() {
        return jdbc.query(
                SELECT + " order by h.set_at desc limit ?",
                (row, number) -> read(row, number).hold(),
                SHOWN);
    }

    void insert(Actor dpo, UUID hold, byte[] token, Instant now, Instant until, String reason) {
        rows.insert(
                LeafKind.DESK,
                hold,
                0,
                RowContent.of("audit_hold")
                        .with("region", dpo.region().code())
                        .with("office", Owners.of(dpo))
                        .with("hold_id", hold)
                        .with("set_by", dpo.id().value())
                        .with("set_at", now)
                        .with("until", until)
                        .sealed("token", token)
                        .sealed("reason", seal(dpo, dpo.region().code(), hold, 0, reason)));
    }

    void lift(Actor dpo, Stored stored, Instant now, String reason) {
        var hold = stored.hold();
        rows.insert(
                LeafKind.DESK,
                hold.hold(),
                1,
                RowContent.of("audit_hold_lifted")
                        .with("region", stored.region())
                        .with("office", hold.office())
                        .with("hold_id", hold.hold())
                        .with("set_by", hold.setBy())
                        .with("lifted_by", dpo.id().value())
                        .with("lifted_at", now)
                        .sealed("reason", seal(dpo, stored.region(), hold.hold(), 1, reason)));
    }

    private byte[] seal(Actor dpo, String region, UUID hold, long revision, String reason) {
        var deposit =
                accessLog.deposit(
                        dpo, new SubjectId(hold), Set.of(REASON), PURPOSE, "audit-every-read");
        return vault.seal(deposit, place(region, hold, revision), reason, Codec.TEXT).bytes();
    }

    private static Place place(String region, UUID hold, long revision) {
        return new Place(new Region(region), new SubjectId(hold), REASON, hold, revision);
    }

    private static Stored read(ResultSet row, int number) throws SQLException {
        var lifted = row.getTimestamp("lifted_at");
        return new Stored(
                new Holds.Hold(
                        row.getObject("hold_id", UUID.class),
                        HexFormat.of().formatHex(row.getBytes("token")),
                        row.getObject("office", UUID.class),
                        row.getObject("set_by", UUID.class),
                        row.getTimestamp("set_at").toInstant(),
                        row.getTimestamp("until").toInstant(),
                        lifted == null ? null : lifted.toInstant()),
                row.getString("region"),
                row.getBytes("reason"),
                row.getBytes("lifted_reason"));
    }
}
