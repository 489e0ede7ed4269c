package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.keys.sign.SigningIdentity;
import qorgan.ledger.verify.Main;
import qorgan.vault.Cast;
import qorgan.vault.TestAgents;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.Cases;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.log.LogSigner;
import qorgan.vault.audit.log.Sequencer;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;

/// The desk of the data-protection officer as people sit at it: in a real Chromium, through
/// Keycloak's own page, in each of the three languages, every page held against axe-core and the
/// width of a small telephone; and once with a keyboard alone. With `-Dqorgan.screens=DIR` pictures
/// of the pages are kept there.
@SuppressWarnings("NullAway.Init")
class DeskInBrowserTest extends BrowserTest {
    private static final int MORE_THAN_A_PAGE = 53;
    private static @Nullable SigningIdentity dposKey;

    @Autowired private AccessLog accessLog;
    @Autowired private Cases cases;
    @Autowired private Sequencer sequencer;
    @Autowired private LogSigner signer;
    @TempDir private Path away;

    @BeforeAll
    void certifyTheDesk() {
        if (dposKey == null) {
            var key = TestAgents.certificate("Data protection", "Police");
            enrol(cast.dpoOfPolice(), key);
            dposKey = key;
        }
    }

    @TestFactory
    Stream<DynamicNode> a_day_at_the_desk() {
        return Languages.ALL.reversed().stream()
                .map(
                        language ->
                                DynamicContainer.dynamicContainer(
                                        language.getLanguage(),
                                        new Day(language.getLanguage()).steps()));
    }

    private final class Day {
        private final String language;
        private final SubjectId person = SubjectId.random();
        private Browsing.Window dpo;

        Day(String language) {
            this.language = language;
        }

        Stream<DynamicNode> steps() {
            return Stream.of(
                    step("the desk opens", this::desk),
                    step("a long list is read page by page", this::pages),
                    step("something unusual becomes a case", this::unusual),
                    step("a case is read, found and closed", this::aCase),
                    step("a conflict of rules is resolved by a signature", this::conflict),
                    step("a person complains about a look", this::complaint),
                    step("a complaint leaves for a court", this::court),
                    step("another office reviews the desk", this::reviews),
                    step("proof keeps up", this::health),
                    step("a month in numbers", this::report),
                    step("a hold is set", this::hold),
                    step("oversight places a decoy", this::decoy),
                    step("every page held", this::held));
        }

        private DynamicTest step(String name, Executable act) {
            return DynamicTest.dynamicTest(name, act);
        }

        private Browsing.Window signedIn(String realm, Actor actor) {
            return browsing.window(language).signIn(realm, account(actor));
        }

        private void desk() {
            dpo = signedIn("officials", cast.dpoOfPolice()).look("desk-dpo");
        }

        private void pages() {
            for (var count = 0; count < MORE_THAN_A_PAGE; count++) {
                look(cast.intake(), EntryKind.CUSTODY, person, null);
            }
            dpo.go("/audit").type("person", person.value().toString()).send("/audit/entries");
            dpo.look("audit-page");
            assertThat(rows()).isEqualTo(50);
            dpo.press("form:has([name=after]) button").look("audit-older");
            assertThat(rows()).isEqualTo(MORE_THAN_A_PAGE - 50);
            assertThat(dpo.page.locator("form:has([name=after])").count()).isZero();
        }

        private int rows() {
            return dpo.page.locator("main tbody tr").count();
        }

        private void unusual() {
            look(cast.investigator(), EntryKind.STATUTORY, person, null);
            dpo.go("/audit/unusual?days=1").look("audit-unusual");
            dpo.send("/case").look("audit-case-made");
            assertThat(dpo.page.locator(".box.done").count()).as(dpo.text()).isOne();
        }

        private void aCase() {
            dpo.go("/audit/cases").look("audit-cases");
            dpo.send("/read").look("audit-case");
            dpo.send("/steps").look("audit-case-wrong");
            assertThat(dpo.page.locator("#problems").count()).isOne();
            dpo.choose("finding", "UNLAWFUL").type("words", "…").send("/steps");
            dpo.go("/audit/cases").send("/read").send("/close");
            assertThat(dpo.page.locator(".box.done").count()).as(dpo.text()).isOne();
        }

        private void conflict() {
            var duty = cast.duty("rule-conflict-deny");
            var office = Cast.POLICE_ALMATY.id().value();
            var unused =
                    Acting.as(
                            duty, () -> cases.open(duty, office, Cases.Cause.RULE_CONFLICT, null));
            dpo.go("/audit/cases").send("/read").look("audit-conflict");
            dpo.tick("stands", "DENY").page.fill("#why", "lex specialis");
            dpo.send("/resolution").look("audit-conflict-sign");
            steps.sign(dpo, Objects.requireNonNull(dposKey));
            dpo.look("audit-conflict-step-up");
            dpo.stepUp(account(cast.dpoOfPolice()), instant());
            dpo.go("/audit/cases").send("/read");
            dpo.tick("stands", "DENY").page.fill("#why", "lex specialis");
            dpo.send("/resolution");
            steps.sign(dpo, Objects.requireNonNull(dposKey));
            assertThat(dpo.page.locator(".box.done").count()).as(dpo.text()).isOne();
        }

