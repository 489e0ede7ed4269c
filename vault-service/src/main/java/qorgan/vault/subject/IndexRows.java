package qorgan.vault.subject;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import qorgan.keys.Field;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.Reindexing;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;

/// The rows of the blind index by the version of its key, and the changes of that key.
@Component
class IndexRows {
    private static final String CHANGE =
            """
            select version, begun_at, begun_by, region, people, moved, per_second, ended_at, proof
            from subject_index_change
            """;

    /// The version before is asked for exactly: so the index (key_version, subject_id) gives people
    /// in order, and a step costs the same at the beginning and at the end.
    static final String NEXT =
            """
            select subject_id, bool_or(kind = 'iin') from subject_index
            where key_version =
                    (select max(key_version) from subject_index where key_version < ?)
                and subject_id > ?
            group by subject_id order by subject_id limit ?
            """;

    /// Any number that two instances agree on: one of them moves rows at a time.
    private static final long LOCK = 0x5175_5249_4458_4b31L;

    private final JdbcTemplate jdbc;

    IndexRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// A change of key as its row has it.
    record Change(
            int version,
            Instant begunAt,
            UUID begunBy,
            String region,
            long people,
            long moved,
            int perSecond,
            @Nullable Instant endedAt,
            @Nullable UUID proof) {}

    Optional<Change> newest() {
        return jdbc
                .query(CHANGE + " order by version desc limit 1", (row, _) -> change(row))
                .stream()
                .findFirst();
    }

    void begin(Change change, UUID office, UUID entry) {
        jdbc.update(
                """
                insert into subject_index_change
                    (region, office, version, begun_at, begun_by, entry_id, people, moved, per_second)
                values (?, ?, ?, ?, ?, ?, ?, 0, ?)
                """,
                change.region(),
                office,
                change.version(),
                change.begunAt().atOffset(ZoneOffset.UTC),
                change.begunBy(),
                entry,
                change.people(),
                change.perSecond());
    }

    boolean throttle(int version, int perSecond) {
        return jdbc.update(
                        "update subject_index_change set per_second = ? where version = ?",
                        perSecond,
                        version)
                == 1;
    }

    void moved(int version, int people) {
        jdbc.update(
                "update subject_index_change set moved = moved + ? where version = ?",
                people,
                version);
    }

    void end(int version, Instant at, UUID proof) {
        jdbc.update(
                "update subject_index_change set ended_at = ?, proof = ? where version = ?",
                at.atOffset(ZoneOffset.UTC),
                proof,
                version);
    }

    /// Held until the transaction ends; false when another instance has it.
    boolean tryLock() {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK));
    }

    long people() {
        return count("select count(distinct subject_id) from subject_index");
    }

    /// How many people have rows under an older version than this.
    long behind(int version) {
        return count(
                "select count(distinct subject_id) from subject_index where key_version < "
                        + version);
    }

    private long count(String sql) {
        @Nullable Long count = jdbc.queryForObject(sql, Long.class);
        return count == null ? 0 : count;
    }

    /// A person whose rows are behind, and whether a number is among them.
    record Behind(SubjectId subject, boolean hasNumber) {}

    /// The next people whose rows are behind, in the order of their identifiers.
    List<Behind> next(int version, UUID after, int limit) {
        return jdbc.query(
                NEXT,
                (row, _) ->
                        new Behind(new SubjectId(row.getObject(1, UUID.class)), row.getBoolean(2)),
                version,
                after,
                limit);
    }

    /// These fields of these people as they are sealed now.
    Map<SubjectId, Map<Field, Reindexing.Held>> held(List<Behind> people, Set<Field> fields) {
        var held = new HashMap<SubjectId, Map<Field, Reindexing.Held>>();
        jdbc.query(
                """
                select region, subject_id, field, field_id, revision, sealed from subject_field
                where subject_id = any (?) and field = any (?)
                """,
                row -> {
                    var place =
                            new Place(
                                    new Region(row.getString("region")),
                                    new SubjectId(row.getObject("subject_id", UUID.class)),
                                    new Field(row.getString("field")),
                                    row.getObject("field_id", UUID.class),
                                    row.getLong("revision"));
                    held.computeIfAbsent(place.subject(), _ -> new HashMap<>())
                            .put(
                                    place.field(),
                                    new Reindexing.Held(Sealed.of(row.getBytes("sealed")), place));
                },
                array("uuid", people.stream().map(each -> each.subject().value()).toArray()),
                array("text", fields.stream().map(Field::code).toArray()));
        return held;
    }

    /// A row as it should be.
    record Fresh(SubjectId subject, String kind, byte[] token) {}

    /// Puts these rows in the place of all older rows of these people.
    void move(int version, List<SubjectId> people, List<Fresh> rows) {
        var kinds = new ArrayList<String>();
        var tokens = new ArrayList<byte[]>();
        var owners = new ArrayList<UUID>();
        for (var row : rows) {
            kinds.add(row.kind());
            tokens.add(row.token());
            owners.add(row.subject().value());
        }
        jdbc.queryForObject(
                "select subject_index_move(?, ?, ?, ?, ?)",
                Long.class,
                version,
                array("uuid", people.stream().map(SubjectId::value).toArray()),
                array("text", kinds.toArray()),
                array("bytea", tokens.toArray(byte[][]::new)),
                array("uuid", owners.toArray()));
    }

    private Object array(String type, Object[] elements) {
        return java.util.Objects.requireNonNull(
                jdbc.execute(
                        (ConnectionCallback<Object>)
                                (Connection connection) ->
                                        connection.createArrayOf(type, elements)));
    }

    private static Change change(ResultSet row) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Change(
                row.getInt("version"),
                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                row.getObject("begun_by", UUID.class),
                row.getString("region"),
                row.getLong("people"),
                row.getLong("moved"),
                row.getInt("per_second"),
                ended == null ? null : ended.toInstant(),
                row.getObject("proof", UUID.class));
    }
}
