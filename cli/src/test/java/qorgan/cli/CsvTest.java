package qorgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void quotes_commas_and_line_ends_survive() {
        var rows = Csv.read("\uFEFFa,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\n\r\n1,\r\n");
        assertThat(rows)
                .containsExactly(
                        List.of("a", "b"), List.of("x, \"y\"", "two\nlines"), List.of("1", ""));
        assertThat(rows.stream().map(Csv::line))
                .containsExactly("a,b", "\"x, \"\"y\"\"\",\"two\nlines\"", "1,");
    }

    @Test
    void a_text_without_rows_has_none() {
        assertThat(Csv.read("")).isEmpty();
        assertThat(Csv.read("\n\n")).isEmpty();
    }
}
