package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qorgan.vault.KeycloakTest;

/// A form that is far too long, over HTTP as a browser sends it: whoever sent it reads a page in
/// their language, and what can be read at all is given back with the form.
class TooLargeTest extends KeycloakTest {
    private static final int MEGABYTE = 1 << 20;
    private static final Pattern HIDDEN =
            Pattern.compile("name=\"(_csrf|once)\" value=\"([^\"]+)\"");

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @ParameterizedTest
    @CsvSource({
        "kk, false, Жіберілгеннің көлемі тым үлкен",
        "ru, false, Отправлено слишком много",
        "en, false, What you sent is too large",
        "en, true, What you sent is too large"
    })
    void twenty_megabytes_are_answered_with_a_page(String language, boolean chunked, String title)
            throws Exception {
        var body = "number=" + "1".repeat(20 * MEGABYTE);
        var publisher = BodyPublishers.ofString(body);
        var answer =
                sent(language, chunked ? BodyPublishers.fromPublisher(publisher) : publisher, true);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/html");
        assertThat(answer.body())
                .contains("<html lang=\"" + language + "\"", title)
                .doesNotContain("??", "Exception", "\tat ");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }

    @ParameterizedTest
    @CsvSource({"kk", "ru", "en"})
    void three_megabytes_come_back_with_the_form(String language) throws Exception {
        var page =
                browser.send(
                                HttpRequest.newBuilder(at("/slip?lang=" + language)).build(),
                                BodyHandlers.ofString())
                        .body();
        var form = new StringBuilder();
        HIDDEN.matcher(page.substring(page.indexOf("action=\"/slip\"")))
                .results()
                .limit(2)
                .forEach(
                        found ->
                                form.append(found.group(1))
                                        .append('=')
                                        .append(encoded(found.group(2)))
                                        .append('&'));
        var typed = "1".repeat(3 * MEGABYTE);
        var answer = sent(language, BodyPublishers.ofString(form + "number=" + typed), true);
        assertThat(answer.statusCode())
                .as(answer.body().lines().limit(40).toList().toString())
                .isEqualTo(422);
        assertThat(answer.body()).contains("id=\"problems\"", typed);
    }

    /// A program is told in its own way.
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void a_program_gets_a_problem(boolean chunked) throws Exception {
        var publisher = BodyPublishers.ofString("number=" + "1".repeat(20 * MEGABYTE));
        var answer =
                sent("en", chunked ? BodyPublishers.fromPublisher(publisher) : publisher, false);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("body-too-large");
    }

    private HttpResponse<String> sent(String language, BodyPublisher body, boolean isPerson)
            throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(at("/slip"))
                        .header("Accept", isPerson ? "text/html" : "application/json")
                        .header("Accept-Language", language)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(body)
                        .build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
