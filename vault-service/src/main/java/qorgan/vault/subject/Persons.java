package qorgan.vault.subject;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import qorgan.keys.Codec;
import qorgan.keys.Deposit;
import qorgan.keys.Field;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.Leaves;

/// The rows of persons and of their sealed fields, and the leaf that commits to each state of them.
@Component
class Persons {
    private static final Logger LOG = LoggerFactory.getLogger(Persons.class);
    private static final String COLUMNS =
            "region, office, subject_id, revision, registered_at, entry_id";

    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final Vault vault;
    private final Leaves leaves;

    Persons(JdbcClient jdbc, EntityManager entities, Vault vault, Leaves leaves) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.vault = vault;
        this.leaves = leaves;
    }

    void insert(Draft draft, Deposit deposit, List<FieldRow> fields, Instant now) {
        var person =
                new PersonRow(
                        draft.region().code(),
                        draft.office(),
                        draft.subject().value(),
                        0,
                        now,
                        deposit.entry());
        jdbc.sql("insert into subject_person (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?)")
                .params(
                        person.region(),
                        person.office(),
                        person.subject(),
                        person.revision(),
                        now.atOffset(ZoneOffset.UTC),
                        person.entry())
                .update();
        fields.forEach(entities::persist);
        leaves.append(LeafKind.PERSON, person.subject(), 0, content(person, fields));
    }

    FieldRow fresh(
            SubjectId subject,
            Region region,
            UUID office,
            Field field,
            String value,
            Deposit deposit,
            Instant now) {
        var place = new Place(region, subject, field, UUID.randomUUID(), 0);
        return new FieldRow(
                place, office, vault.seal(deposit, place, value, Codec.TEXT), now, deposit.entry());
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
    // a
    /// line in the log for the operator.
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
