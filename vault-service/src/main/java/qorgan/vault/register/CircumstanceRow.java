package qorgan.vault.register;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.vault.subject.LeafContent;
import qorgan.vault.subject.SealedValue;

/// A circumstance as it is stored.
record CircumstanceRow(
        String region,
        UUID office,
        UUID id,
        UUID subject,
        Circumstance.Kind kind,
        Instant from,
        @Nullable Instant to,
        Sealed<String> stated,
        UUID statedBy,
        Instant recordedAt,
        UUID entry,
        @Nullable Second witness,
        @Nullable End end) {

    /// The second person of an objection.
    record Second(UUID person, UUID office, Instant at) {}

    record End(UUID by, Instant at) {}

    CircumstanceRow witnessed(Second second) {
        return new CircumstanceRow(
                region,
                office,
                id,
                subject,
                kind,
                from,
                to,
                stated,
                statedBy,
                recordedAt,
                entry,
                second,
                end);
    }

    CircumstanceRow ended(End last) {
        return new CircumstanceRow(
                region,
                office,
                id,
                subject,
                kind,
                from,
                to,
                stated,
                statedBy,
                recordedAt,
                entry,
                witness,
                last);
    }

    /// Stated, it is revision 0; each step adds one.
    long revision() {
        return (witness == null ? 0 : 1) + (end == null ? 0 : 1);
    }

    Place place() {
        return new Place(new Region(region), new SubjectId(subject), kind.field(), id, 0);
    }

    Circumstance published() {
        return new Circumstance(
                new CircumstanceId(id),
                kind,
                new SealedValue(place(), stated, recordedAt, id),
                from,
                to,
                witness != null,
                end == null ? null : end.at());
    }

    /// What the leaf of this state commits to.
    byte[] content() {
        return LeafContent.of("register_circumstance")
                .with("region", region)
                .with("office", office)
                .with("subject", subject)
                .with("circumstance", kind.code())
                .with("from", from)
                .with("to", to)
                .sealed("stated", stated)
                .with("statedBy", statedBy)
                .with("recordedAt", recordedAt)
                .with("entry", entry)
                .with("witness", witness == null ? null : witness.person())
                .with("witnessOffice", witness == null ? null : witness.office())
                .with("witnessedAt", witness == null ? null : witness.at())
                .with("endedAt", end == null ? null : end.at())
                .with("endedBy", end == null ? null : end.by())
                .bytes();
    }
}
