package qorgan.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a table out of a text file: UTF-8, with or without a byte-order mark, columns apart by `;`
/// or `,` (whichever the header has more of), cells in double quotes where they hold one of these,
/// a quote (doubled) or a line break (RFC 4180). One row at a time, whatever the file's size.
final class ImportTable implements AutoCloseable {
    /// A row of the file: its number, counting the header as 1, and its cells.
    record Row(int number, List<String> cells) {}

    /// The file is no such table. The message names the row and nothing that stands in it.
    static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    private static final int LONGEST_CELL = 100_000;
    private static final int END = -1;

    private final Reader reader;
    private final char separator;
    private final List<String> header;
    private int rowNumber;
    private int ahead;

    private ImportTable(Reader reader, char separator) throws IOException {
        this.reader = reader;
        this.separator = separator;
        this.ahead = read();
        if (ahead == '\uFEFF') {
            ahead = read();
        }
        var first = next();
        if (first == null) {
            throw new Unreadable("the file is empty");
        }
        this.header = first.cells().stream().map(String::strip).toList();
    }

    static ImportTable open(Path file) throws IOException {
        return new ImportTable(reader(file), separator(file));
    }

    List<String> header() {
        return header;
    }

    char separator() {
        return separator;
    }

    /// The next row, or null at the end. Rows without any text are passed over.
    @Nullable Row next() throws IOException {
        while (ahead != END) {
            rowNumber++;
            var cells = cells();
            if (cells.size() > 1 || !cells.getFirst().isBlank()) {
                return new Row(rowNumber, cells);
            }
        }
        return null;
    }

    private List<String> cells() throws IOException {
        var cells = new ArrayList<String>();
        while (true) {
            cells.add(ahead == '"' ? quoted() : plain());
            if (ahead == separator) {
                ahead = read();
                continue;
            }
            if (ahead == '\r') {
                ahead = read();
            }
            if (ahead == '\n') {
                ahead = read();
            } else if (ahead != END) {
                throw new Unreadable("row " + rowNumber + ": text after a closing quote");
            }
            return cells;
        }
    }

    private String plain() throws IOException {
        var cell = new StringBuilder();
        while (ahead != separator && ahead != '\n' && ahead != '\r' && ahead != END) {
            add(cell, ahead);
            ahead = read();
        }
        return cell.toString();
    }

    private String quoted() throws IOException {
        var cell = new StringBuilder();
        ahead = read();
        while (true) {
            if (ahead == END) {
                throw new Unreadable("row " + rowNumber + ": a quote is not closed");
            }
            if (ahead == '"') {
                ahead = read();
                if (ahead != '"') {
                    return cell.toString();
                }
            }
            add(cell, ahead);
            ahead = read();
        }
    }

    private void add(StringBuilder cell, int letter) throws Unreadable {
        if (cell.length() >= LONGEST_CELL) {
            throw new Unreadable("row " + rowNumber + ": a cell is too long; is a quote missing?");
        }
        cell.append((char) letter);
    }

    private int read() throws IOException {
        try {
            return reader.read();
        } catch (CharacterCodingException _) {
            throw new Unreadable("near row " + (rowNumber + 1) + ": this is not UTF-8");
        }
    }

    private static char separator(Path file) throws IOException {
        try (var lines = reader(file)) {
            var line = lines.readLine();
            if (line == null) {
                throw new Unreadable("the file is empty");
            }
            long semicolons = line.chars().filter(each -> each == ';').count();
            long commas = line.chars().filter(each -> each == ',').count();
            return semicolons >= commas ? ';' : ',';
        } catch (CharacterCodingException _) {
            throw new Unreadable("this is not UTF-8");
        }
    }

    private static BufferedReader reader(Path file) throws IOException {
        var strict =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        return new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), strict), 65_536);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
