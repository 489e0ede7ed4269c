package qorgan.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import qorgan.vault.identity.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class ApiTest extends ServiceTest {
    /// There for everyone: the first page, the language, the log which all may check, and the last
    /// answer.
    private static final List<String> OPEN =
            List.of("/", "/help", "/language", "/log-keys", "/log/", "/sign-in", "/error", "/v3/");

    /// Pages that show an empty form and nothing else; the chain asks for a sign-in all the same.
    private static final Set<String> EMPTY_FORMS = Set.of("/slip");

    private static final int FLOOR = 15;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void every_way_in_is_asked_by_somebody() {
        var seen = 0;
        var nobodys = new TreeSet<String>();
        for (var entry : mappings.getHandlerMethods().entrySet()) {
            if (!entry.getValue().getBeanType().getPackageName().startsWith("qorgan")) {
                continue;
            }
            seen++;
            var takesActor =
                    Arrays.asList(entry.getValue().getMethod().getParameterTypes())
                            .contains(Actor.class);
            if (!takesActor) {
                entry.getKey().getPatternValues().stream()
                        .filter(path -> !isOpen(path) && !EMPTY_FORMS.contains(path))
                        .forEach(nobodys::add);
            }
        }
        assertThat(nobodys).as("endpoints that nobody asks").isEmpty();
        assertThat(seen).isGreaterThanOrEqualTo(FLOOR);
    }

    @Test
    void the_description_in_docs_is_the_api() throws Exception {
        var answer =
                mvc.perform(get("/v3/api-docs").with(by(cast.intake())))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8);
        var described = JSON.writeValueAsString(sorted(JSON.readTree(answer))) + "\n";
        var file = Path.of(System.getProperty("qorgan.root"), "docs", "openapi.json");
        if (Boolean.getBoolean("qorgan.openapi.write")) {
            Files.writeString(file, described);
        }
        assertThat(JSON.readTree(described).get("openapi").asString()).startsWith("3.1");
        assertThat(Files.readString(file))
                .as("docs/openapi.json; -Dqorgan.openapi.write=true writes it anew")
                .isEqualTo(described);
    }

    private static boolean isOpen(String path) {
        return OPEN.stream()
                .anyMatch(
                        open ->
                                open.endsWith("/") && !open.equals("/")
                                        ? path.startsWith(open)
                                        : path.equals(open));
    }

    /// Members in the order of their names, so that a change shows and nothing else does.
    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            Set<String> names = new TreeSet<>(node.propertyNames());
            names.forEach(name -> object.set(name, sorted(node.get(name))));
            return object;
        } else if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(sorted(element)));
            return array;
        }
        return node;
    }
}
