package qorgan.vault.register;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.ledger.json.Json;
import qorgan.vault.subject.Stated;

/// What an entry will hold: a fact turned into fields. Values are in the clear here and only here,
/// between the form and the seal; the record never prints them.
record Entry(
        EventKind kind,
        @Nullable Facility facility,
        @Nullable Facility from,
        Instant at,
        Map<Field, Stated<String>> values,
        Map<Field, Stated<String>> unknown) {

    static Entry of(
            Fact fact,
            @Nullable Facility facility,
            @Nullable Facility from,
            @Nullable Stated<String> reason) {
        var values = new Values();
        var unknown =
                switch (fact) {
                    case Fact.Arrest arrest -> values.arrest(arrest);
                    case Fact.Placement placement -> values.placement(placement, there(facility));
                    case Fact.Transfer transfer -> values.transfer(transfer, there(facility));
                    case Fact.Injury injury -> values.injury(injury);
                    case Fact.Health health -> values.health(health);
                    case Fact.Release release -> values.release(release);
                    case Fact.Death death -> values.death(death);
                };
        values.log(fact, reason);
        var left = new TreeMap<>(unknown);
        left.keySet().removeAll(values.all.keySet());
        return new Entry(fact.kind(), facility, from, fact.at().value(), values.all, left);
    }

    private static Facility there(@Nullable Facility facility) {
        if (facility == null) {
            throw new IllegalStateException("a placement has its facility");
        }
        return facility;
    }

    private static final class Values {
        private final Map<Field, Stated<String>> all = new TreeMap<>();
        private Json.Members log = Json.object();

        Map<Field, Stated<String>> arrest(Fact.Arrest arrest) {
            put(Custody.STATUS, CustodyStatus.IN_CUSTODY.wording());
            put(Custody.DEPRIVATION_DATETIME, arrest.at().value().toString());
            put(Custody.DEPRIVATION_PLACE, joined(arrest.place(), arrest.by()));
            put(Custody.ORDERING_AUTHORITY, arrest.orderedBy());
            put(Custody.SUPERVISING_AUTHORITY, arrest.supervisedBy());
            put(Custody.GROUNDS, arrest.ground());
            put(Custody.WANTS_TOLD, arrest.wantsTold());
            if (arrest.recordDrawnAt() != null) {
                log = log.with("recordDrawnAt", arrest.recordDrawnAt().value().toString());
            }
            return arrest.unknown();
        }

        Map<Field, Stated<String>> placement(Fact.Placement placement, Facility facility) {
            put(Custody.STATUS, CustodyStatus.IN_CUSTODY.wording());
            put(Custody.WHEREABOUTS, facility.whereabouts());
            put(Custody.ADMISSION_DATETIME, placement.at().value().toString());
            put(Custody.ADMISSION_PLACE, facility.whereabouts());
            put(Custody.SUPERVISING_AUTHORITY, facility.supervisor());
            put(Custody.GROUNDS, basis(placement.basis(), placement.document()));
            put(Custody.HEALTH_STATE, placement.health());
            return placement.unknown();
        }

        Map<Field, Stated<String>> transfer(Fact.Transfer transfer, Facility to) {
            put(Custody.STATUS, CustodyStatus.TRANSFERRED.wording());
            put(Custody.WHEREABOUTS, to.whereabouts());
            put(Custody.TRANSFER_DESTINATION, to.whereabouts());
            put(Custody.TRANSFER_AUTHORITY, transfer.authority());
            put(Custody.SUPERVISING_AUTHORITY, to.supervisor());
            put(Custody.GROUNDS, basis(transfer.basis(), transfer.document()));
            return transfer.unknown();
        }

        Map<Field, Stated<String>> injury(Fact.Injury injury) {
            put(Custody.INJURY_RECORD, injury.record());
            log = log.with("complained", new Json.Flag(injury.complained()));
            return Map.of();
        }

        Map<Field, Stated<String>> health(Fact.Health health) {
            put(Custody.HEALTH_STATE, health.state());
            return Map.of();
        }

        Map<Field, Stated<String>> release(Fact.Release release) {
            put(Custody.STATUS, CustodyStatus.RELEASED.wording());
            put(Custody.WHEREABOUTS, CustodyStatus.RELEASED.wording());
            put(Custody.RELEASE_DATETIME, release.at().value().toString());
            put(Custody.RELEASE_PLACE, release.place());
            put(Custody.GROUNDS, release.ground());
            if (release.certificate() != null) {
                log = log.with("certificate", release.certificate().value());
            }
            return release.unknown();
        }

        Map<Field, Stated<String>> death(Fact.Death death) {
            put(Custody.STATUS, CustodyStatus.DECEASED.wording());
            put(Custody.WHEREABOUTS, CustodyStatus.DECEASED.wording());
            put(Custody.DEATH_CIRCUMSTANCES, death.circumstances());
            put(Custody.DEATH_CAUSE, death.cause());
            put(Custody.REMAINS_DESTINATION, death.remains());
            return death.unknown();
        }

        void log(Fact fact, @Nullable Stated<String> reason) {
            log = log.with("event", fact.kind().code()).with("at", fact.at().value().toString());
            if (reason != null) {
                log = log.with("correctedBecause", reason.value());
            }
            put(Custody.LOG_ENTRIES, log.canonical());
        }

        private void put(Field field, Wording wording) {
            if (!wording.byLanguage().isEmpty()) {
                put(field, wording.text());
            }
        }

        private void put(Field field, @Nullable Stated<String> value) {
            if (value != null) {
                put(field, value.value());
            }
        }

        private void put(Field field, String value) {
            if (!value.isBlank()) {
                all.put(field, Stated.of(value.strip()));
            }
        }

        private static @Nullable Stated<String> joined(
                @Nullable Stated<String> place, @Nullable Stated<String> by) {
            if (place == null || by == null) {
                return place;
            }
            return Stated.of(place.value().strip() + "; " + by.value().strip());
        }

        private static @Nullable Stated<String> basis(
                @Nullable Basis basis, @Nullable Stated<String> document) {
            if (basis == null) {
                return document;
            }
            return Stated.of(
                    document == null ? basis.code() : basis.code() + ": " + document.value());
        }
    }
}
