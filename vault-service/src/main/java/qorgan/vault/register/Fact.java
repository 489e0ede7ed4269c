package qorgan.vault.register;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.subject.Stated;

/// What happened, as an officer states it. `at` is the actual time, to the minute, not the time of
/// the paper. `unknown` names fields of which the officer can only say why they are not known: an
/// explicit gap, never an empty string.
public sealed interface Fact {
    Stated<Instant> at();

    EventKind kind();

    /// @param place where liberty was actually restricted
    /// @param by who did it
    /// @param orderedBy the authority that ordered it
    /// @param ground the ground, register data and not an article 18 fact
    /// @param supervisedBy the authority that supervises the deprivation of liberty
    /// @param recordDrawnAt when the record of arrest was drawn up, where it was
    /// @param wantsTold whom the detained person wants told, and how to reach them
    record Arrest(
            Person person,
            Stated<Instant> at,
            @Nullable Stated<String> place,
            @Nullable Stated<String> by,
            @Nullable Stated<String> orderedBy,
            @Nullable Stated<String> ground,
            @Nullable Stated<String> supervisedBy,
            @Nullable Stated<Instant> recordDrawnAt,
            @Nullable Stated<String> wantsTold,
            Map<Field, Stated<String>> unknown)
            implements Fact {
        public Arrest {
            unknown = Map.copyOf(unknown);
        }

        @Override
        public EventKind kind() {
            return EventKind.ARREST;
        }
    }

    /// @param basis on which document the facility took the person; none is irregular, never
    ///     refused
    /// @param document number and date of that document
    record Placement(
            SubjectId subject,
            FacilityId facility,
            Stated<Instant> at,
            @Nullable Basis basis,
            @Nullable Stated<String> document,
            @Nullable Stated<String> health,
            Map<Field, Stated<String>> unknown)
            implements Fact {
        public Placement {
            unknown = Map.copyOf(unknown);
        }

        @Override
        public EventKind kind() {
            return EventKind.PLACEMENT;
        }
    }

    /// @param authority who is responsible for the transfer
    /// @param another this is a further transfer and not the one that already stands
    record Transfer(
            SubjectId subject,
            FacilityId from,
            FacilityId to,
            Stated<Instant> at,
            @Nullable Stated<String> authority,
            @Nullable Basis basis,
            @Nullable Stated<String> document,
            boolean another,
            Map<Field, Stated<String>> unknown)
            implements Fact {
        public Transfer {
            unknown = Map.copyOf(unknown);
        }

        @Override
        public EventKind kind() {
            return EventKind.TRANSFER;
        }
    }

    /// @param complained the person complains of violence: the procurator's clock runs
    record Injury(SubjectId subject, Stated<Instant> at, Stated<String> record, boolean complained)
            implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.INJURY;
        }
    }

    /// @param state elements of the state of health, as summary; never the medical file
    record Health(SubjectId subject, Stated<Instant> at, Stated<String> state) implements Fact {
        @Override
        public EventKind kind() {
            return EventKind.HEALTH;
        }
    }

    record Release(
            SubjectId subject,
            Stated<Instant> at,
            @Nullable Stated<String> place,
            @Nullable Stated<String> ground,
            @Nullable Stated<String> certificate,
            Map<Field, Stated<String>> unknown)
            implements Fact {
        public Release {
            unknown = Map.copyOf(unknown);
        }

        @Override
        public EventKind kind() {
            return EventKind.RELEASE;
        }
    }

    record Death(
            SubjectId subject,
            Stated<Instant> at,
            @Nullable Stated<String> circumstances,
            @Nullable Stated<String> cause,
            @Nullable Stated<String> remains,
            Map<Field, Stated<String>> unknown)
            implements Fact {
        public Death {
            unknown = Map.copyOf(unknown);
        }

        @Override
        public EventKind kind() {
            return EventKind.DEATH;
        }
    }
}
