package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;

/// A double click makes one thing and shows the same page, wherever a form is.
class OnceTest extends PortalTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*>");
    private static final Pattern ONCE = Pattern.compile("name=\"once\" value=\"([^\"]+)\"");
    private static final Pattern NUMBER = Pattern.compile("<code>([0-9A-Z-]+)</code>");

    @Autowired private JdbcClient sql;

    /// The field is put in where a form says where it goes by `th:action`, and nowhere else.
    @Test
    void every_form_of_every_template_gets_the_field() throws IOException {
        var forms = 0;
        try (var files = Files.walk(TEMPLATES)) {
            for (var file : files.filter(name -> name.toString().endsWith(".html")).toList()) {
                for (var form : FORM.matcher(Files.readString(file)).results().toList()) {
                    forms++;
                    assertThat(form.group())
                            .as(file.toString())
                            .contains("method=\"post\"", "th:action=")
                            .doesNotContainPattern("(?<!:)action=");
                }
            }
        }
        assertThat(forms).isGreaterThan(30);
    }

    @Test
    void each_showing_of_a_form_has_a_value_of_its_own() throws Exception {
        var first = onces(page(cast.aigul(), "/ask"));
        var second = onces(page(cast.aigul(), "/ask"));
        assertThat(first).allMatch(once -> once.matches("[A-Za-z0-9_-]{43}"));
        assertThat(first).doesNotContainAnyElementsOf(second);
        assertThat(first.stream().distinct().count()).isEqualTo(first.size());
    }

    @Test
    void a_second_click_makes_nothing_and_shows_the_slip_again() throws Exception {
        var once = once();
        var first = ask(once);
        var second = ask(once);
        assertThat(whole(second, 200, EN)).isEqualTo(whole(first, 200, EN));
        assertThat(second.getHeader("Idempotency-Replayed")).isEqualTo("true");
        assertThat(slips()).containsOnlyOnce("<code>" + number(first) + "</code>");
    }

    @Test
    void two_clicks_at_once_make_one_slip() throws Exception {
        var once = once();
        try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = List.of(clicks.submit(() -> ask(once)), clicks.submit(() -> ask(once)));
            var first = whole(both.getFirst().get(), 200, EN);
            assertThat(whole(both.getLast().get(), 200, EN)).isEqualTo(first);
            assertThat(slips())
                    .containsOnlyOnce("<code>" + number(both.getFirst().get()) + "</code>");
        }
    }

    @Test
    void the_page_is_kept_sealed_and_for_ten_minutes() throws Exception {
        var once = once();
        var number = number(ask(once));
        var kept = sql.sql("select page from edge_idempotency where page is not null");
        assertThat(kept.query(byte[].class).list())
                .isNotEmpty()
                .noneMatch(page -> new String(page).contains(number))
                .noneMatch(page -> new String(page).contains(once));
        clock.advance(Duration.ofMinutes(11));
        assertThat(ask(once).getStatus()).isEqualTo(409);
        assertThat(kept.query(byte[].class).list()).isEmpty();
    }

    @Test
    void somebody_else_with_the_same_value_has_a_form_of_their_own() throws Exception {
        var once = once();
        var first = ask(once);
        var form = asking(once);
        var second = whole(send(cast.stranger(), "/ask", form), 200, EN);
        assertThat(second).doesNotContain(number(first));
    }

    @Test
    void a_form_that_was_refused_may_be_mended_and_sent_again() throws Exception {
        var once = once();
        var wrong = asking(once);
        wrong[wrong.length - 1] = "";
        assertThat(whole(send(cast.aigul(), "/ask", wrong), 422, EN)).contains("id=\"problems\"");
        assertThat(whole(ask(once), 200, EN)).contains("Your request is taken");
    }

    @Test
    void the_same_form_with_something_else_in_it_is_not_taken() throws Exception {
        var once = once();
        ask(once);
        var other = asking(once);
        other[5] = "another tie";
        assertThat(send(cast.aigul(), "/ask", other).getStatus()).isEqualTo(422);
    }

    @Test
    void a_form_without_the_field_makes_nothing() throws Exception {
        var request = post("/ask").contentType(MediaType.APPLICATION_FORM_URLENCODED).with(csrf());
        assertThat(answer(cast.aigul(), request, EN).getStatus()).isEqualTo(400);
    }

    @Test
    void a_reading_is_never_kept() throws Exception {
        var before = sql.sql("select count(*) from edge_idempotency").query(Long.class).single();
        sent(cast.dpoOfPolice(), "/audit/entries");
        assertThat(sql.sql("select count(*) from edge_idempotency").query(Long.class).single())
                .isEqualTo(before);
    }

    private MockHttpServletResponse ask(String once) throws Exception {
        return send(cast.aigul(), "/ask", asking(once));
    }

    private static String[] asking(String once) {
        return new String[] {
            "once",
            once,
            "relation",
            "relative",
            "tie",
            "mother",
            "askerDocument",
            "ID 012345678",
            "fields",
            "W.whereabouts",
            "way",
            "none",
            "iin",
            "991332123455",
            "askerName",
            "Aigul"
        };
    }

    private String slips() throws Exception {
        return page(cast.aigul(), "/requests");
    }

    private static String number(MockHttpServletResponse response) throws Exception {
        var found = NUMBER.matcher(response.getContentAsString());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static List<String> onces(String html) {
        var values = new ArrayList<String>();
        ONCE.matcher(html).results().forEach(found -> values.add(found.group(1)));
        assertThat(values).isNotEmpty();
        return values;
    }
}
