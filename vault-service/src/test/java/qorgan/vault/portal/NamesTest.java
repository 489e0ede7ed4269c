package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import qorgan.policy.Ground;
import qorgan.vault.consent.ConsentItem;
import qorgan.vault.disclosure.Withheld;

/// Every code that a page may have to say has its name in all three languages. A page of a later
/// day that meets a new code shows the code and says plainly that it has no name.
class NamesTest extends PortalTest {
    private static final Pattern FIELD =
            Pattern.compile("\"([WRPMDLQSA]\\.[a-z][a-z_0-9]*[a-z0-9])\"");
    private static final Pattern RULE = Pattern.compile("= \"([a-z]+-[a-z0-9-]+)\";");

    @Autowired private Names names;

    @AfterEach
    void noLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    static List<Locale> languages() {
        return Languages.ALL;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void every_field_and_every_ground_is_named(Locale language) throws IOException {
        LocaleContextHolder.setLocale(language);
        var fields = fields();
        assertThat(fields).hasSizeGreaterThan(45);
        for (var code : fields) {
            assertThat(names.field(code)).as(code).doesNotContain(code);
        }
        for (var ground : Ground.values()) {
            assertThat(names.ground(ground.code())).doesNotContain(ground.code());
        }
        for (var outward : List.of("not_authorised", Withheld.AWAITING_OFFICIAL)) {
            assertThat(names.ground(outward)).doesNotContain(outward);
        }
    }

    /// What an officer or a procurator is told that an entry breaks.
    @ParameterizedTest
    @MethodSource("languages")
    void every_rule_that_the_register_finds_broken_is_said_in_words(Locale language)
            throws IOException {
        LocaleContextHolder.setLocale(language);
        var register = Path.of("src/main/java/qorgan/vault/register/Irregularities.java");
        var rules = RULE.matcher(Files.readString(register)).results().toList();
        assertThat(rules).hasSizeGreaterThan(4);
        rules.forEach(rule -> assertThat(names.rule(rule.group(1))).isNotBlank());
    }

    @Test
    void a_code_without_a_name_is_shown_and_said_to_have_none() {
        LocaleContextHolder.setLocale(EN);
        assertThat(names.field("W.of_tomorrow"))
                .isEqualTo("W.of_tomorrow: this code has no name here yet");
        assertThat(names.ground("of_tomorrow")).startsWith("of_tomorrow: ");
    }

    /// The codes that stand in the code of the service and in the rules, and the seven items.
    static Set<String> fields() throws IOException {
        var codes = new TreeSet<String>();
        for (var file : sources(Path.of("src/main/java"))) {
            FIELD.matcher(Files.readString(file))
                    .results()
                    .forEach(found -> codes.add(found.group(1)));
        }
        for (var item : ConsentItem.values()) {
            codes.add("D.consent_" + item.code());
        }
        return codes;
    }

    static List<Path> sources(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
