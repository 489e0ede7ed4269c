package qorgan.vault.subject;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.envers.Audited;
import org.springframework.data.domain.Persistable;
import qorgan.keys.Field;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;

/// One sealed field of a person. Its history holds what was stored, still sealed, each revision at
/// its own place.
@Entity
@Audited
@Table(name = "subject_field")
class FieldRow implements Persistable<UUID> {
    @Id
    @Column(updatable = false)
    private UUID fieldId;

    @Column(updatable = false)
    private String region;

    @Column(updatable = false)
    private UUID office;

    @Column(updatable = false)
    private UUID subjectId;

    @Column(updatable = false)
    private String field;

    private long revision;
    private byte[] sealed;
    private Instant recordedAt;
    private UUID entryId;

    @jakarta.persistence.Transient private boolean fresh;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected FieldRow() {}

    FieldRow(Place place, UUID office, Sealed<String> sealed, Instant recordedAt, UUID entryId) {
        this.fieldId = place.record();
        this.region = place.region().code();
        this.office = office;
        this.subjectId = place.subject().value();
        this.field = place.field().code();
        this.revision = place.revision();
        this.sealed = sealed.bytes();
        this.recordedAt = recordedAt;
        this.entryId = entryId;
        this.fresh = true;
    }

    void replace(Place place, Sealed<String> next, Instant at, UUID entry) {
        if (!place.record().equals(fieldId) || place.revision() != revision + 1) {
            throw new IllegalStateException("a field moves on by one revision: " + fieldId);
        }
        this.revision = place.revision();
        this.sealed = next.bytes();
        this.recordedAt = at;
        this.entryId = entry;
    }

    Place place() {
        return placeAt(revision);
    }

    Place nextPlace() {
        return placeAt(revision + 1);
    }

    private Place placeAt(long wanted) {
        return new Place(
                new Region(region), new SubjectId(subjectId), new Field(field), fieldId, wanted);
    }

    Field field() {
        return new Field(field);
    }

    Sealed<String> value() {
        return Sealed.of(sealed);
    }

    SealedValue sealedValue() {
        return new SealedValue(place(), value(), recordedAt, fieldId);
    }

    @Override
    public UUID getId() {
        return fieldId;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }
}
