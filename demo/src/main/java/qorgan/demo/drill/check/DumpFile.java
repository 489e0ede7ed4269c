package qorgan.demo.drill.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The tables of a dump in the form `pg_dump` writes them: `COPY name (columns) FROM stdin;`, a
/// line a row, `\.` at the end.
final class DumpFile {
    private final Map<String, List<Map<String, String>>> tables = new HashMap<>();

    private DumpFile() {}

    static DumpFile read(Path file) throws IOException {
        var dump = new DumpFile();
        try (var lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("COPY ")) {
                    int open = line.indexOf('(');
                    var name = line.substring(line.indexOf('.') + 1, open - 1);
                    var columns = line.substring(open + 1, line.indexOf(')')).split(", ");
                    var rows = new ArrayList<Map<String, String>>();
                    for (line = lines.readLine();
                            line != null && !line.equals("\\.");
                            line = lines.readLine()) {
                        rows.add(row(columns, line.split("\t", -1)));
                    }
                    dump.tables.put(name, rows);
                }
            }
        }
        return dump;
    }

    private static Map<String, String> row(String[] columns, String[] cells) {
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
            if (c == '\\') {
                c = cell.charAt(++i);
                c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
            }
            text.append(c);
        }
        return text.toString();
    }

    /// The rows of a table; a null column is absent from its row.
    List<Map<String, String>> table(String name) throws IOException {
        var rows = tables.get(name);
        if (rows == null) {
            throw new IOException("the dump has no table " + name);
        }
        return rows;
    }

    static byte[] bytes(Map<String, String> row, String column) {
        var value = row.getOrDefault(column, "\\x");
        return HexFormat.of().parseHex(value.substring(2));
    }
}
