package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Files;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.embedded.Account;
import qorgan.keys.SubjectId;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.SigningIdentity;
import qorgan.vault.Cast;
import qorgan.vault.KeycloakTest;
import qorgan.vault.TestAgents;
import qorgan.vault.TestKeycloak;
import qorgan.vault.consent.ConsentItem;
import qorgan.vault.consent.Purpose;
import qorgan.vault.consent.Purposes;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assignments;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.Certificates;
import qorgan.vault.identity.Target;
import qorgan.vault.identity.Window;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.register.Facilities;
import qorgan.vault.register.Facility;
import qorgan.vault.register.FacilityType;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.OwnAccounts;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.Personal;
import qorgan.vault.subject.Registration;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.StatedIin;
import qorgan.vault.subject.Victims;

/// The way of a request as people walk it: in a real Chromium, through Keycloak's own page, each in
/// a window of their own. Every page on the way is looked at with axe-core and at the width of a
/// small telephone. With `-Dqorgan.screens=DIR` it is walked in each language and pictures of the
/// pages are kept there.
@SuppressWarnings("NullAway.Init")
class WalkInBrowserTest extends KeycloakTest {
    private static final ZoneId HERE = ZoneId.of("Asia/Almaty");
    private static final String PURPOSE = "victim-support-call";

    @Autowired private Facilities facilities;
    @Autowired private Assignments assignments;
    @Autowired private Certificates certificates;
    @Autowired private OwnAccounts accounts;
    @Autowired private Purposes purposes;
    @Autowired private Victims victims;

    private Facility holding;
    private SubjectId victim;
    private SigningIdentity investigatorsKey;
    private SigningIdentity procuratorsKey;

    @Test
    void each_step_of_the_way_of_a_request() {
        assumeTrue(
                Files.isExecutable(Browsing.CHROMIUM),
                "no Chromium at " + Browsing.CHROMIUM + " (name one with -Dqorgan.chromium)");
        settle();
        var languages = new Screens().areWanted() ? List.of("en", "ru", "kk") : List.of("en");
        try (var browsing = new Browsing("http://127.0.0.1:" + port)) {
            for (var language : languages) {
                walk(browsing, language);
            }
            assertThat(browsing.faults()).as("what axe-core and a small telephone say").isEmpty();
        }
    }

