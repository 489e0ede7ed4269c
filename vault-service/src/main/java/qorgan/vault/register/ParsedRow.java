package qorgan.vault.register;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.Personal;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.StatedIin;

/// A row of a register that is brought in, read: the person, and the facts in their order.
///
/// @param facility the code of the facility, where the row names one
record ParsedRow(ImportRow row, NewSubject person, Instant arrestedAt, @Nullable String facility) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");
    private static final List<DateTimeFormatter> MINUTES =
            List.of(
                    strict("uuuu-MM-dd HH:mm"),
                    strict("uuuu-MM-dd'T'HH:mm"),
                    strict("dd.MM.uuuu HH:mm"));
    private static final List<DateTimeFormatter> DAYS =
            List.of(DateTimeFormatter.ISO_LOCAL_DATE, strict("dd.MM.uuuu"));

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /// A cell that cannot be read.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final ImportColumn column;
        private final ImportReason reason;

        Unreadable(ImportColumn column, ImportReason reason) {
            super(column + ": " + reason);
            this.column = column;
            this.reason = reason;
        }

        ImportReport.RefusedRow of(ImportRow row) {
            return new ImportReport.RefusedRow(row.number(), column, reason);
        }
    }

    static ParsedRow of(ImportRow row, Instant latest) throws Unreadable {
        needed(row, ImportColumn.REGISTER_NUMBER);
        needed(row, ImportColumn.ARRESTED_AT);
        var arrestedAt = instant(row, ImportColumn.ARRESTED_AT, latest).orElseThrow();
        instant(row, ImportColumn.RECORD_DRAWN_AT, latest);
        instant(row, ImportColumn.RELEASED_AT, latest);
        var facility = row.cell(ImportColumn.FACILITY).map(Stated::value).orElse(null);
        if (facility != null) {
            needed(row, ImportColumn.ADMITTED_AT);
        } else if (row.cell(ImportColumn.ADMITTED_AT).isPresent()) {
            throw new Unreadable(ImportColumn.FACILITY, ImportReason.MISSING);
        }
        instant(row, ImportColumn.ADMITTED_AT, latest);
        basis(row);
        return new ParsedRow(row, person(row), arrestedAt, facility);
    }

    private static NewSubject person(ImportRow row) throws Unreadable {
        var details = new HashMap<Field, Stated<String>>();
        row.cell(ImportColumn.CITIZENSHIP).ifPresent(v -> details.put(Personal.CITIZENSHIP, v));
        row.cell(ImportColumn.ADDRESS).ifPresent(v -> details.put(Personal.ADDRESS, v));
        row.cell(ImportColumn.CONTACT).ifPresent(v -> details.put(Personal.CONTACT, v));
        var names = new ArrayList<PersonName>();
        var family = text(row, ImportColumn.FAMILY_NAME);
        var given = text(row, ImportColumn.GIVEN_NAME);
        if (family != null || given != null) {
            names.add(
                    PersonName.of(
                            family == null ? "" : family,
                            given == null ? "" : given,
                            text(row, ImportColumn.PATRONYMIC)));
        }
        var number = text(row, ImportColumn.IIN);
        var iin =
                number == null
                        ? null
                        : flag(row, ImportColumn.IIN_AS_STATED)
                                ? StatedIin.asStated(number)
                                : StatedIin.of(number);
        return new NewSubject(iin, names, date(row), details);
    }

    /// The facts of the row about this person, in the order in which they happened.
    List<Fact> facts(SubjectId subject, @Nullable Facility held, Instant latest) {
        try {
            var facts = new ArrayList<Fact>();
            facts.add(arrest(subject, latest));
            if (held != null) {
                facts.add(placement(subject, held, latest));
            }
            var released = instant(row, ImportColumn.RELEASED_AT, latest);
            if (released.isPresent()) {
                facts.add(
                        new Fact.Release(
                                subject,
                                Stated.of(released.get()),
                                cell(ImportColumn.RELEASE_PLACE),
                                cell(ImportColumn.RELEASE_GROUND),
                                cell(ImportColumn.CERTIFICATE),
                                Map.of()));
            }
            return facts;
        } catch (Unreadable e) {
            throw new IllegalStateException("a row was read before", e);
        }
    }

    private Fact.Arrest arrest(SubjectId subject, Instant latest) throws Unreadable {
        return new Fact.Arrest(
                new Person.Known(subject),
                Stated.of(arrestedAt),
                cell(ImportColumn.ARREST_PLACE),
                cell(ImportColumn.ARRESTED_BY),
                cell(ImportColumn.ORDERED_BY),
                cell(ImportColumn.GROUND),
                cell(ImportColumn.SUPERVISED_BY),
                instant(row, ImportColumn.RECORD_DRAWN_AT, latest).map(Stated::of).orElse(null),
                cell(ImportColumn.WANTS_TOLD),
                Map.of());
    }

    private Fact.Placement placement(SubjectId subject, Facility held, Instant latest)
            throws Unreadable {
        return new Fact.Placement(
                subject,
                held.id(),
                Stated.of(instant(row, ImportColumn.ADMITTED_AT, latest).orElseThrow()),
                basis(row),
                cell(ImportColumn.DOCUMENT),
                cell(ImportColumn.HEALTH),
                Map.of());
    }

    private @Nullable Stated<String> cell(ImportColumn column) {
        return row.cell(column).orElse(null);
    }

    private static @Nullable String text(ImportRow row, ImportColumn column) {
        return row.cell(column).map(Stated::value).orElse(null);
    }

    private static void needed(ImportRow row, ImportColumn column) throws Unreadable {
        if (row.cell(column).isEmpty()) {
            throw new Unreadable(column, ImportReason.MISSING);
        }
    }

    private static boolean flag(ImportRow row, ImportColumn column) throws Unreadable {
        var value = text(row, column);
        return switch (value == null ? "no" : value.toLowerCase(Locale.ROOT)) {
            case "yes", "иә", "да", "1" -> true;
            case "no", "жоқ", "нет", "0" -> false;
            default -> throw new Unreadable(column, ImportReason.UNREADABLE);
        };
    }

    private static @Nullable Basis basis(ImportRow row) throws Unreadable {
        var code = text(row, ImportColumn.BASIS);
        try {
            return code == null ? null : Basis.of(code.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new Unreadable(ImportColumn.BASIS, ImportReason.NO_SUCH_BASIS);
        }
    }

    private static @Nullable Stated<LocalDate> date(ImportRow row) throws Unreadable {
        var value = text(row, ImportColumn.BIRTH_DATE);
        if (value == null) {
            return null;
        }
        for (var format : DAYS) {
            try {
                return Stated.of(LocalDate.parse(value, format));
            } catch (DateTimeException _) {
                continue;
            }
        }
        throw new Unreadable(ImportColumn.BIRTH_DATE, ImportReason.UNREADABLE);
    }

    private static Optional<Instant> instant(ImportRow row, ImportColumn column, Instant latest)
            throws Unreadable {
        var value = text(row, column);
        if (value == null) {
            return Optional.empty();
        }
        var read = read(value);
        if (read.isEmpty()) {
            throw new Unreadable(column, ImportReason.UNREADABLE);
        }
        if (read.get().isAfter(latest)) {
            throw new Unreadable(column, ImportReason.IN_THE_FUTURE);
        }
        return read;
    }

    private static Optional<Instant> read(String value) {
        try {
            return Optional.of(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException _) {
            for (var format : MINUTES) {
                try {
                    return Optional.of(LocalDateTime.parse(value, format).atZone(ZONE).toInstant());
                } catch (DateTimeException _) {
                    continue;
                }
            }
            return Optional.empty();
        }
    }
}
