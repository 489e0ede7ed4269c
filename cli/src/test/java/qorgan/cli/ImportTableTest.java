package qorgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTableTest {
    @TempDir Path directory;

    private List<ImportTable.Row> rows(String text) throws IOException {
        return rows(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<ImportTable.Row> rows(byte[] bytes) throws IOException {
        var file = Files.write(directory.resolve("file.csv"), bytes);
        try (var csv = ImportTable.open(file)) {
            var rows = new ArrayList<ImportTable.Row>();
            for (var row = csv.next(); row != null; row = csv.next()) {
                rows.add(row);
            }
            return rows;
        }
    }

    @Test
    void reads_semicolons_and_commas_with_and_without_a_mark() throws IOException {
        assertThat(rows("\uFEFFa;b\n1;2,5\n"))
                .containsExactly(new ImportTable.Row(2, List.of("1", "2,5")));
        assertThat(rows("a,b\r\n1,\"x;y\"\r\n"))
                .containsExactly(new ImportTable.Row(2, List.of("1", "x;y")));
    }

    @Test
    void quotes_hold_separators_quotes_and_line_breaks() throws IOException {
        assertThat(rows("a;b\n\"қ;\"\"ғ\"\"\";\"екі\nжол\"\n;\n"))
                .containsExactly(
                        new ImportTable.Row(2, List.of("қ;\"ғ\"", "екі\nжол")),
                        new ImportTable.Row(3, List.of("", "")));
    }

    @Test
    void empty_lines_are_passed_over_and_keep_their_number() throws IOException {
        assertThat(rows("a;b\n\n1;2")).containsExactly(new ImportTable.Row(3, List.of("1", "2")));
    }

    @Test
    void what_is_no_table_is_named_by_row_and_never_quoted() {
        assertThatThrownBy(() -> rows("a;b\n1;\"құпия"))
                .isInstanceOf(ImportTable.Unreadable.class)
                .hasMessageContaining("row 2")
                .message()
                .doesNotContain("құпия");
        assertThatThrownBy(() -> rows("a;b\n\"x\"y;1\n")).hasMessageContaining("row 2");
        assertThatThrownBy(() -> rows("")).hasMessageContaining("empty");
        assertThatThrownBy(() -> rows("a;b\nсекрет;1\n".getBytes(Charset.forName("windows-1251"))))
                .hasMessageContaining("not UTF-8");
    }
}
