package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qorgan.embedded.Account;
import qorgan.embedded.Totp;

/// A real Chromium, one clean window for each person, and what every page is looked at for.
final class Browsing implements AutoCloseable {
    static final Path CHROMIUM =
            Path.of(System.getProperty("qorgan.chromium", "/usr/bin/chromium"));
    private static final int WIDE = 660;
    private static final int NARROW = 320;

    private final Playwright playwright;
    private final Browser browser;
    private final String base;
    private final Screens screens = new Screens();
    private final String axe;
    private final List<String> faults = new ArrayList<>();

    Browsing(String base) {
        this.base = base;
        this.playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(
                                                List.of(
                                                        "--headless",
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
        this.axe = script();
    }

    /// One person's window: nothing of anybody else's session is in it.
    final class Window {
        final Page page;
        private final String language;

        private Window(String language) {
            this.language = language;
            this.page =
                    browser.newContext(
                                    new Browser.NewContextOptions()
                                            .setViewportSize(WIDE, 700)
                                            .setLocale(language)
                                            .setAcceptDownloads(true))
                            .newPage();
            page.setDefaultTimeout(10_000);
        }

        Window go(String path) {
            page.navigate(base + path);
            return this;
        }

        /// Through the door, on Keycloak's own page, to the desk.
        Window signIn(String realm, Account account) {
            go("/desk");
            assertThat(page.url()).endsWith("/sign-in");
            press("main a[href$='/oauth2/authorization/" + realm + "']");
            page.fill("#username", account.username());
            page.fill("#password", account.password());
            press("#kc-login");
            assertThat(page.url()).startsWith(base);
            return this;
        }

        /// The second factor, on Keycloak's own page again.
        Window stepUp(Account account, Instant now) {
            press("main a[href*='acr=gold']");
            page.fill("#otp", Totp.code(secret(account), now));
            press("#kc-login");
            assertThat(page.url()).startsWith(base);
            return this;
        }

        Window type(String name, String text) {
            page.fill("[name=\"" + name + "\"]", text);
            return this;
        }

        Window tick(String name, @Nullable String value) {
            page.check(
                    "[name=\"" + name + "\"]" + (value == null ? "" : "[value=\"" + value + "\"]"));
            return this;
        }

        Window choose(String name, String value) {
            page.selectOption("[name=\"" + name + "\"]", value);
            return this;
        }

        Window press(String selector) {
            page.locator(selector).first().click();
            page.waitForLoadState(LoadState.LOAD);
            return this;
        }

        /// The button of the form whose address ends so.
        Window send(String action) {
            return press("main form[action$=\"" + action + "\"] button[type=submit]");
        }

        String text() {
            return page.locator("main").innerText();
        }

        /// Looks at the page: a picture, axe, and whether it fits a small telephone.
        Window look(String name) {
            if (screens.areWanted()) {
                screens.keep(
                        name,
                        language,
                        page.screenshot(new Page.ScreenshotOptions().setFullPage(true)));
            }
            if (language.equals("en")) {
                page.evaluate(axe);
                var found =
                        page.evaluate(
                                "async () => (await axe.run(document)).violations.map(v => v.id + ' at ' +"
                                        + " v.nodes.map(n => n.target.join(' ')).join(', '))");
                for (var violation : (List<?>) found) {
                    faults.add(name + ": " + violation);
                }
                page.setViewportSize(NARROW, 600);
                var width = page.evaluate("() => document.documentElement.scrollWidth");
                if (((Number) width).intValue() > NARROW) {
                    faults.add(name + ": " + width + " px wide on a telephone");
                }
                page.setViewportSize(WIDE, 700);
            }
            return this;
        }

        void close() {
            page.context().close();
        }
    }

    Window window(String language) {
        return new Window(language);
    }

    List<String> faults() {
        return faults;
    }

    private static String secret(Account account) {
        var secret = account.otpSecret();
        if (secret == null) {
            throw new IllegalStateException("no second factor");
        }
        return secret;
    }

    private static String script() {
        try (var in = Browsing.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
