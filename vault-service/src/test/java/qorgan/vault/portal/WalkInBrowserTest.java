package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import qorgan.embedded.MailSink;
import qorgan.keys.SubjectId;
import qorgan.vault.Cast;
import qorgan.vault.TestMail;
import qorgan.vault.audit.log.Sequencer;
import qorgan.vault.disclosure.Words;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Language;

/// The way of a request as people walk it: in a real Chromium, through Keycloak's own page, each in
/// a window of their own, in each of the three languages. Every page on the way is looked at with
/// axe-core and at the width of a small telephone. With `-Dqorgan.screens=DIR` pictures of the
/// pages are kept there.
@SuppressWarnings("NullAway.Init")
class WalkInBrowserTest extends BrowserTest {
    private static final String SUSPICION = "247500031000123";

    @Autowired private Sequencer sequencer;
    @Autowired private MessageSource messages;
    @Autowired private Words words;
    @TempDir private Path away;

    @TestFactory
    Stream<DynamicNode> the_way_of_a_request() {
        return Languages.ALL.reversed().stream()
                .map(
                        language ->
                                DynamicContainer.dynamicContainer(
                                        language.getLanguage(),
                                        new Walk(language.getLanguage()).steps()));
    }

    /// One walk in one language: what one step leaves for the next.
    private final class Walk {
        private final String language;
        private final String mailbox = "sister-" + UUID.randomUUID() + "@example.org";
        private final String iin = CustodyCast.iin();
        private final String unknown = CustodyCast.iin();
        private final String shielded = CustodyCast.iin();
        private SubjectId person;
        private String number;
        private String numberOfUnknown;
        private Browsing.Window aigul;
        private Browsing.Window intake;
        private Browsing.Window investigator;
        private Browsing.Window procurator;

        Walk(String language) {
            this.language = language;
        }

        Stream<DynamicNode> steps() {
            return Stream.of(
                    step("anybody opens the door", this::door),
                    step("1. an arrest and its placement", this::arrest),
                    step("2. a relative asks, and a clerk for another", this::ask),
                    step("3. an officer records standing", this::standing),
                    step("4. the relative reads the answer", this::answer),
                    step("4. a facility answers a search", this::search),
                    step("5. data of the case stay closed", this::pretrial),
                    step("5. a refusal is signed by a name", this::refusal),
                    step("6. both grant, one revokes", this::grants),
                    step("7. a transfer starts the clock again", this::transfer),
                    step("8. the data-protection officer audits", this::audit),
                    step("9. the person sees who looked", this::ownFile),
                    step("every page held", this::held));
        }

        private DynamicTest step(String name, Executable act) {
            return DynamicTest.dynamicTest(name, act);
        }

        private Browsing.Window signedIn(String realm, qorgan.vault.identity.Actor actor) {
            return browsing.window(language).signIn(realm, account(actor));
        }

        private void door() {
            var open = browsing.window(language);
            open.go("/").look("home");
            open.go("/sign-in").look("sign-in");
            open.go("/slip").look("slip");
            open.type("number", "Q-0000-0000-0000").type("secret", "none").send("/slip");
            open.look("slip-unknown");
            tooLarge(open);
            open.go("/help").look("help");
            open.go("/log-keys").look("log-keys");
            open.close();
        }

        /// Far more than any form takes: a page says so.
        private void tooLarge(Browsing.Window open) {
            open.go("/slip");
            open.page.locator("[name=number]").evaluate("box => box.value = '1'.repeat(9000000)");
            open.send("/slip").look("too-large");
            assertThat(open.page.locator("h1").innerText())
                    .isEqualTo(word("problem.body-too-large"));
        }

        private void arrest() {
            intake = signedIn("officials", cast.intake()).look("desk-officer");
            intake.go("/register").look("register-find");
            intake.type("iin", "12").send("/register/find").look("register-find-wrong");
            person = steps.arrest(intake, iin, true);
            steps.place(intake, person, true, "register-placed");
            var other = steps.arrest(intake, CustodyCast.iin(), false);
            steps.place(intake, other, false, null);
            intake.look("register-irregular");
            assertThat(intake.page.locator(".box.warn code").allInnerTexts())
                    .contains("kz-placement-basis");
            procurator = signedIn("officials", cast.procuratorOfAlmaty());
            procurator.go("/alarms").look("alarms");
            assertThat(procurator.text()).contains("kz-placement-basis");
        }

