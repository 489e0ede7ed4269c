package qorgan.vault.register.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.register.Basis;
import qorgan.vault.register.Custody;
import qorgan.vault.register.Facility;
import qorgan.vault.register.FacilityId;
import qorgan.vault.register.FacilityType;
import qorgan.vault.register.Fact;
import qorgan.vault.register.Line;
import qorgan.vault.register.NewFacility;
import qorgan.vault.register.Person;
import qorgan.vault.register.Recorded;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.StatedPerson;

/// What comes in to and goes out of the custody register. What is stated stays [Stated] on its way;
/// nothing personal goes out.
final class CustodyForms {
    private static final int LONGEST = 4000;

    private CustodyForms() {}

    /// @param subject a person on the officer's list; otherwise `person` states who it is, and an
    ///     empty `person` is somebody whose identity is not established
    /// @param unknown field codes of which only the reason is known why they have no value
    record ArrestForm(
            @Nullable UUID subject,
            @Nullable @Valid StatedPerson person,
            @NotNull Stated<Instant> at,
            @Nullable Stated<String> place,
            @Nullable Stated<String> by,
            @Nullable Stated<String> orderedBy,
            @Nullable Stated<String> ground,
            @Nullable Stated<String> supervisedBy,
            @Nullable Stated<Instant> recordDrawnAt,
            @Nullable Stated<String> wantsTold,
            @Nullable Map<String, Stated<String>> unknown) {
        Fact.Arrest toFact() {
            if ((subject == null) == (person == null)) {
                throw new Refused(ProblemCode.VALUE_MISSING, "person");
            }
            return new Fact.Arrest(
                    subject != null
                            ? new Person.Known(new SubjectId(subject))
                            : new Person.AsStated(person.toSubject()),
                    at,
                    text("place", place),
                    text("by", by),
                    text("orderedBy", orderedBy),
                    text("ground", ground),
                    text("supervisedBy", supervisedBy),
                    recordDrawnAt,
                    text("wantsTold", wantsTold),
                    reasons(unknown));
        }
    }

    record PlacementForm(
            @NotNull UUID subject,
            @NotNull UUID facility,
            @NotNull Stated<Instant> at,
            @Nullable String basis,
            @Nullable Stated<String> document,
            @Nullable Stated<String> health,
            @Nullable Map<String, Stated<String>> unknown) {
        Fact.Placement toFact() {
            return new Fact.Placement(
                    new SubjectId(subject),
                    new FacilityId(facility),
                    at,
                    basisOf(basis),
                    text("document", document),
                    text("health", health),
                    reasons(unknown));
        }
    }

    /// @param another a further transfer, not the one that already stands
    record TransferForm(
            @NotNull UUID subject,
            @NotNull UUID from,
            @NotNull UUID to,
            @NotNull Stated<Instant> at,
            @Nullable Stated<String> authority,
            @Nullable String basis,
            @Nullable Stated<String> document,
            @Nullable Boolean another,
            @Nullable Map<String, Stated<String>> unknown) {
        Fact.Transfer toFact() {
            return new Fact.Transfer(
                    new SubjectId(subject),
                    new FacilityId(from),
                    new FacilityId(to),
                    at,
                    text("authority", authority),
                    basisOf(basis),
                    text("document", document),
                    Boolean.TRUE.equals(another),
                    reasons(unknown));
        }
    }

    record InjuryForm(
            @NotNull UUID subject,
            @NotNull Stated<Instant> at,
            @NotNull Stated<String> record,
            @NotNull Boolean complained) {
        Fact.Injury toFact() {
            return new Fact.Injury(
                    new SubjectId(subject), at, needed("record", record), complained);
        }
    }

    record HealthForm(
            @NotNull UUID subject, @NotNull Stated<Instant> at, @NotNull Stated<String> state) {
        Fact.Health toFact() {
            return new Fact.Health(new SubjectId(subject), at, needed("state", state));
        }
    }

    record ReleaseForm(
            @NotNull UUID subject,
            @NotNull Stated<Instant> at,
            @Nullable Stated<String> place,
            @Nullable Stated<String> ground,
            @Nullable Stated<String> certificate,
            @Nullable Map<String, Stated<String>> unknown) {
        Fact.Release toFact() {
            return new Fact.Release(
                    new SubjectId(subject),
                    at,
                    text("place", place),
                    text("ground", ground),
                    text("certificate", certificate),
                    reasons(unknown));
        }
    }

    record DeathForm(
            @NotNull UUID subject,
            @NotNull Stated<Instant> at,
            @Nullable Stated<String> circumstances,
            @Nullable Stated<String> cause,
            @Nullable Stated<String> remains,
            @Nullable Map<String, Stated<String>> unknown) {
        Fact.Death toFact() {
            return new Fact.Death(
                    new SubjectId(subject),
                    at,
                    text("circumstances", circumstances),
                    text("cause", cause),
                    text("remains", remains),
                    reasons(unknown));
        }
    }

