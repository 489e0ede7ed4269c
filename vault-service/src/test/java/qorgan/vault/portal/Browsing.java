package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import qorgan.embedded.Account;
import qorgan.embedded.Totp;

/// A real Chromium, one clean window for each person, and what every page is looked at for.
final class Browsing implements AutoCloseable {
    static final Path CHROMIUM =
            Path.of(System.getProperty("qorgan.chromium", "/usr/bin/chromium"));
    private static final int WIDE = 660;
    private static final int NARROW = 320;
    private static final int MOST_PRESSES = 80;

    /// Empty when what has the keyboard stands out by an outline or a shadow; otherwise its name.
    private static final String SHOWS_FOCUS =
            """
            () => {
                const at = document.activeElement;
                if (!at || at === document.body || at === document.documentElement) return '';
                const style = getComputedStyle(at);
                const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                return outlined || style.boxShadow !== 'none' ? '' : at.outerHTML.substring(0, 80);
            }
            """;

    private final Playwright playwright;
    private final Browser browser;
    private final String base;
    private final Screens screens = new Screens();
    private final String axe;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> titles = new HashMap<>();
    private final Set<String> seen = new TreeSet<>();

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
            page.setDefaultTimeout(30_000);
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

        /// Looks at the page: a picture, its language, its title, axe, and whether it fits a small
        /// window and a small telephone.
        Window look(String name) {
            if (screens.areWanted()) {
                screens.keep(
                        name,
                        language,
                        page.screenshot(new Page.ScreenshotOptions().setFullPage(true)));
            }
            seen.add(name);
            var said = name + " (" + language + "): ";
            if (!language.equals(page.getAttribute("html", "lang"))) {
                faults.add(said + "is in " + page.getAttribute("html", "lang"));
            }
            titled(said);
            fits(said, WIDE);
            page.evaluate(axe);
            var found =
                    page.evaluate(
                            "async () => (await axe.run(document)).violations.map(v => v.id + ' at ' +"
                                    + " v.nodes.map(n => n.target.join(' ')).join(', '))");
            for (var violation : (List<?>) found) {
                faults.add(said + violation);
            }
            page.setViewportSize(NARROW, 600);
            fits(said, NARROW);
            page.setViewportSize(WIDE, 700);
            return this;
        }

        /// Nobody has to push a page sideways.
        private void fits(String said, int screen) {
            var width = page.evaluate("() => document.documentElement.scrollWidth");
            if (((Number) width).intValue() > screen) {
                faults.add(said + width + " px wide on a screen of " + screen);
            }
        }

        /// No two pages have one title; a page that refuses a form is the page of that form.
        private void titled(String said) {
            var title = page.title().strip();
            var place =
                    LanguageLink.pageOf(java.net.URI.create(page.url()).getPath())
                            .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "*")
                            .replaceAll("^/own$", "/desk");
            var known = titles.putIfAbsent(language + " " + title, place);
            if (title.isEmpty() || known != null && !known.equals(place)) {
                faults.add(said + "has the title '" + title + "' of " + known);
            }
        }

        /// One key, as a keyboard sends it.
        Window key(String key) {
            page.keyboard().press(key);
            return this;
        }

        /// Goes on by the tabulator until this is reached; whatever has the keyboard on the way
        /// shows it.
        Window tabTo(String selector) {
            for (int presses = 0; presses < MOST_PRESSES; presses++) {
                if (has(selector)) {
                    return this;
                }
                key("Tab");
                var shown = (String) page.evaluate(SHOWS_FOCUS);
                if (!shown.isEmpty()) {
                    faults.add(page.url() + ": the keyboard is not seen at " + shown);
                }
            }
            throw new AssertionError("no way by keyboard to " + selector + " on " + page.url());
        }

        /// The same on a page that is not ours.
        Window tabToPlainly(String selector) {
            for (int presses = 0; presses < MOST_PRESSES && !has(selector); presses++) {
                key("Tab");
            }
            return this;
        }

        /// Whether this has the keyboard.
        boolean has(String selector) {
            return (Boolean)
                    page.evaluate(
                            "s => !!document.activeElement && document.activeElement.matches(s)",
                            selector);
        }

        /// Whether this gets the keyboard: a browser gives it to what asks for it (`autofocus`, the
        /// target of a link) a moment after the page is there.
        boolean getsTheKeyboard(String selector) {
            try {
                page.waitForCondition(() -> has(selector));
                return true;
            } catch (TimeoutError never) {
                return false;
            }
        }

        Window write(String text) {
            page.keyboard().type(text);
            return this;
        }

        /// Presses a key that leads to another page, and waits for it.
        Window enter() {
            page.waitForNavigation(() -> key("Enter"));
            page.waitForLoadState(LoadState.LOAD);
            return this;
        }

        void close() {
            page.context().close();
        }
    }

    Window window(String language) {
        return new Window(language);
    }

    /// The names under which pages were looked at.
    Set<String> seen() {
        return seen;
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
