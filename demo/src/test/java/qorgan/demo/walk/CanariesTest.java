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
}
