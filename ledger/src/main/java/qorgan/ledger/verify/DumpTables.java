package qorgan.ledger.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Chosen tables of a dump as `pg_dump` writes data: `COPY schema.table (columns) FROM stdin;`, a
/// row a line, `\.` at the end. A null is absent from its row.
final class DumpTables {
    private final Map<String, List<Map<String, String>>> tables = new HashMap<>();

    private DumpTables() {}

    static DumpTables read(Path file, Set<String> wanted) throws IOException {
        var dump = new DumpTables();
        try (var lines = Files.newBufferedReader(file)) {
            String line;
            while ((line = lines.readLine()) != null) {
                int open = line.indexOf(" (");
                if (!line.startsWith("COPY ") || open < 0) {
                    continue;
                }
                String name = line.substring(line.indexOf('.') + 1, open);
                var columns = line.substring(open + 2, line.indexOf(')', open)).split(", ");
                var rows = new ArrayList<Map<String, String>>();
                while ((line = lines.readLine()) != null && !line.equals("\\.")) {
                    if (wanted.contains(name)) {
                        rows.add(row(columns, line.split("\t", -1)));
                    }
                }
                if (line == null) {
                    throw new IOException("the dump breaks off in the table " + name);
                }
                if (wanted.contains(name)) {
                    dump.tables.put(name, rows);
                }
            }
        }
        return dump;
    }

    private static Map<String, String> row(String[] columns, String[] cells) throws IOException {
        if (columns.length != cells.length) {
            throw new IOException("a row of the dump has not as many cells as columns");
        }
        var row = new HashMap<String, String>();
        for (int i = 0; i < columns.length; i++) {
            if (!cells[i].equals("\\N")) {
                row.put(columns[i].replace("\"", ""), plain(cells[i]));
            }
        }
        return row;
    }

    private static String plain(String cell) {
        if (cell.indexOf('\\') < 0) {
            return cell;
        }
        var text = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '\\' && i + 1 < cell.length()) {
                char next = cell.charAt(++i);
                text.append(
                        switch (next) {
                            case 'b' -> '\b';
                            case 'f' -> '\f';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 't' -> '\t';
                            case 'v' -> '\u000b';
                            default -> next;
                        });
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /// Empty where the dump has no such table.
    List<Map<String, String>> table(String name) {
        return tables.getOrDefault(name, List.of());
    }

    boolean has(String name) {
        return tables.containsKey(name);
    }
}
