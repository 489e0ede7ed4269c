package qorgan.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {
    private final ApplicationModules modules = ApplicationModules.of(Application.class);

    @Test
    void rooms_depend_only_on_what_they_may() {
        modules.verify();
    }

    @Test
    void no_room_is_overlooked() {
        assertThat(
                        modules.stream()
                                .map(room -> room.getIdentifier().toString())
                                .collect(Collectors.toSet()))
                .isEqualTo(
                        Set.of(
                                "audit",
                                "consent",
                                "disclosure",
                                "duty",
                                "edge",
                                "identity",
                                "portal",
                                "register",
                                "request",
                                "subject"));
    }
}