    private void walk(Browsing browsing, String language) {
        var english = language.equals("en");
        var open = browsing.window(language);
        open.go("/").look("home");
        open.go("/sign-in").look("sign-in");
        open.go("/slip").look("slip");
        open.go("/help").look("help");
        open.go("/log-keys").look("log-keys");
        open.close();

        // 1. An arrest and its placement; another placement without a basis.
        var iin = CustodyCast.iin();
        var intake = browsing.window(language).signIn("officials", account(cast.intake()));
        intake.look("desk-officer");
        var person = arrest(intake, iin, true);
        arrest(intake, CustodyCast.iin(), false);
        if (english) {
            assertThat(intake.text()).contains("It breaks these rules");
        }
        intake.look("register-irregular");
        link(cast.intake(), person, Cast.id("detained"));

        var procurator =
                browsing.window(language).signIn("officials", account(cast.procuratorOfAlmaty()));
        procurator.go("/alarms").look("alarms");
        if (english) {
            assertThat(procurator.text()).contains("Irregular entry");
        }

        // 2. A relative asks; so does a clerk for another, and the slips look alike.
        var aigul = browsing.window(language).signIn("public", account(cast.aigul()));
        aigul.look("desk-relative");
        var number = ask(aigul, iin, "slip-given");
        var unknown = ask(aigul, CustodyCast.iin(), null);
        var clerk = browsing.window(language).signIn("officials", account(cast.clerk()));
        ask(clerk, CustodyCast.iin(), null);
        clerk.close();
        aigul.go("/requests").look("requests");

        // 3. A standing officer records standing.
        var officer =
                browsing.window(language).signIn("officials", account(cast.standingOfficer()));
        prove(officer, number, true);
        prove(officer, unknown, false);
        officer.close();

        // 4. The relative reads the answer and saves the receipt.
        openRequest(aigul, number);
        aigul.look("request");
        aigul.send("/answer").look("answer");
        assertThat(aigul.page.locator("main dl.facts").count()).isOne();
        assertThat(receipt(aigul, "json")).contains("envelope");
        assertThat(receipt(aigul, "pdf")).startsWith("%PDF");
        openRequest(aigul, unknown);
        aigul.send("/answer").look("answer-searching");
        if (english) {
            assertThat(aigul.text()).contains("A search runs");
        }
        intake.go("/searches").look("searches");
        intake.send("/open").look("search");
        intake.tick("verdict", "not_in_our_records").send("/statement").look("search-sign");
        intake.close();

        // 5. Data of the case are deposited; the relative applies, and is refused so far.
        var theCase = theCase();
        var investigator =
                browsing.window(language).signIn("officials", account(cast.investigator()));
        investigator.go("/pretrial").look("pretrial");
        investigator.type("caseId", theCase.value().toString()).type("person", iin);
        investigator
                .type("values[P.case_number]", "247500031000123")
                .type("values[P.suspicion_summary]", "theft");
        investigator.send("/pretrial").look("pretrial-taken");
        openRequest(aigul, number);
        aigul.press("main a[href$='/apply']").look("apply");
        aigul.tick("fields", "P.case_number").send("/apply");
        assertThat(aigul.page.locator(".box.problem").count()).isOne();
        aigul.tick("fields", "P.case_number").tick("agrees", null).send("/apply").look("applied");
        openRequest(aigul, number);
        aigul.send("/answer").look("answer-withheld");
        assertThat(aigul.text()).doesNotContain("247500031000123");
        investigator.go("/refusals").look("refusals");

        // 6. Both grant, each with their own key; then one revokes.
        grant(investigator, cast.investigator(), investigatorsKey, Duration.ofDays(7), true);
        grant(procurator, cast.procuratorOfAlmaty(), procuratorsKey, Duration.ofDays(2), false);
        openRequest(aigul, number);
        aigul.send("/answer").look("answer-warning");
        aigul.send("/warning");
        aigul.send("/answer").look("answer-granted");
        assertThat(aigul.text()).contains("247500031000123");
        procurator.go("/grants").look("grants");
        procurator.send("/revoke").look("grant-revoked");
        openRequest(aigul, number);
        aigul.send("/answer");
        assertThat(aigul.text()).doesNotContain("247500031000123");
        procurator.close();

        // 8. The data-protection officer sees who saw what, and no value.
        var dpo = browsing.window(language).signIn("officials", account(cast.dpoOfPolice()));
        dpo.go("/audit").look("audit");
        dpo.type("person", person.value().toString()).send("/audit/entries").look("audit-entries");
        dpo.send("/open").look("audit-entry");
        assertThat(dpo.text()).doesNotContain("247500031000123", iin);
        if (dpo.page.locator("main form[action$='/story']").count() > 0) {
            dpo.send("/story").look("audit-story");
            dpo.send("/replay").look("audit-replay");
        }
        dpo.close();

        // 9. The person concerned sees their file and who looked, and not who asked.
        var detained =
                browsing.window(language).signIn("public", account(cast.subject("detained")));
        detained.go("/own/file").look("own-file");
        detained.send("/own/file/read").look("own-file-read");
        assertThat(detained.text()).doesNotContain("Айгүл Сейітова");
        detained.close();

        // 10. A victim consents for one purpose, is read, and withdraws.
        var dana = browsing.window(language).signIn("public", account(cast.subject("victim")));
        dana.go("/own/consents").look("consents");
        dana.go("/own/consents/" + PURPOSE).look("consent");
        for (var item : ConsentItem.values()) {
            dana.type("items[" + item.code() + "]", "yes");
        }
        dana.tick("recipient", "investigator").send("/" + PURPOSE).look("consent-given");
        investigator.go("/contact").type("person", victim.value().toString());
        investigator.choose("purpose", PURPOSE).send("/contact").look("contact");
        dana.go("/own/consents").send("/withdraw");
        investigator.go("/contact").type("person", victim.value().toString());
        investigator.choose("purpose", PURPOSE).send("/contact").look("contact-refused");
        assertThat(investigator.text()).doesNotContain("+7 701 000 00 00");
        dana.close();
        investigator.go("/nothing/here").look("error");
        investigator.close();
        aigul.close();
    }

