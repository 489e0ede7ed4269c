package qorgan.policy.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LawCheckTest {
    private static SortedMap<String, byte[]> files() {
        var files = new TreeMap<String, byte[]>();
        for (var name : Packs.FILES) {
            try (var in = Packs.class.getResourceAsStream("/qorgan/policy/law/" + name)) {
                files.put(name, in.readAllBytes());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return files;
    }

    private static String text(SortedMap<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    private static void isRefused(String file, String what, String by, String... says) {
        var files = files();
        var before = text(files, file);
        assertThat(before).contains(what);
        files.put(
                file,
                before.replaceFirst(Pattern.quote(what), Matcher.quoteReplacement(by))
                        .getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Packs.of(files))
                .isInstanceOfSatisfying(
                        PackFault.class,
                        fault -> {
                            assertThat(fault.file()).isEqualTo(file);
                            assertThat(fault.line()).isPositive();
                            assertThat(fault)
                                    .hasMessageStartingWith(file + ":" + fault.line() + ": ")
                                    .hasMessageContainingAll(says);
                        });
    }

    private static void isRefusedWith(String norm, String... says) {
        var files = files();
        var file = "norms-conduct.yaml";
        var before = text(files, file);
        files.put(file, (before + "\n" + norm).getBytes(StandardCharsets.UTF_8));
        var line = (int) before.lines().count() + 2;
        assertThatThrownBy(() -> Packs.of(files))
                .isInstanceOf(PackFault.class)
                .hasMessageContainingAll(says)
                .hasMessageMatching("(?s)norms-[a-z]+\\.yaml:\\d+: .*");
        assertThat(line).isPositive();
    }

    private static String norm(String id, String rest) {
        return """
                - norm: %s
                  packs: [KZ-2026]
                  in-force: {from: 2015-01-01}
                  cite: {act: Test, article: '1'}
                  plane: W
                  holder: nobody
                  effect: permit
                  says: A test.
                  basis: design
                  verified: false
                %s"""
                .formatted(id, rest.indent(2));
    }

    @Test
    void the_law_as_carried_loads_and_has_a_digest() {
        var law = Packs.of(files());
        assertThat(law.digest()).hasSize(64).isEqualTo(Packs.load().digest());
        assertThat(law.provisions()).hasSizeGreaterThanOrEqualTo(141);
        var changed = files();
        changed.put(
                "texts.yaml",
                (text(changed, "texts.yaml") + "\n# a word\n").getBytes(StandardCharsets.UTF_8));
        assertThat(Packs.of(changed).digest()).isNotEqualTo(law.digest());
        assertThat(law.with(law.provisions()).digest()).isNotEqualTo(law.digest());
    }

    @Test
    void an_undeclared_fact_names_its_line() {
        isRefused(
                "norms-whereabouts.yaml",
                "when: field.gap",
                "when: field.gapp",
                "no fact is called field.gapp");
    }

    @Test
    void fields_grounds_sets_and_members_exist() {
        isRefused(
                "norms-whereabouts.yaml",
                "[W.health_state]",
                "[W.health]",
                "no field is called W.health");
        isRefused(
                "norms-whereabouts.yaml",
                "['@floor']",
                "['@ceiling']",
                "no fields are called @ceiling");
        isRefused("norms-whereabouts.yaml", "['W.*']", "['Z.*']", "no group is called Z.*");
        isRefused(
                "norms-whereabouts.yaml",
                "ground: record_gap",
                "ground: same_signer",
                "has no ground same_signer");
        isRefused(
                "norms-pretrial.yaml",
                "'@parties'",
                "'@guests'",
                "no set of norms is called @guests");
        isRefused("norms-pretrial.yaml", "  holder:", "  keeper:", "no member is called keeper");
    }

    @Test
    void values_are_what_they_should_be() {
        isRefused("norms-pretrial.yaml", "basis: law", "basis: rumour", "a basis is law or design");
        isRefused("norms-pretrial.yaml", "verified: true", "verified: perhaps", "true or false");
        isRefused(
                "norms-pretrial.yaml",
                "{from: 1998-01-01, to: 2015-01-01}",
                "{from: 1998-01-01, to: 1997-01-01}",
                "can never apply");
        isRefused(
                "norms-pretrial.yaml",
                "{from: 1998-01-01, to: 2015-01-01}",
                "{from: January}",
                "a day is expected");
        isRefused("facts.yaml", "kind: proven", "kind: hoped", "open or proven");
        isRefused(
                "facts.yaml", "fact: standing.refused", "fact: standing.proven", "declared twice");
        isRefused("norms-register.yaml", "n: 3,", "n: few,", "a whole number");
        isRefused("norms-register.yaml", "when: {all: []}", "when: {xor: []}", "all, any, not");
        isRefused(
                "norms-register.yaml",
                "when: {all: []}",
                "when: {all: [], any: []}",
                "all, any, not");
        isRefused(
                "norms-register.yaml", "when: {all: []}", "when: {all: {}}", "a list is expected");
        isRefused("norms-register.yaml", "packs: [", "packs: {", "");
    }

    @Test
    void nothing_is_left_untranslated() {
        isRefused("facts.yaml", "  kk: ", "  kk: '' #", "the wording in kk is missing");
        isRefused("grounds.yaml", "  ru: ", "  ru: '' #", "the wording in ru is missing");
        isRefused("texts.yaml", "en: '", "en: '' #", "");
    }

    @Test
    void exceptions_exist_and_go_in_no_circle() {
        isRefusedWith(
                norm("t", "unless: [nobody-knows-it]"),
                "yields to nobody-knows-it, which does not exist");
        isRefusedWith(
                norm(
                                "t1",
                                "permits:\n- {fields: [W.whereabouts], when: standing.proven}\nunless: [t2]")
                        + norm(
                                "t2",
                                "denies:\n- {fields: [W.whereabouts], ground: record_gap, when: standing.proven}\nunless: [t1]"),
                "exceptions go in a circle",
                "t1",
                "t2");
    }

    @Test
    void a_norm_about_the_whereabouts_cannot_read_the_gate() {
        for (var fact :
                new String[] {
                    "gate.in-scope", "grants.present", "stage.opened", "{not: gate.begun}"
                }) {
            isRefusedWith(
                    norm(
                            "t",
                            "denies:\n- {fields: [W.whereabouts], ground: record_gap, when: {any: [standing.proven, "
                                    + fact
                                    + "]}}"),
                    "for a whereabouts field");
        }
    }

    @Test
    void a_norm_can_apply() {
        isRefusedWith(
                norm(
                        "t",
                        "permits:\n- {fields: [W.whereabouts], when: {all: [standing.proven, {not: standing.proven}]}}"),
                "a condition that can never hold");
        isRefusedWith(
                norm("t", "duties:\n- {when: {any: []}, owes: [O.LOG]}"),
                "a condition that can never hold");
        isRefusedWith(
                norm("t", "duties:\n- {when: {all: []}, owes: [O.LOG]}")
                        .replace("{from: 2015-01-01}", "{from: 2010-01-01, to: 2011-01-01}"),
                "is in force in none of its packs");
        isRefusedWith(norm("t", "").replace("[KZ-2026]", "[KZ-1997]"), "no pack is called KZ-1997");
    }

    @Test
    void one_version_of_a_norm_is_in_force_at_once() {
        isRefusedWith(norm("t", "") + norm("t", ""), "two versions of t are in force at once");
    }

    @Test
    void a_file_that_is_missing_or_no_yaml_is_named() {
        var files = files();
        files.remove("grounds.yaml");
        assertThatThrownBy(() -> Packs.of(files))
                .isInstanceOf(PackFault.class)
                .hasMessageStartingWith("grounds.yaml:1: ");
        isRefused("calendar.yaml", "years:", "years: [", "");
        var empty = files();
        empty.put("terms.yaml", new byte[0]);
        assertThatThrownBy(() -> Packs.of(empty))
                .isInstanceOf(PackFault.class)
                .hasMessage("terms.yaml:1: the file is empty");
    }

    @Test
    void the_delay_of_the_notice_is_in_force_in_no_pack() {
        var law = Packs.load();
        var delay = law.provision("kz13-ccp-138-delay").orElseThrow();
        for (var pack : law.all()) {
            for (var day = Instant.parse("2013-11-26T00:00:00Z");
                    pack.covers(day);
                    day = day.plusSeconds(86_400L * 30)) {
                if (day.isAfter(Instant.parse("2030-01-01T00:00:00Z"))) {
                    break;
                }
                assertThat(delay.inForce().holds(day)).isFalse();
            }
        }
    }

    @Test
    void an_instant_has_its_pack() {
        var law = Packs.load();
        assertThat(law.at(Instant.parse("2014-04-14T10:00:00Z")).id()).isEqualTo("KZ-2013");
        assertThat(law.at(Instant.parse("2014-12-31T17:59:59Z")).id()).isEqualTo("KZ-2013");
        assertThat(law.at(Instant.parse("2014-12-31T18:00:00Z")).id()).isEqualTo("none");
        assertThat(law.at(Instant.parse("2023-12-31T17:59:59Z")).id()).isEqualTo("none");
        assertThat(law.at(Instant.parse("2023-12-31T18:00:00Z")).id()).isEqualTo("KZ-2026");
        assertThat(law.named("none").orElseThrow().isNational()).isFalse();
        assertThat(law.named("KZ-1997")).isEmpty();
        assertThat(law.says("KZ-2013")).contains("1997");
        assertThat(law.says("none")).contains("overlay");
    }
}