    /// The reason, and exactly one of the others: what should have been written.
    record CorrectionForm(
            @NotNull Stated<String> reason,
            @Nullable @Valid ArrestForm arrest,
            @Nullable @Valid PlacementForm placement,
            @Nullable @Valid TransferForm transfer,
            @Nullable @Valid InjuryForm injury,
            @Nullable @Valid HealthForm health,
            @Nullable @Valid ReleaseForm release,
            @Nullable @Valid DeathForm death) {
        Fact toFact() {
            var facts =
                    Stream.<@Nullable Fact>of(
                                    arrest == null ? null : arrest.toFact(),
                                    placement == null ? null : placement.toFact(),
                                    transfer == null ? null : transfer.toFact(),
                                    injury == null ? null : injury.toFact(),
                                    health == null ? null : health.toFact(),
                                    release == null ? null : release.toFact(),
                                    death == null ? null : death.toFact())
                            .filter(fact -> fact != null)
                            .toList();
            if (facts.size() != 1) {
                throw new Refused(ProblemCode.VALUE_MISSING, "reason");
            }
            return facts.getFirst();
        }
    }

    record FacilityForm(
            @NotNull String code,
            @NotNull String type,
            @NotNull UUID office,
            @NotNull Map<String, String> names,
            @NotNull Map<String, String> address,
            @NotNull Map<String, String> supervisor) {
        NewFacility toFacility() {
            if (!code.matches("[A-Za-z0-9_.-]{1,60}")) {
                throw new Refused(ProblemCode.VALUE_UNREADABLE, "code");
            }
            if (!names.keySet().containsAll(Set.of("kk", "ru", "en"))) {
                throw new Refused(ProblemCode.VALUE_MISSING, "names");
            }
            try {
                return new NewFacility(
                        code,
                        FacilityType.of(type),
                        new OfficeId(office),
                        names,
                        address,
                        supervisor);
            } catch (IllegalArgumentException _) {
                throw new Refused(ProblemCode.VALUE_UNREADABLE, "type");
            }
        }
    }

    record RecordedView(
            UUID event,
            UUID subject,
            Instant recordedAt,
            List<String> irregular,
            List<String> warnings) {
        static RecordedView of(Recorded.Taken taken) {
            return new RecordedView(
                    taken.event().value(),
                    taken.subject().value(),
                    taken.recordedAt(),
                    taken.broken().stream().sorted().toList(),
                    taken.warnings().stream()
                            .map(warning -> CustodyController.code(warning.name()))
                            .sorted()
                            .toList());
        }
    }

    record LineView(
            UUID event,
            UUID subject,
            String kind,
            @Nullable UUID facility,
            UUID office,
            Instant recordedAt,
            List<String> irregular,
            @Nullable UUID supersedes,
            @Nullable UUID supersededBy) {
        static LineView of(Line line) {
            return new LineView(
                    line.event().value(),
                    line.subject().value(),
                    line.kind().code(),
                    line.facility() == null ? null : line.facility().value(),
                    line.office().value(),
                    line.recordedAt(),
                    line.broken().stream().sorted().toList(),
                    line.supersedes() == null ? null : line.supersedes().value(),
                    line.supersededBy() == null ? null : line.supersededBy().value());
        }
    }

    record FacilityView(
            UUID facility,
            String code,
            String type,
            List<String> bases,
            UUID office,
            String region,
            Map<String, String> names,
            Map<String, String> address,
            Map<String, String> supervisor) {
        static FacilityView of(Facility facility) {
            return new FacilityView(
                    facility.id().value(),
                    facility.code(),
                    facility.type().code(),
                    facility.type().bases().stream().map(Basis::code).sorted().toList(),
                    facility.office().value(),
                    facility.region().code(),
                    facility.names().byLanguage(),
                    facility.address().byLanguage(),
                    facility.supervisor().byLanguage());
        }
    }

    record HeadCountView(UUID facility, long heads) {}

    record OccupantView(UUID subject) {}

    record CompletenessView(Map<String, String> groups, List<String> toFill) {}

    static @Nullable Stated<String> text(String field, @Nullable Stated<String> value) {
        if (value == null || value.value().isBlank()) {
            return null;
        }
        if (value.value().length() > LONGEST || value.value().indexOf('\0') >= 0) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, field);
        }
        return value;
    }

    static Stated<String> needed(String field, @Nullable Stated<String> value) {
        var said = text(field, value);
        if (said == null) {
            throw new Refused(ProblemCode.VALUE_MISSING, field);
        }
        return said;
    }

    private static @Nullable Basis basisOf(@Nullable String code) {
        try {
            return code == null || code.isBlank() ? null : Basis.of(code);
        } catch (IllegalArgumentException _) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, "basis");
        }
    }

    private static Map<Field, Stated<String>> reasons(
            @Nullable Map<String, Stated<String>> unknown) {
        var reasons = new HashMap<Field, Stated<String>>();
        if (unknown != null) {
            unknown.forEach(
                    (code, reason) -> {
                        var field =
                                Custody.WHEREABOUTS_FACTS.stream()
                                        .filter(known -> known.code().equals(code))
                                        .findFirst()
                                        .orElseThrow(
                                                () ->
                                                        new Refused(
                                                                ProblemCode.FIELD_UNKNOWN,
                                                                "unknown"));
                        reasons.put(field, needed("unknown", reason));
                    });
        }
        return reasons;
    }
}