    private SubjectId arrest(Browsing.Window intake, String iin, boolean hasBasis) {
        intake.go("/register/arrest");
        if (hasBasis) {
            intake.look("register-arrest");
        }
        intake.type("iin", iin).type("family", "Сейітов").type("given", "Арман");
        intake.type("birth", "1990-05-17").type("at", minute(Duration.ofMinutes(-40)));
        intake.type("place", "Алматы, Абай даңғылы 10").type("by", "Ахметов, полиция");
        intake.type("orderedBy", "Алматы қалалық полиция департаменті").type("ground", "128-бап");
        intake.type("supervisedBy", "Алматы прокуратурасы");
        intake.type("wantsTold", "Айгүл, апасы").send("/register/arrest");
        if (hasBasis) {
            intake.look("register-outcome");
        }
        var address = intake.page.locator("main a[href$='/placement']").getAttribute("href");
        var subject =
                new SubjectId(
                        UUID.fromString(
                                address.replaceAll(".*/register/([0-9a-f-]{36})/placement", "$1")));
        intake.go(address);
        if (hasBasis) {
            intake.look("register-placement");
            intake.choose("basis", "arrest_record").type("document", "№ 17");
        }
        intake.choose("facility", holding.id().value().toString());
        intake.type("at", minute(Duration.ofMinutes(-20))).type("text", "шағымы жоқ");
        intake.send("/placement");
        return subject;
    }

    private String ask(
            Browsing.Window asker, String iin, @org.jspecify.annotations.Nullable String picture) {
        asker.go("/ask");
        if (picture != null) {
            asker.look("ask");
        }
        asker.type("askerName", "Айгүл Сейітова").type("askerDocument", "жеке куәлік 012345678");
        asker.choose("relation", "relative").type("tie", "апасы").type("iin", iin);
        asker.choose("way", "none").send("/ask");
        if (picture != null) {
            asker.look(picture);
        }
        return asker.page.locator(".slip code").first().innerText();
    }

    private void prove(Browsing.Window officer, String number, boolean isPictured) {
        officer.go("/standing");
        if (isPictured) {
            officer.look("standing");
        }
        officer.press("main button[aria-label*='" + number + "']");
        if (isPictured) {
            officer.look("standing-claim");
        }
        for (var seen : officer.page.locator("[name=seen]").all()) {
            seen.check();
        }
        officer.type("note", "АХАТ жазбасы № 5").send("/prove");
        if (isPictured) {
            officer.look("standing-proven");
        }
        assertThat(officer.page.locator(".box.done").count()).isOne();
    }

    private static void openRequest(Browsing.Window asker, String number) {
        asker.go("/requests").press("main a[aria-label*='" + number + "']");
    }

    private void grant(
            Browsing.Window official,
            Actor actor,
            SigningIdentity key,
            Duration length,
            boolean isPictured) {
        official.go("/grants");
        if (isPictured) {
            official.look("grants-waiting");
        }
        official.stepUp(account(actor), clock.instant());
        official.press("main tr:last-child form[action$='/open'] button");
        if (isPictured) {
            official.look("grant");
        }
        official.type("from", minute(Duration.ZERO)).type("to", minute(length));
        official.tick("noPrejudice", null).send("/statement");
        if (isPictured) {
            official.look("grant-sign");
        }
        var statement =
                Base64.getDecoder()
                        .decode(
                                official.page
                                        .locator("form[action$='/signature'] [name=statement]")
                                        .getAttribute("value"));
        official.page.setInputFiles(
                "#signature",
                new FilePayload(
                        "grant.p7s",
                        "application/pkcs7-signature",
                        Cms.sign(statement, key, clock.instant())));
        official.send("/signature");
        if (isPictured) {
            official.look("grant-taken");
        }
        assertThat(official.page.locator(".box.done").count()).as(official.text()).isOne();
    }

