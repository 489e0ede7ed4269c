package qorgan.vault.register;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.vault.subject.LeafContent;
import qorgan.vault.subject.SealedValue;

/// An entry of the register as it is stored: clear columns and sealed values.
///
/// @param seq the order in which entries of this person were made, from 0
/// @param placeInTime the order in which they happened, as the stated times said when each was
///     made: an entry made late stands between those it belongs between
/// @param territory the region of the office that made the entry: whose procurator is alarmed
record EventRow(
        String region,
        UUID office,
        UUID event,
        String territory,
        UUID subject,
        long seq,
        long placeInTime,
        EventKind kind,
        @Nullable UUID facility,
        @Nullable UUID fromFacility,
        @Nullable UUID supersedes,
        List<String> broken,
        UUID actor,
        Instant recordedAt,
        UUID entry,
        Map<Field, Value> values) {

    /// @param gap the sealed text is why the value is not known
    record Value(Sealed<String> sealed, boolean gap) {}

    EventRow {
        broken = broken.stream().sorted().toList();
        values = Map.copyOf(values);
    }

    EventRow holding(Map<Field, Value> read) {
        return new EventRow(
                region,
                office,
                event,
                territory,
                subject,
                seq,
                placeInTime,
                kind,
                facility,
                fromFacility,
                supersedes,
                broken,
                actor,
                recordedAt,
                entry,
                read);
    }

    Place place(Field field) {
        return new Place(new Region(region), new SubjectId(subject), field, event, 0);
    }

    SealedValue sealedValue(Field field, Value value) {
        return new SealedValue(place(field), value.sealed(), recordedAt, event);
    }

    /// What the leaf of this entry commits to.
    byte[] content() {
        Map<Field, Sealed<String>> sealed = new TreeMap<>();
        var gaps = new java.util.TreeSet<String>();
        values.forEach(
                (field, value) -> {
                    sealed.put(field, value.sealed());
                    if (value.gap()) {
                        gaps.add(field.code());
                    }
                });
        return LeafContent.of("register_event")
                .with("region", region)
                .with("office", office)
                .with("territory", territory)
                .with("subject", subject)
                .with("seq", seq)
                .with("placeInTime", placeInTime)
                .with("kind", kind.code())
                .with("facility", facility)
                .with("fromFacility", fromFacility)
                .with("supersedes", supersedes)
                .with("broken", broken)
                .with("actor", actor)
                .with("recordedAt", recordedAt)
                .with("entry", entry)
                .with("gaps", gaps)
                .sealed("values", sealed)
                .bytes();
    }
}
