package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;
import org.springframework.context.i18n.LocaleContextHolder;
import qorgan.policy.Ground;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Outcome;
import qorgan.vault.audit.Tracker;
import qorgan.vault.consent.ConsentItem;
import qorgan.vault.disclosure.GrantRefusal;
import qorgan.vault.disclosure.Withheld;
import qorgan.vault.identity.Role;
import qorgan.vault.register.Basis;
import qorgan.vault.request.Contact;
import qorgan.vault.request.EvidenceKind;
import qorgan.vault.request.Relation;
import qorgan.vault.request.Verdict;
import qorgan.vault.subject.Fault;
import qorgan.vault.subject.Warning;

/// Every code that a page may have to say has its name in all three languages. A page of a later
/// day that meets a new code shows the code and says plainly that it has no name.
class NamesTest extends PortalTest {
    private static final Pattern FIELD =
            Pattern.compile("\"([WRPMDLQSA]\\.[a-z][a-z_0-9]*[a-z0-9])\"");
    private static final Pattern MESSAGE_IN_JAVA =
            Pattern.compile(
                    "(?:getMessage|reject|rejectValue|outcome|say|done)\\([^;{]*?\"([a-z][a-z-]*\\.[a-z0-9_.-]*[a-z0-9])\"");

    private static final Pattern RULE = Pattern.compile("= \"([a-z]+-[a-z0-9-]+)\";");

    @Autowired private Names names;
    @Autowired private MessageSource messages;

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

    @ParameterizedTest
    @MethodSource("languages")
    void every_code_of_a_closed_list_is_named(Locale language) {
        keys().forEach(
                        key ->
                                assertThat(messages.getMessage(key, null, language))
                                        .as(key)
                                        .isNotBlank());
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

    @Test
    void every_word_that_the_code_of_the_pages_asks_for_exists() throws IOException {
        var asked = 0;
        for (var file : sources(Path.of("src/main/java/qorgan/vault/portal"))) {
            for (var found : MESSAGE_IN_JAVA.matcher(Files.readString(file)).results().toList()) {
                asked++;
                try {
                    assertThat(messages.getMessage(found.group(1), null, EN)).isNotBlank();
                } catch (NoSuchMessageException missing) {
                    throw new AssertionError(found.group(1) + " of " + file, missing);
                }
            }
        }
        assertThat(asked).isGreaterThan(30);
    }

    private static Stream<String> keys() {
        return Stream.of(
                        coded("role.", Role.values(), Role::code),
                        lower("kind.", EntryKind.values()),
                        lower("outcome.", Outcome.values()),
                        lower("reader.", Tracker.Reader.values()),
                        coded("evidence.", EvidenceKind.values(), EvidenceKind::code),
                        coded("relation.", Relation.values(), Relation::code),
                        coded("way.", Contact.Way.values(), Contact.Way::code),
                        coded("verdict.", Verdict.values(), Verdict::code),
                        coded("basis.", Basis.values(), Basis::code),
                        coded("event.", CustodyEvent.values(), CustodyEvent::code),
                        lower("warning.", Warning.values()),
                        lower("fault.", Fault.values()),
                        coded("consent.item.", ConsentItem.values(), ConsentItem::code),
                        coded(
                                "grant.refused.",
                                Arrays.stream(GrantRefusal.values())
                                        .filter(why -> why != GrantRefusal.NOT_YOURS)
                                        .toArray(GrantRefusal[]::new),
                                GrantRefusal::code),
                        Arrays.stream(Desk.values()).flatMap(NamesTest::ofDesk),
                        Stream.of("irregular", "overdue", "proof_lag", "dpo_case")
                                .map(kind -> "alarm." + kind),
                        Stream.of("in-force", "expired", "withdrawn")
                                .map(state -> "consent.state." + state))
                .flatMap(Function.identity());
    }

    private static Stream<String> ofDesk(Desk place) {
        return Stream.of(place.key(), place.key() + ".text");
    }

    private static <T> Stream<String> coded(String prefix, T[] all, Function<T, String> code) {
        return Arrays.stream(all).map(one -> prefix + code.apply(one));
    }

    private static <T extends Enum<T>> Stream<String> lower(String prefix, T[] all) {
        return coded(prefix, all, one -> one.name().toLowerCase(Locale.ROOT));
    }

    /// The codes that stand in the code of the service and in the rules, and the seven items.
    private static Set<String> fields() throws IOException {
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

    private static List<Path> sources(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
