package qorgan.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir Path place;

    @Test
    void secrets_are_drawn_once_and_only_their_owner_reads_them() throws Exception {
        try (var home = Home.take(place.resolve("home"))) {
            var first = home.secrets().of("database.app");
            assertThat(first).hasSizeGreaterThan(20);
            assertThat(home.secrets().of("database.app")).isEqualTo(first);
            assertThat(home.secrets().of("database.owner")).isNotEqualTo(first);
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(home.at("secrets.properties"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.root())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void the_place_is_free_again_after_it_was_left() throws Exception {
        Home.take(place).close();
        try (var again = Home.take(place)) {
            assertThat(again.root()).isDirectory();
        }
    }
}
