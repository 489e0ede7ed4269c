package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import qorgan.keys.SubjectId;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.SigningIdentity;
import qorgan.vault.identity.Actor;

/// What people do on pages, by the verbs of the walk. Where a page is to be looked at, the step
/// takes its name.
final class Steps {
    private final BrowserTest walk;

    Steps(BrowserTest walk) {
        this.walk = walk;
    }

    SubjectId arrest(Browsing.Window intake, String iin, boolean isPictured) {
        intake.go("/register/arrest");
        look(intake, "register-arrest", isPictured);
        intake.type("iin", iin).type("family", "Сейітов").type("given", "Арман");
        intake.type("birth", "1990-05-17").type("at", walk.minute(Duration.ofMinutes(-40)));
        intake.type("place", "Алматы, Абай даңғылы 10").type("by", "Ахметов, полиция");
        intake.type("orderedBy", "Алматы қалалық полиция департаменті").type("ground", "128-бап");
        intake.type("supervisedBy", "Алматы прокуратурасы");
        intake.type("wantsTold", "Айгүл, апасы").send("/register/arrest");
        look(intake, "register-outcome", isPictured);
        var address = intake.page.locator("main a[href$='/placement']").getAttribute("href");
        var subject = address.replaceAll(".*/register/([0-9a-f-]{36})/placement", "$1");
        return new SubjectId(UUID.fromString(subject));
    }

    void place(Browsing.Window intake, SubjectId person, boolean hasBasis, @Nullable String name) {
        intake.go("/register/" + person.value() + "/placement");
        look(intake, "register-placement", name != null);
        if (hasBasis) {
            intake.choose("basis", "arrest_record").type("document", "№ 17");
        }
        intake.choose("facility", walk.holding.id().value().toString());
        intake.type("at", walk.minute(Duration.ofMinutes(-20))).type("text", "шағымы жоқ");
        intake.send("/placement");
        look(intake, name == null ? "" : name, name != null);
    }

    void transfer(Browsing.Window officer, SubjectId person) {
        officer.go("/register/" + person.value()).look("register-person");
        officer.press("main a[href$='/transfer']").look("register-transfer");
        officer.choose("from", walk.holding.id().value().toString());
        officer.choose("facility", walk.remandOfAstana.id().value().toString());
        officer.type("at", walk.minute(Duration.ofMinutes(-1)));
        officer.choose("basis", "judge_decision").type("document", "№ 18");
        officer.type("authority", "ҚАЖК").send("/transfer").look("register-transferred");
        assertThat(officer.page.locator(".box.done").count()).as(officer.text()).isOne();
    }

    /// Somebody who asks in this capacity, and needs no message.
    String ask(Browsing.Window asker, String iin, String relation) {
        return ask(asker.go("/ask"), relation, iin, null, null);
    }

    String ask(
            Browsing.Window asker, String iin, @Nullable String email, @Nullable String picture) {
        asker.go("/ask");
        look(asker, "ask", picture != null);
        return ask(asker, "relative", iin, email, picture);
    }

    private String ask(
            Browsing.Window asker,
            String relation,
            String iin,
            @Nullable String email,
            @Nullable String picture) {
        asker.type("askerName", "Айгүл Сейітова").type("askerDocument", "жеке куәлік 012345678");
        asker.choose("relation", relation).type("tie", "апасы").type("iin", iin);
        if (email == null) {
            asker.choose("way", "none");
        } else {
            asker.choose("way", "email").type("address", email);
        }
        asker.send("/ask");
        look(asker, picture == null ? "" : picture, picture != null);
        return asker.page.locator(".slip code").first().innerText();
    }

    void prove(Browsing.Window officer, String number, boolean isPictured) {
        officer.go("/standing");
        look(officer, "standing", isPictured);
        officer.press("main button[aria-label*='" + number + "']");
        look(officer, "standing-claim", isPictured);
        for (var seen : officer.page.locator("[name=seen]").all()) {
            seen.check();
        }
        officer.type("note", "АХАТ жазбасы № 5").send("/prove");
        look(officer, "standing-proven", isPictured);
        assertThat(officer.page.locator(".box.done").count()).isOne();
    }

    static void openRequest(Browsing.Window asker, String number) {
        asker.go("/requests").press("main a[aria-label*='" + number + "']");
    }

    static Browsing.Window read(Browsing.Window asker, String number) {
        openRequest(asker, number);
        return asker.send("/answer");
    }

    void grant(
            Browsing.Window official,
            Actor actor,
            SigningIdentity key,
            Duration length,
            boolean isPictured) {
        official.go("/grants");
        look(official, "grants-waiting", isPictured);
        official.stepUp(BrowserTest.account(actor), walk.instant());
        var waiting = "main tr:last-child form[action$='/open']";
        if (isPictured) {
            var action = official.page.locator(waiting).first().getAttribute("action");
            official.go(action.substring(0, action.lastIndexOf('/'))).look("grant-open");
            official.go("/grants");
        }
        official.press(waiting + " button");
        look(official, "grant", isPictured);
        official.type("from", walk.minute(Duration.ZERO)).type("to", walk.minute(length));
        official.tick("noPrejudice", null).send("/statement");
        look(official, "grant-sign", isPictured);
        sign(official, key);
        look(official, "grant-taken", isPictured);
        assertThat(official.page.locator(".box.done").count()).as(official.text()).isOne();
    }

    /// Signs what a page shows on one's own machine, and hands the signature in.
    void sign(Browsing.Window official, SigningIdentity key) {
        var statement =
                official.page
                        .locator("form[enctype] [name=statement]")
                        .first()
                        .getAttribute("value");
        official.page.setInputFiles(
                "#signature",
                new FilePayload(
                        "statement.p7s",
                        "application/pkcs7-signature",
                        Cms.sign(Base64.getDecoder().decode(statement), key, walk.instant())));
        official.press("main form[enctype] button[type=submit]");
    }

    static byte[] download(Browsing.Window reader, String form) {
        var download =
                reader.page.waitForDownload(
                        () -> reader.page.locator(form + " button").first().click());
        try (var in = download.createReadStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The files of an archive that a browser saved.
    static Path unpacked(byte[] zip, Path into) throws IOException {
        Files.createDirectories(into);
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var file = into.resolve(entry.getName()).normalize();
                assertThat(file).startsWithRaw(into);
                Files.createDirectories(file.getParent());
                Files.write(file, in.readAllBytes());
            }
        }
        return into;
    }

    private static void look(Browsing.Window window, String name, boolean isPictured) {
        if (isPictured) {
            window.look(name);
        }
    }
}