        private void complaint() {
            look(cast.intake(), EntryKind.CUSTODY, victim, null);
            look(
                    cast.investigator(),
                    EntryKind.STATUTORY,
                    victim,
                    instant().plus(Duration.ofDays(30)));
            var dana = signedIn("public", cast.subject("victim"));
            dana.go("/own/looks").look("own-looks");
            dana.press("main a[href$='/complaint']").look("own-complaint");
            dana.send("/complaint").look("own-complaint-wrong");
            dana.type("words", "…").send("/complaint").look("own-complaint-sent");
            assertThat(dana.page.locator(".box.done").count()).as(dana.text()).isOne();
            dana.go("/own/looks").look("own-complaints");
            assertThat(dana.text()).doesNotContain(cast.intake().id().toString());
            dana.close();
        }

        private void court() throws IOException {
            sequencer.beat();
            dpo.go("/audit/cases").send("/read").look("audit-complaint");
            var zip = Steps.download(dpo, "form[action$='/export']");
            var files = Steps.unpacked(zip, away.resolve(language));
            var out = new PrintStream(OutputStream.nullOutputStream());
            var keys = away.resolve(language + ".vkeys");
            Files.writeString(keys, signer.vkeys());
            var call = new String[] {"case", files.toString(), "--vkey", keys.toString()};
            assertThat(Main.run(call, out, out)).isZero();
        }

        private void reviews() {
            var other = signedIn("officials", cast.dpoOfPenal());
            other.go("/audit/reviews").look("audit-reviews");
            other.send("/open").look("audit-entry-of-a-desk");
            other.go("/audit/reviews");
            other.press("main form:has([value=IN_ORDER]) button").look("audit-review-done");
            assertThat(other.page.locator(".box.done").count()).as(other.text()).isOne();
            other.close();
        }

        private void health() {
            dpo.go("/audit/health").look("audit-health");
        }

        private void report() {
            dpo.go("/audit/reports").look("audit-reports");
            dpo.press("main button[formaction$='/show']").look("audit-report");
            assertThat(dpo.page.locator("svg.plot rect").count()).as(dpo.text()).isPositive();
            assertThat(new String(Steps.download(dpo, "main form"))).startsWith("%PDF");
        }

        private void hold() {
            dpo.go("/audit/holds").send("/holds").look("audit-holds-wrong");
            dpo.type("person", person.value().toString());
            dpo.type("until", minute(Duration.ofDays(90))).type("words", "…").send("/holds");
            dpo.go("/audit/holds").look("audit-holds");
            dpo.send("/read").look("audit-hold");
            dpo.type("words", "…").send("/lift").look("audit-hold-own");
            assertThat(dpo.page.locator(".box.problem").count()).as(dpo.text()).isOne();
        }

        private void decoy() {
            var ombudsman = signedIn("officials", cast.ombudsman()).look("desk-ombudsman");
            ombudsman.go("/audit/decoys").send("/decoys").look("audit-decoys-wrong");
            ombudsman.choose("office", Cast.POLICE_ALMATY.id().toString());
            ombudsman.type("family", "Алдамшы").type("given", "Белгісіз");
            ombudsman.type("birth", "1980-01-02").send("/decoys");
            assertThat(ombudsman.page.locator(".box.done").count()).isOne();
            ombudsman.go("/audit/decoys").look("audit-decoys");
            ombudsman.close();
        }

        private void held() {
            dpo.close();
            assertThat(browsing.faults()).as("what axe-core and a small telephone say").isEmpty();
        }
    }

    @Test
    void a_desk_needs_no_mouse() {
        var person = SubjectId.random();
        look(cast.investigator(), EntryKind.STATUTORY, person, null);
        var dpo = browsing.window("ru").signIn("officials", account(cast.dpoOfPolice()));
        dpo.tabTo("main a[href='/audit']").enter();
        dpo.tabTo("#person").write(person.value().toString());
        dpo.tabTo("main form[action$='/audit/entries'] button").enter();
        dpo.tabTo("main form[action$='/open'] button").enter();
        dpo.go("/audit/unusual?days=1").tabTo("main form[action$='/case'] button").enter();
        assertThat(dpo.page.locator(".box.done").count()).as(dpo.text()).isOne();
        dpo.tabTo("main a[href='/audit/cases']").enter();
        dpo.tabTo("main form[action$='/read'] button").enter();
        dpo.tabTo("main form[action$='/steps'] button").enter();
        assertThat(dpo.getsTheKeyboard("#problems")).as("the summary has the keyboard").isTrue();
        dpo.key("Tab").key("Enter");
        assertThat(dpo.getsTheKeyboard("#words")).as("its link leads to the box").isTrue();
        dpo.write("ok").tabTo("#finding").key("ArrowDown");
        dpo.tabTo("main form[action$='/steps'] button").enter();
        assertThat(dpo.page.locator(".box.done").count()).as(dpo.text()).isOne();
        dpo.close();
        assertThat(browsing.faults().stream().filter(fault -> fault.contains("keyboard")).toList())
                .isEmpty();
    }

    private void look(Actor actor, EntryKind kind, SubjectId about, @Nullable Instant withheld) {
        var access =
                new Access(
                        kind,
                        Set.of(about),
                        Set.of(new Field("W.whereabouts")),
                        "test",
                        List.of("intl-ced-17-3-register"),
                        new byte[0],
                        new byte[0],
                        null,
                        null);
        var unused =
                Acting.as(
                        actor,
                        () ->
                                accessLog.open(
                                        actor,
                                        withheld == null
                                                ? access
                                                : access.withheldUntil(withheld)));
    }
}
