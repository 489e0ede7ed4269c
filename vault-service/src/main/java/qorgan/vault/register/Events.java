package qorgan.vault.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import qorgan.keys.Field;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.Leaves;

/// The entries of the register in the database, and the one row per person that is held while an
/// entry is added.
@Component
class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final String COLUMNS =
            """
            region, office, event_id, territory, subject_id, seq, place_in_time, kind, facility_id, from_facility,
            supersedes, broken, actor, recorded_at, entry_id""";

    private final JdbcTemplate jdbc;
    private final Leaves leaves;

    Events(JdbcTemplate jdbc, Leaves leaves) {
        this.jdbc = jdbc;
        this.leaves = leaves;
    }

    /// Where the file of a person stands. `events` is the next entry's number.
    record FileRow(CustodyStatus state, @Nullable UUID facility, long events) {}

    /// Opens the file where there is none, and holds it until the transaction ends: of two officers
    /// who register at once, the second sees what the first did.
    FileRow hold(SubjectId subject, String region, UUID office) {
        jdbc.update(
                """
                insert into register_file (region, office, subject_id, state, facility_id, events)
                values (?, ?, ?, 'in_custody', null, 0) on conflict (subject_id) do nothing
                """,
                region,
                office,
                subject.value());
        return jdbc.query(
                        "select state, facility_id, events from register_file where subject_id = ? for update",
                        (found, _) ->
                                new FileRow(
                                        CustodyStatus.of(found.getString("state")),
                                        found.getObject("facility_id", UUID.class),
                                        found.getLong("events")),
                        subject.value())
                .getFirst();
    }

    /// Opens the files of people who have none yet, where their entries leave them.
    void openFiles(List<Object[]> files) {
        jdbc.batchUpdate(
                """
                insert into register_file (region, office, subject_id, state, facility_id, events)
                values (?, ?, ?, ?, ?, ?)
                """,
                files);
    }

    void moveFile(SubjectId subject, CustodyStatus state, @Nullable UUID facility, long events) {
        jdbc.update(
                "update register_file set state = ?, facility_id = ?, events = ? where subject_id = ?",
                state.code(),
                facility,
                events,
                subject.value());
    }

    Optional<EventRow> withFact(SubjectId subject, byte[] fact) {
        return jdbc
                .query(
                        "select "
                                + COLUMNS
                                + " from register_event where subject_id = ? and fact = ?",
                        Events::row,
                        subject.value(),
                        fact)
                .stream()
                .findFirst();
    }

    Optional<EventRow> find(EventId event) {
        return jdbc
                .query(
                        "select " + COLUMNS + " from register_event where event_id = ?",
                        Events::row,
                        event.value())
                .stream()
                .findFirst();
    }

    Optional<EventRow> superseding(EventId event) {
        return jdbc
                .query(
                        "select " + COLUMNS + " from register_event where supersedes = ?",
                        Events::row,
                        event.value())
                .stream()
                .findFirst();
    }

    void insert(EventRow row, byte[] fact) {
        insertAll(List.of(row), List.of(fact));
    }

    void insertAll(List<EventRow> rows, List<byte[]> facts) {
        var events = new ArrayList<Object[]>();
        var values = new ArrayList<Object[]>();
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            events.add(
                    new Object[] {
                        row.region(),
                        row.office(),
                        row.event(),
                        row.territory(),
                        row.subject(),
                        row.seq(),
                        row.placeInTime(),
                        row.kind().code(),
                        row.facility(),
                        row.fromFacility(),
                        row.supersedes(),
                        row.broken().toArray(String[]::new),
                        facts.get(i),
                        row.actor(),
                        row.recordedAt().atOffset(ZoneOffset.UTC),
                        row.entry()
                    });
            row.values()
                    .forEach(
                            (field, value) ->
                                    values.add(
                                            new Object[] {
                                                row.region(),
                                                row.office(),
                                                row.event(),
                                                field.code(),
                                                value.gap(),
                                                value.sealed().bytes()
                                            }));
        }
        jdbc.batchUpdate(
                """
                insert into register_event (region, office, event_id, territory, subject_id, seq, place_in_time, kind,
                    facility_id, from_facility, supersedes, broken, fact, actor, recorded_at, entry_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                events);
        jdbc.batchUpdate(
                """
                insert into register_value (region, office, event_id, field, gap, sealed)
                values (?, ?, ?, ?, ?, ?)
                """,
                values);
        leaves.appendAll(
                rows.stream()
                        .map(
                                row ->
                                        new Leaves.Row(
                                                LeafKind.REGISTER_EVENT,
                                                row.event(),
                                                0,
                                                row.content()))
                        .toList());
    }

    /// All entries of a person in the order in which they happened, clear columns only.
    List<EventRow> clear(SubjectId subject) {
        return jdbc.query(
                "select "
                        + COLUMNS
                        + " from register_event where subject_id = ? order by place_in_time, seq",
                Events::row,
                subject.value());
    }

    /// All entries of a person with their values. An entry that is not what its leaf committed to
    /// is left out, and the operator hears of it.
    List<EventRow> matching(SubjectId subject) {
        var values = new HashMap<UUID, Map<Field, EventRow.Value>>();
        jdbc.query(
                """
                select v.event_id, v.field, v.gap, v.sealed
                from register_value v join register_event e using (event_id) where e.subject_id = ?
                """,
                found -> {
                    values.computeIfAbsent(
                                    found.getObject("event_id", UUID.class), _ -> new HashMap<>())
                            .put(
                                    new Field(found.getString("field")),
                                    new EventRow.Value(
                                            Sealed.of(found.getBytes("sealed")),
                                            found.getBoolean("gap")));
                },
                subject.value());
        return clear(subject).stream()
                .map(row -> row.holding(values.getOrDefault(row.event(), Map.of())))
                .filter(this::matchesLeaf)
                .toList();
    }

    private boolean matchesLeaf(EventRow row) {
        var matches = leaves.matches(LeafKind.REGISTER_EVENT, row.event(), 0, row.content());
        if (!matches) {
            LOG.error("register event {} does not match its leaf; not used", row.event());
        }
        return matches;
    }

    /// The entries that stand: those that no later entry supersedes, in the order in which they
    /// happened.
    static List<EventRow> standing(List<EventRow> all) {
        var superseded = new HashSet<UUID>();
        for (var row : all) {
            if (row.supersedes() != null) {
                superseded.add(row.supersedes());
            }
        }
        return all.stream()
                .filter(row -> !superseded.contains(row.event()))
                .sorted(
                        Comparator.comparingLong(EventRow::placeInTime)
                                .thenComparingLong(EventRow::seq))
                .toList();
    }

    List<EventRow> irregular(String territory, java.time.Instant since) {
        return jdbc.query(
                "select "
                        + COLUMNS
                        + """
                         from register_event
                        where territory = ? and recorded_at >= ? and cardinality(broken) > 0
                        order by recorded_at desc limit 500
                        """,
                Events::row,
                territory,
                since.atOffset(ZoneOffset.UTC));
    }

    private static EventRow row(ResultSet found, int number) throws SQLException {
        return new EventRow(
                found.getString("region"),
                found.getObject("office", UUID.class),
                found.getObject("event_id", UUID.class),
                found.getString("territory"),
                found.getObject("subject_id", UUID.class),
                found.getLong("seq"),
                found.getLong("place_in_time"),
                EventKind.of(found.getString("kind")),
                found.getObject("facility_id", UUID.class),
                found.getObject("from_facility", UUID.class),
                found.getObject("supersedes", UUID.class),
                List.of((String[]) found.getArray("broken").getArray()),
                found.getObject("actor", UUID.class),
                found.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                found.getObject("entry_id", UUID.class),
                Map.of());
    }
}
