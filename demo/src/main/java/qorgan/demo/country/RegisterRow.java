package qorgan.demo.country;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import qorgan.demo.country.Person.Situation;

/// One line of a register as an office kept it before: what `bin/qorgan import` reads.
public record RegisterRow(Map<String, String> cells) {
    /// The columns in the order in which they are written.
    public static final List<String> COLUMNS =
            List.of(
                    "register_number",
                    "iin",
                    "iin_as_stated",
                    "family_name",
                    "given_name",
                    "patronymic",
                    "birth_date",
                    "citizenship",
                    "address",
                    "contact",
                    "arrested_at",
                    "arrest_place",
                    "arrested_by",
                    "ordered_by",
                    "ground",
                    "supervised_by",
                    "record_drawn_at",
                    "wants_told",
                    "facility",
                    "admitted_at",
                    "basis",
                    "document",
                    "health",
                    "released_at",
                    "release_place",
                    "release_ground",
                    "certificate");

    public RegisterRow {
        cells = Map.copyOf(cells);
    }

    /// The line about this person, with names as Russian papers write them.
    ///
    /// @param number what the office called it
    /// @param basis the document that opened the facility's door
    public static RegisterRow of(Person person, String number, String basis) {
        var cells = new LinkedHashMap<String, String>();
        cells.put("register_number", number);
        person.iin().ifPresent(iin -> cells.put("iin", iin));
        var name = person.names().russian();
        cells.put("family_name", name.family());
        cells.put("given_name", name.given());
        cells.put("patronymic", name.patronymic());
        cells.put("birth_date", person.birth().toString());
        cells.put("citizenship", person.citizenship());
        cells.put("address", person.address());
        cells.put("contact", person.phone());
        cells.put("arrested_at", person.since().toString());
        cells.put("arrest_place", person.address());
        cells.put("arrested_by", "Полиция");
        cells.put("ordered_by", "Следственное управление");
        cells.put("ground", "Подозрение в правонарушении");
        cells.put("supervised_by", "Прокуратура");
        cells.put("record_drawn_at", after(person.since(), 2));
        person.facility()
                .ifPresent(
                        facility -> {
                            cells.put("facility", facility);
                            cells.put("admitted_at", after(person.since(), 3));
                            cells.put("basis", basis);
                            cells.put("document", "№ " + number);
                            cells.put("health", "Жалоб нет");
                        });
        if (person.situation() == Situation.RELEASED) {
            cells.put("released_at", after(person.since(), 24 * 60));
            cells.put("release_ground", "Отбытие срока");
            cells.put("certificate", "С-" + number);
        }
        return new RegisterRow(cells);
    }

    /// This line with one cell changed.
    public RegisterRow with(String column, String value) {
        var changed = new LinkedHashMap<>(cells);
        changed.put(column, value);
        return new RegisterRow(changed);
    }

    public static String header() {
        return String.join(";", COLUMNS);
    }

    public String line() {
        return COLUMNS.stream()
                .map(column -> quoted(cells.getOrDefault(column, "")))
                .collect(Collectors.joining(";"));
    }

    private static String after(Instant since, int hours) {
        return since.plus(Duration.ofHours(hours)).toString();
    }

    private static String quoted(String cell) {
        return cell.contains(";") || cell.contains("\"") || cell.contains("\n")
                ? "\"" + cell.replace("\"", "\"\"") + "\""
                : cell;
    }
}