        private void ask() {
            aigul = signedIn("public", cast.aigul()).look("desk-relative");
            aigul.go("/ask").send("/ask").look("ask-wrong");
            number = steps.ask(aigul, iin, mailbox, "slip-given");
            var ofOneWhoExists = Slip.of(aigul);
            numberOfUnknown = steps.ask(aigul, unknown, null, null);
            ofOneWhoExists.differsInNothingButNumberAndSecretFrom(Slip.of(aigul));
            protect(registered(cast.intake(), shielded), "Жасырынова");
            steps.ask(aigul, shielded, null, null);
            ofOneWhoExists.differsInNothingButNumberAndSecretFrom(Slip.of(aigul));
            var clerk = signedIn("officials", cast.clerk());
            steps.ask(clerk, CustodyCast.iin(), null, null);
            clerk.close();
            aigul.go("/requests").look("requests");
            Steps.openRequest(aigul, number);
            aigul.look("request-waiting");
        }

        private void standing() {
            var officer = signedIn("officials", cast.standingOfficer());
            steps.prove(officer, number, true);
            steps.prove(officer, numberOfUnknown, false);
            officer.close();
        }

        private void answer() throws Exception {
            Steps.openRequest(aigul, number);
            aigul.look("request").send("/answer").look("answer");
            assertThat(aigul.page.locator("main dl.facts").count()).isOne();
            var keys = get("/api/keys/receipts", silver(cast.aigul())).body();
            SavedFiles.isReceipt(Steps.download(aigul, "form:has([name=json])"), keys, language);
            assertThat(new String(Steps.download(aigul, "form:has([name=pdf])")))
                    .startsWith("%PDF");
            Steps.read(aigul, numberOfUnknown).look("answer-searching");
            assertThat(aigul.page.locator("main dl.facts").count()).isZero();
        }

        private void search() {
            intake.go("/searches").look("searches");
            intake.press("main form[action$='/open'] button").look("search");
            intake.send("/statement").look("search-wrong");
            intake.tick("verdict", "not_in_our_records").send("/statement").look("search-sign");
            intake.press("main form[enctype] button[type=submit]").look("search-sign-wrong");
            steps.sign(intake, given(intakesKey));
            intake.look("search-taken");
            assertThat(intake.page.locator(".box.done").count()).as(intake.text()).isOne();
            var desk = signedIn("officials", cast.searchDesk());
            desk.go("/searches").look("searches-desk");
            desk.press("main tr:last-child form[action$='/open'] button").look("search-desk");
            desk.close();
            Steps.read(aigul, numberOfUnknown);
            assertThat(aigul.page.locator("main dl.facts").count()).isZero();
        }

        private void pretrial() {
            var theCase = theCase();
            investigator = signedIn("officials", cast.investigator());
            investigator.go("/pretrial").look("pretrial");
            investigator.send("/pretrial").look("pretrial-wrong");
            investigator.type("caseId", theCase.value().toString()).type("person", iin);
            investigator.type("values[P.case_number]", SUSPICION);
            investigator.type("values[P.suspicion_summary]", "theft");
            investigator.send("/pretrial").look("pretrial-taken");
            Steps.openRequest(aigul, number);
            aigul.press("main a[href$='/apply']").look("apply");
            aigul.tick("fields", "P.case_number").send("/apply").look("apply-wrong");
            assertThat(aigul.page.locator(".box.problem").count()).isOne();
            aigul.tick("agrees", null).send("/apply").look("applied");
            Steps.read(aigul, number).look("answer-withheld");
            assertThat(aigul.text()).doesNotContain(SUSPICION);
        }

        private void refusal() {
            investigator.go("/refusals").look("refusals");
            investigator.press("main tr:last-child form[action$='/open'] button").look("refusal");
            investigator.send("/sign").look("refusal-signed");
            Steps.read(aigul, number).look("answer-refused");
            var said = aigul.page.locator("main dl.summary").last().innerText();
            assertThat(said).as("outward ground, article, name, remedy").contains("201");
            assertThat(aigul.text()).doesNotContain(SUSPICION, "no_grant");
        }

        private void grants() {
            steps.grant(
                    investigator,
                    cast.investigator(),
                    given(investigatorsKey),
                    Duration.ofDays(7),
                    true);
            sameAgain();
            steps.grant(
                    procurator,
                    cast.procuratorOfAlmaty(),
                    given(procuratorsKey),
                    Duration.ofDays(2),
                    false);
            Steps.read(aigul, number).look("answer-warning");
            aigul.send("/warning").look("request-warned");
            aigul.send("/answer").look("answer-granted");
            assertThat(aigul.text()).contains(SUSPICION);
            procurator.go("/grants").look("grants");
            procurator.send("/revoke").look("grant-revoked");
            Steps.read(aigul, number);
            assertThat(aigul.text()).doesNotContain(SUSPICION);
        }

