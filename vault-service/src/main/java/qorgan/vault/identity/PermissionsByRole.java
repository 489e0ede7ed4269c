package qorgan.vault.identity;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/// Which role may attempt what, read once from `permissions.properties`. A role that nobody knows
/// is an error at start, not a silent line.
@Component
class PermissionsByRole {
    private static final String DUTY = "duty";

    private final Map<Role, Set<String>> byRole = new EnumMap<>(Role.class);
    private final Set<String> ofDuty;

    PermissionsByRole() throws IOException {
        this(PropertiesLoaderUtils.loadProperties(new ClassPathResource("permissions.properties")));
    }

    PermissionsByRole(Properties lines) {
        this.ofDuty = permissions(lines.getProperty(DUTY, ""));
        for (var name : lines.stringPropertyNames()) {
            if (!name.equals(DUTY)) {
                var role =
                        Role.ofCode(name)
                                .orElseThrow(
                                        () -> new IllegalStateException("unknown role " + name));
                byRole.put(role, permissions(lines.getProperty(name)));
            }
        }
    }

    Set<String> of(Role role) {
        return byRole.getOrDefault(role, Set.of());
    }

    Set<String> ofDuty() {
        return ofDuty;
    }

    private static Set<String> permissions(String line) {
        return Arrays.stream(line.split(";"))
                .map(String::strip)
                .filter(permission -> !permission.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
