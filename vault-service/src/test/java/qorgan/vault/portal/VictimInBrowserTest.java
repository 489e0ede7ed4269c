package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qorgan.vault.consent.ConsentItem;
import qorgan.vault.register.CustodyCast;

/// Step 10 of the way, as people walk it: what a purpose rests on, what a victim allows and takes
/// back, what keeps it for a while, and that nobody in custody finds a shelter's people.
@SuppressWarnings("NullAway.Init")
class VictimInBrowserTest extends BrowserTest {
    private static final String TELEPHONE = "+7 701 000 00 00";
    private static final String BY_LAW = "victim-by-law";

    static Stream<String> languages() {
        return Languages.ALL.stream().map(language -> language.getLanguage());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void contact_data_opens_for_a_covered_purpose_and_no_other(String language) {
        var operator = signIn(language, cast.registrarOfPolice()).look("desk-operator");
        purposes(operator);
        var investigator = signIn(language, cast.investigator());
        opens(investigator, BY_LAW, true).look("contact-by-law");

        var dana = browsing.window(language).signIn("public", account(cast.subject("victim")));
        dana.go("/own/consents").look("consents");
        dana.go("/own/consents/" + PURPOSE).look("consent");
        dana.tick("recipient", "investigator").send("/" + PURPOSE).look("consent-wrong");
        opens(investigator, PURPOSE, false);
        consents(dana).look("consent-given");
        opens(investigator, PURPOSE, true).look("contact");
        dana.go("/own/consents").look("consents-given").send("/withdraw").look("consent-withdrawn");
        opens(investigator, PURPOSE, false).look("contact-refused");

        obliged(language, dana, investigator);
        dana.close();
        investigator.close();
        held();
    }

    private void purposes(Browsing.Window operator) {
        operator.go("/purposes").look("purposes");
        operator.type("code", BY_LAW).type("kk", "Заң бойынша").type("ru", "По закону");
        operator.type("en", "By law").tick("data", "D.contact").tick("readers", "investigator");
        operator.tick("items", "data_list").send("/purposes").look("purpose-rests-on-nothing");
        assertThat(operator.page.locator("#items-error").count()).as("no basis").isOne();
        operator.page.uncheck("[name=items][value=data_list]");
        operator.send("/purposes");
        assertThat(operator.page.locator("#items-error").count()).as("nothing at all").isOne();
        operator.tick("bases", "kz-dpa-9-1-10-state-functions").send("/purposes");
        operator.look("purpose-configured");
        assertThat(operator.page.locator(".box.done").count()).as(operator.text()).isOne();
        operator.go("/purposes").look("purposes-listed").close();
    }

    private Browsing.Window opens(Browsing.Window reader, String purpose, boolean isOpen) {
        reader.go("/contact").type("person", victim.value().toString());
        reader.choose("purpose", purpose).send("/contact");
        assertThat(reader.text().contains(TELEPHONE)).as(reader.text()).isEqualTo(isOpen);
        return reader;
    }

    private static Browsing.Window consents(Browsing.Window dana) {
        dana.go("/own/consents/" + PURPOSE).tick("recipient", "investigator");
        for (var item : ConsentItem.values()) {
            dana.type("items[" + item.code() + "]", "yes");
        }
        return dana.send("/" + PURPOSE);
    }

    /// A withdrawal waits for an obligation, and takes effect by itself when it ends.
    private void obliged(String language, Browsing.Window dana, Browsing.Window investigator) {
        var consent = consents(dana).page.locator(".box.done li").innerText();
        var dpo = signIn(language, cast.dpoOfPolice());
        dpo.go("/obligations").look("obligations").send("/obligations").look("obligation-wrong");
        dpo.type("consent", consent).type("article", "№ 94-V, 8(2)");
        dpo.type("owedUntil", minute(Duration.ofDays(9))).send("/obligations");
        dpo.look("obligation-stands");
        dana.go("/own/consents").send("/withdraw").look("consent-barred");
        opens(investigator, PURPOSE, true);
        dpo.go("/obligations").look("obligations-listed");
        dpo.send("/end").look("obligation-over").close();
        opens(investigator, PURPOSE, false);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void no_custody_office_finds_a_shelters_people(String language) {
        var sheltered = CustodyCast.iin();
        var person = registered(cast.shelterWorker(), sheltered);
        var intake = signIn(language, cast.intake());
        var unknown = found(intake, CustodyCast.iin());
        assertThat(found(intake, sheltered)).as("as one whom nobody knows").isEqualTo(unknown);
        intake.go("/register/" + person.value() + "/circumstances");
        assertThat(intake.page.locator("table").count()).isZero();
        intake.close();
        var worker = signIn(language, cast.shelterWorker());
        assertThat(found(worker, sheltered)).isNotEqualTo(unknown);
        assertThat(worker.page.url()).endsWith("/register/" + person.value());
        worker.close();
        held();
    }

    /// What the page says to a search for this number.
    private static String found(Browsing.Window officer, String iin) {
        officer.go("/register").type("iin", iin).send("/register/find");
        return officer.text();
    }

    private Browsing.Window signIn(String language, qorgan.vault.identity.Actor actor) {
        return browsing.window(language).signIn("officials", account(actor));
    }

    private void held() {
        assertThat(browsing.faults()).as("what axe-core and a small telephone say").isEmpty();
    }
}
