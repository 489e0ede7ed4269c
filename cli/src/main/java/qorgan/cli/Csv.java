package qorgan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Comma-separated values as RFC 4180 describes them.
final class Csv {
    private Csv() {}

    /// The rows of a text; empty lines are none.
    static List<List<String>> read(String text) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        var begin = text.startsWith("\uFEFF") ? 1 : 0;
        for (var i = begin; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (c == ',') {
                row.add(take(cell));
            } else if (c == '\n') {
                row.add(take(cell));
                add(rows, row);
                row = new ArrayList<>();
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        row.add(take(cell));
        add(rows, row);
        return rows;
    }

    private static String take(StringBuilder cell) {
        var taken = cell.toString();
        cell.setLength(0);
        return taken;
    }

    private static void add(List<List<String>> rows, List<String> row) {
        if (row.size() > 1 || !row.getFirst().isBlank()) {
            rows.add(row);
        }
    }

    /// One row, with quotes where a cell needs them.
    static String line(List<String> row) {
        return row.stream().map(Csv::cell).collect(Collectors.joining(","));
    }

    private static String cell(String value) {
        var plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
