package qorgan.vault.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/// `docker/compose.yaml` against the service as it is: every setting that it gives is known, none
/// is missing, and the start would accept them.
class ComposeTest {
    private static final Path ROOT = Path.of(System.getProperty("qorgan.root"));
    private static final Pattern ASSIGNMENT = Pattern.compile("^([A-Z_]+)=.*", Pattern.MULTILINE);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(qorgan\\.[a-z.-]+)");

    /// Settings without which a production installation does not work, whoever runs it.
    private static final List<String> NEEDED =
            List.of(
                    "spring.datasource.url",
                    "spring.datasource.username",
                    "spring.datasource.password",
                    "spring.flyway.url",
                    "spring.flyway.user",
                    "spring.flyway.password",
                    "spring.mail.host",
                    "qorgan.mail.from",
                    "qorgan.instance",
                    "qorgan.region",
                    "qorgan.officials.issuer",
                    "qorgan.officials.client-secret",
                    "qorgan.officials.events-secret",
                    "qorgan.public.issuer",
                    "qorgan.public.client-secret",
                    "qorgan.public.events-secret",
                    "qorgan.founding.charter",
                    "qorgan.duty.responsible",
                    "qorgan.keys.keystore",
                    "qorgan.keys.epochs",
                    "qorgan.keys.channel",
                    "qorgan.keys.channel-password-file",
                    "qorgan.keys.investigation.port",
                    "qorgan.keys.investigation.key",
                    "qorgan.keys.investigation.certificate",
                    "qorgan.keys.procuracy.port",
                    "qorgan.keys.procuracy.key",
                    "qorgan.keys.procuracy.certificate",
                    "qorgan.log.origin",
                    "qorgan.log.key-file");

    @Test
    void every_setting_is_known_to_the_service() throws IOException {
        var known = new TreeSet<String>();
        own().forEach(name -> known.add(variable(name)));
        frameworks().forEach(name -> known.add(variable(name)));
        // Whatever stands below these is handed on as it is.
        var open = List.of("SPRING_MAIL_PROPERTIES_");
        assertThat(given().keySet())
                .hasSizeGreaterThan(NEEDED.size())
                .allSatisfy(
                        variable ->
                                assertThat(
                                                known.contains(variable)
                                                        || variable.equals("JAVA_TOOL_OPTIONS")
                                                        || open.stream()
                                                                .anyMatch(variable::startsWith))
                                        .as(variable)
                                        .isTrue());
    }

    @Test
    void none_is_missing() throws IOException {
        assertThat(given().keySet())
                .containsAll(NEEDED.stream().map(ComposeTest::variable).toList());
        assertThat(own()).as("what is needed is known").containsAll(needed("qorgan."));
    }