        /// The account of the investigator has both roles in Keycloak. Qorgan's register knows one,
        /// so they stand on one side, however often they sign.
        private void sameAgain() {
            assertThat(investigator.page.locator(".session").innerText())
                    .doesNotContain(word("role.procurator"));
            var application =
                    investigator.page.url().replaceAll(".*/grants/([0-9a-f-]{36}).*", "$1");
            investigator.go("/grants/" + application).send("/open");
            investigator.type("from", minute(Duration.ZERO)).type("to", minute(Duration.ofDays(1)));
            investigator.tick("noPrejudice", null).send("/statement");
            steps.sign(investigator, given(investigatorsKey));
            Steps.read(aigul, number);
            assertThat(aigul.text()).as("twice one side is not both").doesNotContain(SUSPICION);
            assertThat(investigator.go("/alarms").page.locator("h1").innerText())
                    .isNotEqualTo(word("alarms.title"));
        }

        private String word(String key) {
            return messages.getMessage(key, null, Locale.of(language));
        }

        private void transfer() {
            var before = mails().size();
            steps.transfer(intake, person);
            eventually(() -> mails().size() > before);
            assertThat(mails().getLast().text()).doesNotContain(iin, number, "Арман");
            assertThat(openDuties(person)).as("a message closes nothing").isOne();
            Steps.read(aigul, number).look("answer-transferred");
            eventually(() -> openDuties(person) == 0);
        }

        private List<MailSink.Message> mails() {
            return TestMail.messages().stream()
                    .filter(mail -> mail.to().stream().anyMatch(to -> to.contains(mailbox)))
                    .toList();
        }

        private void audit() throws IOException {
            var dpo = signedIn("officials", cast.dpoOfPolice());
            sequencer.beat();
            dpo.go("/audit").look("audit");
            dpo.type("person", "12").send("/audit/entries").look("audit-wrong");
            dpo.type("person", person.value().toString()).send("/audit/entries");
            dpo.look("audit-entries");
            dpo.choose("kind", "DISCLOSURE").send("/audit/entries").send("/open");
            dpo.look("audit-entry");
            assertThat(dpo.text()).doesNotContain(SUSPICION, iin);
            dpo.send("/story").look("audit-story");
            replay(dpo);
            dpo.go("/audit");
            var log = Files.createDirectory(away.resolve(language));
            SavedFiles.isSoundUntilChanged(
                    Steps.download(dpo, "form[action$='/audit/export']"), log);
            dpo.close();
        }

        /// Each decision of the request comes out as it was kept, among them the one of step 6 that
        /// let the case's number go.
        private void replay(Browsing.Window dpo) {
            var released = words.field(Language.of(language), "P.case_number");
            var isStepSix = false;
            var decisions = dpo.page.locator("main form[action$='/replay']");
            for (int at = 0; at < decisions.count() && !isStepSix; at++) {
                var decision = decisions.nth(at);
                decision.evaluate("form => form.target = '_blank'");
                var beside = dpo.page.waitForPopup(() -> decision.locator("button").click());
                assertThat(beside.locator(".box.done").innerText())
                        .isEqualTo(word("audit.replayed.same"));
                isStepSix = beside.locator("main").innerText().contains(released + " •••");
                beside.close();
                if (isStepSix) {
                    decision.evaluate("form => form.target = ''");
                    decision.locator("button").click();
                    dpo.look("audit-replay");
                }
            }
            assertThat(isStepSix).as("the decision of step 6 is among them").isTrue();
        }

        /// At the supervised terminal: the person signs in, an officer who sees them links the
        /// number that the page shows, and the person sees who looked and not who asked.
        private void ownFile() {
            var detained = signedIn("public", cast.subject("detained-" + language));
            detained.go("/own/file").look("own-file");
            detained.send("/own/file/read").look("own-file-unlinked");
            var account = detained.page.locator(".box.warn code").innerText();
            intake.go("/register/" + person.value()).press("main a[href$='/account']");
            intake.look("register-account").send("/account").look("register-account-wrong");
            intake.type("account", account).tick("seen", null).send("/account");
            intake.look("register-account-linked");
            assertThat(intake.page.locator(".box.done").count()).as(intake.text()).isOne();

            detained.go("/own/file").send("/own/file/read").look("own-file-read");
            assertThat(detained.page.locator("table tbody tr").count()).isGreaterThan(1);
            assertThat(detained.text())
                    .contains(Cast.INVESTIGATION_ALMATY.names().get(language))
                    .doesNotContain("Айгүл", "Сейітова", "012345678", number);
            detained.press("form[action$='/logout'] button");
            assertThat(detained.go("/own/file").page.url()).endsWith("/sign-in");
            detained.close();
        }

        private void held() {
            investigator.go("/nothing/here").look("error");
            for (var window : List.of(aigul, intake, investigator, procurator)) {
                window.close();
            }
            assertThat(browsing.faults()).as("what axe-core and a small telephone say").isEmpty();
        }
    }
}
