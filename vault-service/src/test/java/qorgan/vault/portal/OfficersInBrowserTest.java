package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.Actor;
import qorgan.vault.register.CustodyCast;

/// What officers write down beside the events of custody, what two of them open together, and how
/// a consul and a registry prove a standing: in a real Chromium, in each of the three languages.
@SuppressWarnings("NullAway.Init")
class OfficersInBrowserTest extends BrowserTest {
    private static final String HIDDEN = "Әлия Жасырынова";

    static Stream<String> languages() {
        return Languages.ALL.stream().map(language -> language.getLanguage());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void circumstances_are_written_down_witnessed_and_ended(String language) {
        var person = registered(cast.intake(), CustodyCast.iin());
        var at = "/register/" + person.value() + "/";
        var intake = signIn(language, cast.intake());
        intake.go(at + "circumstances").look("circumstances");
        var objection = objection(intake, at);
        intake.go(at + "asylum").look("circumstance-asylum").send("/asylum");
        intake.look("asylum-wrong").tick("claims", "yes").send("/asylum").look("asylum-taken");
        intake.go(at + "judgment").look("circumstance-judgment");
        intake.type("judgment", "№ 7").type("since", minute(Duration.ofDays(-2)));
        intake.send("/judgment").look("judgment-taken");
        witness(language, objection);
        restriction(language, person);
        intake.go(at + "circumstances").look("circumstances-listed");
        assertThat(intake.page.locator("table tbody tr").count()).isEqualTo(4);
        intake.send("/end").look("circumstance-ended").close();
        held();
    }

    private static String objection(Browsing.Window intake, String at) {
        intake.go(at + "objection").look("circumstance-objection").type("name", "Бахыт Әлиев");
        intake.send("/objection").look("objection-wrong");
        intake.type("paper", "012345678").send("/objection").look("objection-taken");
        return intake.page.locator(".box li").innerText();
    }

    private void witness(String language, String objection) {
        var counsel = signIn(language, cast.counsel()).look("desk-counsel");
        counsel.go("/objections").look("objections").type("objection", objection);
        counsel.send("/witness").look("objection-witness-wrong");
        counsel.tick("present", null).send("/witness").look("objection-witnessed");
        assertThat(counsel.page.locator(".box.done").count()).as(counsel.text()).isOne();
        counsel.close();
    }

    private void restriction(String language, SubjectId person) {
        var procurator = signIn(language, cast.procuratorOfAlmaty());
        procurator.go("/register/" + person.value() + "/restriction");
        procurator.look("circumstance-restriction");
        procurator.tick("covered", "W.whereabouts").type("begins", minute(Duration.ZERO));
        procurator.type("ends", minute(Duration.ofHours(24))).send("/restriction");
        procurator.look("restriction-second-factor");
        procurator.stepUp(account(cast.procuratorOfAlmaty()), instant());
        procurator.tick("covered", "W.whereabouts").type("begins", minute(Duration.ZERO));
        procurator.type("ends", minute(Duration.ofHours(24))).choose("power", "judge");
        procurator.send("/restriction").look("restriction-void");
        assertThat(procurator.page.locator(".box.warn li").count()).as("elements").isEqualTo(5);
        procurator.close();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void an_envelope_is_opened_by_two_people_of_two_offices(String language) {
        var envelope = protect(registered(cast.intake(), CustodyCast.iin()), HIDDEN).toString();
        var dpo = signIn(language, cast.dpoOfPolice()).go("/unsealings").look("unsealings");
        dpo.stepUp(account(cast.dpoOfPolice()), instant());
        dpo.send("/unsealings").look("unsealing-wrong");
        dpo.type("envelope", envelope).choose("unsealingGround", "court_order");
        dpo.type("words", "№ 3").send("/unsealings").look("unsealing-proposed");
        dpo.go("/unsealings").look("unsealings-waiting");

        var procurator = signIn(language, cast.procuratorOfAlmaty()).go("/unsealings");
        procurator.look("unsealings-to-confirm");
        procurator.press("tr:has(code:text-is('" + envelope.substring(0, 8) + "')) a");
        procurator.look("unsealing").stepUp(account(cast.procuratorOfAlmaty()), instant());
        procurator.type("words", "№ 4").send("/confirm").look("unsealing-opened");
        assertThat(procurator.page.locator(".box.done").count()).as(procurator.text()).isOne();
        for (var reader : java.util.List.of(dpo, procurator)) {
            reader.go("/unsealings").look("unsealings-open");
            reader.press("tr:has(code:text-is('" + envelope.substring(0, 8) + "')) button");
            assertThat(reader.look("unsealing-read").text()).contains(HIDDEN);
            reader.close();
        }
        held();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void a_consul_is_proven_for_one_state(String language) {
        var consul = signIn(language, cast.consul()).look("desk-consul");
        var number = steps.ask(consul, CustodyCast.iin(), "consular");
        consul.close();
        var officer = signIn(language, cast.standingOfficer());
        officer.go("/standing").press("main button[aria-label*='" + number + "']");
        officer.look("standing-claim-consul");
        for (var seen : officer.page.locator("[name=seen]").all()) {
            seen.check();
        }
        officer.send("/prove").look("standing-state-missing");
        officer.go("/standing").press("main button[aria-label*='" + number + "']");
        for (var seen : officer.page.locator("[name=seen]").all()) {
            seen.check();
        }
        officer.choose("state", "KG").send("/prove").look("standing-proven");
        assertThat(officer.page.locator(".box.done").count()).as(officer.text()).isOne();
        officer.close();
        held();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void a_registry_proves_a_tie_by_its_signature(String language) {
        var aigul = browsing.window(language).signIn("public", account(cast.aigul()));
        var number = steps.ask(aigul, CustodyCast.iin(), "relative");
        Steps.openRequest(aigul, number);
        aigul.press("main a[href$='/registry']").look("registry");
        aigul.send("/registry").look("registry-wrong");
        aigul.type("registrar", cast.standingOfficer().id().value().toString());
        aigul.tick("known", "identity_document").tick("known", "kinship_record");
        aigul.send("/registry").look("registry-sign");
        steps.sign(aigul, given(investigatorsKey));
        assertThat(aigul.look("registry-sign-wrong").page.locator("#signature-error").count())
                .isOne();
        steps.sign(aigul, given(registrysKey));
        aigul.look("registry-proven");
        assertThat(aigul.page.locator(".box.done").count()).as(aigul.text()).isOne();
        aigul.close();
        held();
    }

    private Browsing.Window signIn(String language, Actor actor) {
        return browsing.window(language).signIn("officials", account(actor));
    }

    private void held() {
        assertThat(browsing.faults()).as("what axe-core and a small telephone say").isEmpty();
    }
}
