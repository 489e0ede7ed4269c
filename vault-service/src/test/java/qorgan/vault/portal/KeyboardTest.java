package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qorgan.embedded.Account;
import qorgan.keys.sign.Cms;
import qorgan.vault.consent.ConsentItem;
import qorgan.vault.identity.Actor;
import qorgan.vault.register.CustodyCast;

/// The same way for hands that use no mouse: tabulator, space, arrows and enter alone, sent to the
/// browser as a keyboard sends them. What has the keyboard is seen at every stop.
class KeyboardTest extends BrowserTest {

    @AfterEach
    void what_has_the_keyboard_was_seen() {
        assertThat(browsing.faults().stream().filter(fault -> fault.contains("keyboard")).toList())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void the_first_stop_leads_past_the_head_of_the_page(String language) {
        var window = browsing.window(language);
        window.go("/").key("Tab");
        assertThat(window.getsTheKeyboard("a.skip")).isTrue();
        assertThat(window.page.locator("a.skip").boundingBox().x).isGreaterThanOrEqualTo(0);
        window.key("Enter").key("Tab");
        assertThat(window.getsTheKeyboard("main a")).as("inside the page's own part").isTrue();
        window.close();
    }

    @Test
    void a_relative_asks_mends_the_form_and_reads_the_answer() {
        var intake = browsing.window("en").signIn("officials", account(cast.intake()));
        var iin = CustodyCast.iin();
        steps.place(intake, steps.arrest(intake, iin, false), true, null);
        intake.close();

        var asker = signIn("public", cast.stranger());
        asker.go("/ask").tabTo("main button[type=submit]").enter();
        assertThat(asker.getsTheKeyboard("#problems")).as("the summary has the keyboard").isTrue();
        asker.key("Tab").key("Enter");
        assertThat(asker.getsTheKeyboard("#askerName")).as("its link leads to the box").isTrue();
        asker.write("Айгүл Сейітова").tabTo("#askerDocument").write("012345678");
        asker.tabTo("#relation").key("ArrowDown").tabTo("#tie").write("апасы");
        asker.tabTo("#iin").write(iin).tabTo("#fields").key("Space").key("Space");
        asker.tabTo("#way").key("ArrowDown").tabTo("main button[type=submit]").enter();
        assertThat(asker.page.locator(".slip code").count()).as(asker.text()).isEqualTo(2);
        var number = asker.page.locator(".slip code").first().innerText();

        var officer = browsing.window("en").signIn("officials", account(cast.standingOfficer()));
        steps.prove(officer, number, false);
        officer.close();

        asker.tabTo("main a[href='/requests']").enter();
        asker.tabTo("main a[aria-label*='" + number + "']").enter();
        asker.tabTo("main form[action$='/answer'] button").enter();
        assertThat(asker.page.locator("main dl.facts").count()).as(asker.text()).isOne();
        asker.tabTo("form:has([name=json]) button");
        assertThat(asker.page.waitForDownload(() -> asker.key("Enter")).suggestedFilename())
                .endsWith(".json");
        asker.close();
    }

    @Test
    void a_victim_withdraws_a_consent() {
        var dana = browsing.window("ru").signIn("public", account(cast.subject("victim")));
        dana.go("/own/consents/" + PURPOSE).tick("recipient", "investigator");
        for (var item : ConsentItem.values()) {
            dana.type("items[" + item.code() + "]", "да");
        }
        dana.send("/" + PURPOSE).close();

        var keyboard = signIn("public", cast.subject("victim"));
        keyboard.tabTo("main a[href='/own/consents']").enter();
        keyboard.tabTo("main form[action$='/withdraw'] button").enter();
        assertThat(keyboard.page.locator(".box.done").count()).as(keyboard.text()).isOne();
        keyboard.close();
    }

    @Test
    void an_officer_writes_an_objection_down_and_counsel_stands_by() {
        var person = registered(cast.intake(), CustodyCast.iin());
        var intake = browsing.window("kk").signIn("officials", account(cast.intake()));
        intake.go("/register/" + person.value());
        intake.tabTo("main a[href$='/circumstances']").enter();
        intake.tabTo("main a[href$='/objection']").enter();
        intake.tabTo("#name").write("Бахыт").tabTo("main button[type=submit]").enter();
        assertThat(intake.getsTheKeyboard("#problems")).isTrue();
        intake.tabTo("#paper").write("012").tabTo("main button[type=submit]").enter();
        var objection = intake.page.locator(".box.done li").innerText();
        intake.close();
        var counsel = browsing.window("en").signIn("officials", account(cast.counsel()));
        counsel.tabTo("main a[href='/objections']").enter();
        counsel.tabTo("#objection").write(objection).tabTo("#present").key("Space");
        counsel.tabTo("main button[type=submit]").enter();
        assertThat(counsel.page.locator(".box.done").count()).as(counsel.text()).isOne();
        counsel.close();
    }

    @Test
    void an_official_signs_a_grant() {
        var iin = CustodyCast.iin();
        var intake = browsing.window("en").signIn("officials", account(cast.intake()));
        steps.place(intake, steps.arrest(intake, iin, false), true, null);
        intake.close();
        var asker = browsing.window("en").signIn("public", account(cast.stranger()));
        var number = steps.ask(asker, iin, null, null);
        var officer = browsing.window("en").signIn("officials", account(cast.standingOfficer()));
        steps.prove(officer, number, false);
        officer.close();
        var investigator = browsing.window("en").signIn("officials", account(cast.investigator()));
        investigator.go("/pretrial").type("caseId", theCase().value().toString());
        investigator.type("person", iin).type("values[P.case_number]", "17").send("/pretrial");
        Steps.openRequest(asker, number);
        asker.press("main a[href$='/apply']").tick("fields", "P.case_number");
        asker.tick("agrees", null).send("/apply").close();

        investigator.go("/grants").stepUp(account(cast.investigator()), clock.instant());
        investigator.tabTo("main tr:last-child form[action$='/open'] button").enter();
        investigator.type("from", minute(Duration.ZERO)).type("to", minute(Duration.ofDays(1)));
        investigator.tabTo("#noPrejudice").key("Space");
        investigator.tabTo("main form[action$='/statement'] button").enter();
        assertThat(investigator.tabTo("pre.box").has("pre.box")).as("the text scrolls").isTrue();
        investigator.tabTo("form[action$='/draft'] button");
        var saved = investigator.page.waitForDownload(() -> investigator.key("Enter"));
        assertThat(saved.suggestedFilename()).startsWith("grant-");
        investigator.tabTo("#signature");
        var statement =
                investigator.page.locator("form[enctype] [name=statement]").getAttribute("value");
        investigator.page.setInputFiles(
                "#signature",
                new FilePayload(
                        "grant.p7s",
                        "application/pkcs7-signature",
                        Cms.sign(
                                Base64.getDecoder().decode(statement),
                                Objects.requireNonNull(investigatorsKey),
                                clock.instant())));
        investigator.tabTo("form[enctype] button[type=submit]").enter();
        assertThat(investigator.page.locator(".box.done").count()).as(investigator.text()).isOne();
        investigator.close();
    }

    /// Through the door and Keycloak's own page without a mouse.
    private Browsing.Window signIn(String realm, Actor actor) {
        Account account = account(actor);
        var window = browsing.window("en");
        window.go("/desk").tabTo("main a[href$='/oauth2/authorization/" + realm + "']").enter();
        window.page.focus("#username");
        window.write(account.username()).key("Tab");
        window.tabToPlainly("#password").write(account.password());
        window.enter();
        assertThat(window.page.url()).contains("/desk");
        return window;
    }
}
