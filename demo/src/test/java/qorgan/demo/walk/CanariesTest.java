package qorgan.demo.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanariesTest {
    @TempDir Path place;
    private final Canaries canaries = new Canaries(3);

    @Test
    void a_value_is_found_open_folded_and_as_a_dumps_bytes_and_nothing_else_is() throws Exception {
        var name = canaries.word("name");
        canaries.word("address");
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        for (var form :
                List.of(
                        "x " + name + " y",
                        name.toLowerCase(Locale.ROOT),
                        "\\\\x00" + HexFormat.of().formatHex(bytes))) {
            assertThat(canaries.fields(form.getBytes(StandardCharsets.UTF_8)))
                    .containsExactly("name");
        }
        Files.writeString(place.resolve("clean.log"), "delivery recorded 1234");
        assertThat(canaries.scan(List.of(place))).isEmpty();
        Files.writeString(place.resolve("dirty.log"), "for " + name);
        assertThat(canaries.scan(List.of(place))).hasSize(1);
    }

    @Test
    void a_value_in_a_large_file_is_found_wherever_the_pieces_are_cut() throws Exception {
        var name = canaries.text("name").getBytes(StandardCharsets.UTF_8);
        for (var at : List.of(0, (1 << 20) - 1, (1 << 20) - name.length / 2, 1 << 20, 2_500_000)) {
            var bytes = new byte[3_000_000];
            System.arraycopy(name, 0, bytes, at, name.length);
            Files.write(place.resolve("large"), bytes);
            assertThat(canaries.scan(List.of(place))).as("at " + at).hasSize(1);
        }
        Files.write(place.resolve("large"), new byte[3_000_000]);
        assertThat(canaries.scan(List.of(place))).isEmpty();
        Files.write(place.resolve("large"), new byte[0]);
        assertThat(canaries.scan(List.of(place))).isEmpty();
    }
}
