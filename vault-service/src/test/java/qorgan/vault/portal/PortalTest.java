package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import qorgan.vault.ServiceTest;
import qorgan.vault.edge.IdempotencyFilter;
import qorgan.vault.identity.Actor;

/// Pages as a browser gets them, and what holds for each of them.
abstract class PortalTest extends ServiceTest {
    static final Locale EN = Locale.of("en");
    private static final Pattern HEADING = Pattern.compile("<h1[ >]");

    /// The page at an address, for this actor or for nobody, held against what holds for all.
    String page(@Nullable Actor actor, String path, Locale language) throws Exception {
        return whole(answer(actor, get(path), language), 200, language);
    }

    String page(@Nullable Actor actor, String path) throws Exception {
        return page(actor, path, EN);
    }

    /// The page that a form leads to; `form` are names and values in turn.
    String sent(@Nullable Actor actor, String path, String... form) throws Exception {
        return whole(send(actor, path, form), 200, EN);
    }

    /// What comes back to a form.
    MockHttpServletResponse send(@Nullable Actor actor, String path, String... form)
            throws Exception {
        var request = post(path).contentType(MediaType.APPLICATION_FORM_URLENCODED).with(csrf());
        if (!List.of(form).contains(IdempotencyFilter.FIELD)) {
            request.param(IdempotencyFilter.FIELD, once());
        }
        for (int i = 0; i < form.length; i += 2) {
            request.param(form[i], form[i + 1]);
        }
        return answer(actor, request, EN);
    }

    /// A fresh value as a page gives one to each form.
    static String once() {
        return (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "").substring(0, 43);
    }

    MockHttpServletResponse answer(
            @Nullable Actor actor,
            AbstractMockHttpServletRequestBuilder<?> request,
            Locale language)
            throws Exception {
        request.accept(MediaType.TEXT_HTML).locale(language);
        if (actor != null) {
            request.with(by(actor));
        }
        return mvc.perform(request).andReturn().getResponse();
    }

    static String whole(MockHttpServletResponse response, int status, Locale language)
            throws Exception {
        var html = response.getContentAsString();
        assertThat(response.getStatus()).as(html).isEqualTo(status);
        assertThat(html)
                .contains("<html lang=\"" + language.getLanguage() + "\"")
                .as("a word is missing")
                .doesNotContain("??")
                .as("no script, no style in the page")
                .doesNotContain("<script", "style=", "onclick");
        assertThat(HEADING.matcher(html).results().count()).as("one first heading").isOne();
        assertThat(response.getHeader("Cache-Control")).contains("no-store");
        return html;
    }
}
