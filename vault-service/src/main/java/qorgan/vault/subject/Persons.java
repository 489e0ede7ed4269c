package qorgan.vault.subject;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import qorgan.keys.Deposit;
import qorgan.keys.Entropy;
import qorgan.keys.Field;
import qorgan.keys.Place;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.Leaves;

/// The rows of persons and of their sealed fields, and the leaf that commits to each state of them.
@Component
class Persons {
    private static final Logger LOG = LoggerFactory.getLogger(Persons.class);
    private static final String COLUMNS =
            "region, office, subject_id, revision, registered_at, entry_id";

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final EntityManager entities;
    private final Leaves leaves;

    Persons(JdbcClient jdbc, JdbcTemplate batch, EntityManager entities, Leaves leaves) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.entities = entities;
        this.leaves = leaves;
    }

    /// Enters new people, each with its sealed fields and its leaf.
    void insert(Map<Draft, List<FieldRow>> people, Map<SubjectId, Deposit> deposits, Instant now) {
        var rows = new ArrayList<Object[]>();
        var committed = new ArrayList<Leaves.Row>();
        people.forEach(
                (draft, fields) -> {
                    var person =
                            new PersonRow(
                                    draft.region().code(),
                                    draft.office(),
                                    draft.subject().value(),
                                    0,
                                    now,
                                    Objects.requireNonNull(deposits.get(draft.subject())).entry());
                    rows.add(
                            new Object[] {
                                person.region(),
                                person.office(),
                                person.subject(),
                                person.revision(),
                                now.atOffset(ZoneOffset.UTC),
                                person.entry()
                            });
                    fields.forEach(entities::persist);
                    committed.add(
                            new Leaves.Row(
                                    LeafKind.PERSON, person.subject(), 0, content(person, fields)));
                });
        batch.batchUpdate(
                "insert into subject_person (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?)", rows);
        leaves.appendAll(committed);
    }

    FieldRow fresh(
            Keeper keeper,
            SubjectId subject,
            Field field,
            Instant now,
            UUID entry,
            Function<Place, Sealed<String>> seal) {
        var place = new Place(keeper.region(), subject, field, Entropy.uuid(), 0);
        return new FieldRow(place, keeper.office().value(), seal.apply(place), now, entry);
    }

    /// Writes the next revision of a person over the fields as they now are.
    void advance(PersonRow person, Instant now) {
        var next =
                new PersonRow(
                        person.region(),
                        person.office(),
                        person.subject(),
                        person.revision() + 1,
                        person.registeredAt(),
                        person.entry());
        entities.flush();
        jdbc.sql("update subject_person set revision = ? where subject_id = ?")
                .params(next.revision(), next.subject())
                .update();
        leaves.append(
                LeafKind.PERSON,
                next.subject(),
                next.revision(),
                content(next, rows(new SubjectId(next.subject()))));
    }

    Optional<PersonRow> find(SubjectId subject) {
        return select(subject, "");
    }

    /// The person, held until the transaction ends, so that two amendments follow each other.
    Optional<PersonRow> lock(SubjectId subject) {
        return select(subject, " for update");
    }

    private Optional<PersonRow> select(SubjectId subject, String suffix) {
        return jdbc.sql("select " + COLUMNS + " from subject_person where subject_id = ?" + suffix)
                .param(subject.value())
                .query(Persons::person)
                .optional();
    }

    List<FieldRow> rows(SubjectId subject) {
        return entities.createQuery("from FieldRow where subjectId = :subject", FieldRow.class)
                .setParameter("subject", subject.value())
                .getResultList();
    }

    /// The sealed fields of a person if they are what their leaf committed to; none otherwise, and
    /// a line in the log for the operator.
    List<FieldRow> matching(PersonRow person) {
        var rows = rows(new SubjectId(person.subject()));
        if (leaves.matches(
                LeafKind.PERSON, person.subject(), person.revision(), content(person, rows))) {
            return rows;
        }
        LOG.error("person {} does not match its leaf; not used", person.subject());
        return List.of();
    }

    boolean isProtected(SubjectId subject, Instant now) {
        return jdbc.sql("select subject_is_protected(?, ?)")
                .params(subject.value(), now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    private static byte[] content(PersonRow person, List<FieldRow> fields) {
        Map<Field, Sealed<String>> sealed = new TreeMap<>();
        Map<String, String> places = new TreeMap<>();
        for (var row : fields) {
            sealed.put(row.field(), row.value());
            places.put(row.field().code(), row.place().record() + "@" + row.place().revision());
        }
        return LeafContent.of("subject_person")
                .with("region", person.region())
                .with("office", person.office())
                .with("registeredAt", person.registeredAt())
                .with("entry", person.entry())
                .with("places", places)
                .sealed("fields", sealed)
                .bytes();
    }

    private static PersonRow person(ResultSet found, int row) throws SQLException {
        return new PersonRow(
                found.getString("region"),
                found.getObject("office", UUID.class),
                found.getObject("subject_id", UUID.class),
                found.getLong("revision"),
                found.getObject("registered_at", OffsetDateTime.class).toInstant(),
                found.getObject("entry_id", UUID.class));
    }
}