    private static String receipt(Browsing.Window reader, String kind) {
        var download =
                reader.page.waitForDownload(
                        () -> reader.page.locator("form:has([name=" + kind + "]) button").click());
        try (var in = download.createReadStream()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void settle() {
        var registrar = cast.registrarOfPolice();
        holding =
                CustodyCast.facility(
                        facilities,
                        registrar,
                        Cast.POLICE_ALMATY,
                        FacilityType.TEMPORARY_HOLDING_FACILITY);
        var now = clock.instant();
        investigatorsKey = TestAgents.certificate("Investigator", "Investigation");
        procuratorsKey = TestAgents.certificate("Procurator", "Procuracy");
        enrol(cast.investigator(), investigatorsKey);
        enrol(cast.procuratorOfAlmaty(), procuratorsKey);
        victim = victim();
        link(cast.intake(), victim, Cast.id("victim"));
        Acting.as(
                registrar,
                () ->
                        purposes.configure(
                                registrar,
                                new Purpose(
                                        PURPOSE,
                                        Map.of(
                                                "kk", "Жәбірленушіге көмек қоңырауы",
                                                "ru", "Звонок помощи потерпевшей",
                                                "en", "A call to offer help"),
                                        Set.of(Personal.CONTACT),
                                        Set.of("investigator"),
                                        Set.of(),
                                        EnumSet.allOf(ConsentItem.class))));
    }

    private CaseId theCase() {
        var theCase = new CaseId(UUID.randomUUID());
        for (var official : List.of(cast.investigator(), cast.procuratorOfAlmaty())) {
            var id =
                    Acting.as(
                            cast.registrarOfPolice(),
                            () ->
                                    assignments.enter(
                                            cast.registrarOfPolice(),
                                            official.id(),
                                            new Target.ToCase(theCase),
                                            new Window(
                                                    clock.instant(),
                                                    clock.instant().plus(Duration.ofDays(90)))));
            Acting.as(
                    cast.registrarOfProcuracy(),
                    () -> assignments.confirm(cast.registrarOfProcuracy(), id));
        }
        return theCase;
    }

    private void enrol(Actor official, SigningIdentity identity) {
        byte[] der;
        try {
            der = identity.certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
        var id =
                Acting.as(
                        cast.registrarOfPolice(),
                        () -> certificates.enter(cast.registrarOfPolice(), official.id(), der));
        Acting.as(
                cast.registrarOfProcuracy(),
                () -> certificates.confirm(cast.registrarOfProcuracy(), id));
    }

    private SubjectId victim() {
        var investigator = cast.investigator();
        var stated =
                new NewSubject(
                        StatedIin.of(CustodyCast.iin()),
                        List.of(PersonName.of("Жәкенова", "Дана", null)),
                        Stated.of(LocalDate.of(1992, 3, 4)),
                        Map.of(Personal.CONTACT, Stated.of("+7 701 000 00 00")));
        var registration =
                Acting.as(
                        investigator,
                        () ->
                                victims.register(
                                        investigator, stated, new CaseId(UUID.randomUUID())));
        return ((Registration.Registered) registration).subject();
    }

    /// An account belongs to one person; in a second language it is the first one's still.
    private void link(Actor officer, SubjectId subject, qorgan.vault.identity.ActorId account) {
        var unused = Acting.as(officer, () -> accounts.link(officer, subject, account));
    }

    private Account account(Actor actor) {
        return TestKeycloak.account(actor);
    }

    private String minute(Duration from) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm")
                .format(clock.instant().plus(from).atZone(HERE));
    }
}
