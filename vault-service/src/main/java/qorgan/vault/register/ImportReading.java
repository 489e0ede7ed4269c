package qorgan.vault.register;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qorgan.keys.SubjectId;
import qorgan.vault.subject.Fault;

/// Reads the rows of a batch and keeps what has to be reported about them.
final class ImportReading {
    private final Instant latest;
    private final List<ImportReport.RefusedRow> refused = new ArrayList<>();
    private final List<ImportReport.IrregularRow> irregular = new ArrayList<>();

    /// @param latest the first instant that no stated time may be after
    ImportReading(Instant latest) {
        this.latest = latest;
    }

    List<ParsedRow> read(List<ImportRow> rows, Map<String, Facility> places) {
        var read = new ArrayList<ParsedRow>();
        for (var row : rows) {
            try {
                var parsed = ParsedRow.of(row, latest);
                if (parsed.facility() != null && !places.containsKey(parsed.facility())) {
                    throw new ParsedRow.Unreadable(
                            ImportColumn.FACILITY, ImportReason.NO_SUCH_FACILITY);
                }
                read.add(parsed);
            } catch (ParsedRow.Unreadable e) {
                refused.add(e.of(row));
            }
        }
        return read;
    }

    List<Fact> facts(ParsedRow parsed, SubjectId subject, Map<String, Facility> places) {
        var code = parsed.facility();
        return parsed.facts(subject, code == null ? null : places.get(code), latest);
    }

    void refuse(ImportRow row, String field, Fault fault) {
        var column =
                switch (field) {
                    case "iin" -> ImportColumn.IIN;
                    case "birthDate" -> ImportColumn.BIRTH_DATE;
                    default -> ImportColumn.FAMILY_NAME;
                };
        var reason =
                switch (fault) {
                    case IIN_CHECK_DIGIT -> ImportReason.IIN_CHECK_DIGIT;
                    case IN_THE_FUTURE -> ImportReason.IN_THE_FUTURE;
                    case MISSING -> ImportReason.MISSING;
                    case UNREADABLE, NOTHING_HERE -> ImportReason.UNREADABLE;
                };
        refused.add(new ImportReport.RefusedRow(row.number(), column, reason));
    }

    void differs(ImportRow row) {
        refused.add(
                new ImportReport.RefusedRow(
                        row.number(),
                        ImportColumn.REGISTER_NUMBER,
                        ImportReason.DIFFERS_FROM_EARLIER));
    }

    void irregular(ImportRow row, Set<String> rules) {
        if (!rules.isEmpty()) {
            irregular.add(new ImportReport.IrregularRow(row.number(), rules));
        }
    }

    ImportReport report(int taken, int present) {
        return new ImportReport(taken, present, refused, irregular);
    }
}