    @Test
    void the_service_would_start_with_them() throws IOException {
        var environment = new StandardEnvironment();
        var drawn = "Zr8uTq2Lw9sXe4vBn7m";
        var values = new LinkedHashMap<String, Object>();
        given().forEach((name, value) -> values.put(name, value.isEmpty() ? drawn : value));
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("compose", values));
        assertThat(SafeStart.faults(environment, false)).isEmpty();
        values.remove("SERVER_SSL_CERTIFICATE");
        assertThat(SafeStart.faults(environment, false)).isNotEmpty();
    }

    @Test
    void the_container_runs_with_as_little_as_it_needs() throws IOException {
        for (var name : List.of("service", "investigation", "procuracy")) {
            var service = service(name);
            assertThat(service).as(name).containsEntry("read_only", true);
            assertThat(service).as(name).containsEntry("cap_drop", List.of("ALL"));
            assertThat(service)
                    .as(name)
                    .containsEntry("security_opt", List.of("no-new-privileges:true"));
            assertThat(service).as(name).containsEntry("ulimits", Map.of("core", 0));
            assertThat(service.get("memswap_limit"))
                    .as("no swap for " + name)
                    .isEqualTo(service.get("mem_limit"));
        }
        var image = Files.readString(ROOT.resolve("docker/Dockerfile"));
        assertThat(image).contains("USER 10001:10001").doesNotContain("USER root");
        assertThat(image).contains("-XX:-HeapDumpOnOutOfMemoryError", "DisableAttachMechanism");
        for (var copied :
                List.of("vault-service/target/vault-service-*-exec.jar", "cli/target/cli.jar")) {
            assertThat(image).contains("COPY " + copied);
            assertThat(Files.readString(ROOT.resolve(".dockerignore"))).contains("!" + copied);
        }
    }

    @Test
    void each_office_has_a_key_agent_of_its_own() throws IOException {
        assertThat(service("investigation").get("user"))
                .isNotEqualTo(service("procuracy").get("user"))
                .isNotEqualTo("10001:10001");
        for (var office : List.of("investigation", "procuracy")) {
            var agent = service(office);
            var port = given().get(variable("qorgan.keys." + office + ".port"));
            assertThat("" + agent.get("command"))
                    .contains("--office, " + office, "--port, " + port, "qorgan_agent_" + office);
            assertThat("" + agent.get("volumes"))
                    .contains(office + ":/var/lib/qorgan-" + office)
                    .doesNotContain(
                            office.equals("procuracy") ? "investigation" : "procuracy", "keys:");
            assertThat(Files.readString(ROOT.resolve("docker/postgres/10-qorgan.sh")))
                    .contains(office, "qorgan.agent_${office}_password");
        }
    }

    private static List<String> needed(String prefix) {
        return NEEDED.stream().filter(name -> name.startsWith(prefix)).toList();
    }

    private static Map<String, Object> service() throws IOException {
        return service("service");
    }

    private static Map<String, Object> service(String name) throws IOException {
        try (InputStream in = Files.newInputStream(ROOT.resolve("docker/compose.yaml"))) {
            return child(child(new Yaml().load(in), "services"), name);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> map, String name) {
        return (Map<String, Object>) Objects.requireNonNull(map.get(name), name);
    }

    /// The service's environment: what the file says, and by name what `docker/prepare` draws.
    private static Map<String, String> given() throws IOException {
        var given = new TreeMap<String, String>();
        child(service(), "environment").forEach((name, value) -> given.put(name, "" + value));
        assertThat(service()).containsEntry("env_file", List.of(".local/service.env"));
        var prepare = Files.readString(ROOT.resolve("docker/prepare"));
        var begin = prepare.indexOf("cat > .local/service.env <<EOT");
        var drawn = prepare.substring(begin, prepare.indexOf("\nEOT", begin));
        var names = ASSIGNMENT.matcher(drawn.replace("$responsible", "QORGAN_DUTY_RESPONSIBLE="));
        while (names.find()) {
            given.put(names.group(1), "");
        }
        return given;
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    /// The project's own settings: its records of settings, and what stands in an annotation.
    private static Set<String> own() throws IOException {
        var names = new TreeSet<String>();
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (var found : scanner.findCandidateComponents("qorgan.vault")) {
            var name = Objects.requireNonNull(found.getBeanClassName());
            var type = ClassUtils.resolveClassName(name, null);
            settings(type.getAnnotation(ConfigurationProperties.class).value(), type, names);
        }
        assertThat(names).as("the records of settings were found").hasSizeGreaterThan(20);
        try (var sources = Files.walk(ROOT.resolve("vault-service/src/main/java"))) {
            for (var source : (Iterable<Path>) sources.filter(Files::isRegularFile)::iterator) {
                var placeholders = PLACEHOLDER.matcher(Files.readString(source));
                while (placeholders.find()) {
                    names.add(placeholders.group(1));
                }
            }
        }
        return names;
    }

    private static void settings(String prefix, Class<?> type, Set<String> names) {
        for (var component : type.getRecordComponents()) {
            var called = type.getDeclaredConstructors()[0].getParameters();
            var name =
                    Stream.of(called)
                            .filter(parameter -> parameter.getName().equals(component.getName()))
                            .filter(parameter -> parameter.isAnnotationPresent(Name.class))
                            .map(parameter -> parameter.getAnnotation(Name.class).value())
                            .findFirst()
                            .orElseGet(
                                    () ->
                                            component
                                                    .getName()
                                                    .replaceAll("([A-Z])", "-$1")
                                                    .toLowerCase(Locale.ROOT));
            if (component.getType().isRecord()) {
                settings(prefix + "." + name, component.getType(), names);
            } else {
                names.add(prefix + "." + name);
            }
        }
    }

    /// Spring Boot's settings, from the description that its jars carry.
    private static Set<String> frameworks() throws IOException {
        var names = new TreeSet<String>();
        var described =
                ComposeTest.class
                        .getClassLoader()
                        .getResources("META-INF/spring-configuration-metadata.json");
        for (URL each : Collections.list(described)) {
            try (var in = each.openStream()) {
                JsonMapper.builder()
                        .build()
                        .readTree(in)
                        .path("properties")
                        .forEach(property -> names.add(property.path("name").asString()));
            }
        }
        assertThat(names).contains("spring.datasource.url");
        return names;
    }
}
