package qorgan.vault.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;

class BadInputTest extends ServiceTest {
    private static final String OFFICIALS = "/api/identity/officials";

    @Test
    void nobody_is_told_to_sign_in() throws Exception {
        mvc.perform(get("/api/identity/me"))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("not-signed-in"))
                .andExpect(jsonPath("$.next").isNotEmpty());
    }

    @Test
    void a_token_that_is_none_is_refused() throws Exception {
        mvc.perform(get("/api/identity/me").header("Authorization", "Bearer nonsense"))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("not-signed-in"));
    }

    @Test
    void what_is_not_json_is_refused() throws Exception {
        mvc.perform(body("{\"subject\": "))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("not-json"))
                .andExpect(jsonPath("$.trace").isNotEmpty());
    }

    @Test
    void an_unknown_field_is_named() throws Exception {
        mvc.perform(body("{\"surname\": \"secret-value\"}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("field-unknown"))
                .andExpect(jsonPath("$.field").value("surname"))
                .andExpect(
                        result ->
                                assertThat(result.getResponse().getContentAsString())
                                        .doesNotContain("secret-value"));
    }

    @Test
    void an_unreadable_value_is_not_repeated() throws Exception {
        mvc.perform(body("{\"subject\": \"secret-value\"}"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("value-unreadable"))
                .andExpect(jsonPath("$.field").value("subject"))
                .andExpect(
                        result ->
                                assertThat(result.getResponse().getContentAsString())
                                        .doesNotContain("secret-value"));
    }

    @Test
    void a_missing_value_is_named() throws Exception {
        mvc.perform(body("{}"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("value-missing"))
                .andExpect(jsonPath("$.field").isNotEmpty());
    }

    @Test
    void deep_nesting_has_a_code_of_its_own_wherever_it_stands() throws Exception {
        var deep = "[".repeat(5000) + "]".repeat(5000);
        for (var body :
                List.of(
                        deep,
                        "{\"roles\": " + deep + "}",
                        "{\"subject\": " + deep + "}",
                        "{\"nobody-knows\": " + deep + "}",
                        "{\"a\":".repeat(5000) + "1" + "}".repeat(5000),
                        "[".repeat(5000))) {
            mvc.perform(body(body))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.code").value("body-too-deep"))
                    .andExpect(jsonPath("$.next").isNotEmpty());
        }
    }

    @Test
    void brackets_in_a_text_are_no_nesting() throws Exception {
        mvc.perform(body("{\"surname\": \"" + "[{".repeat(100) + "\\\"[" + "\"}"))
                .andExpect(jsonPath("$.code").value("field-unknown"));
    }

    @Test
    void twenty_megabytes_are_refused() throws Exception {
        mvc.perform(body("\"" + "x".repeat(20 * 1024 * 1024) + "\""))
                .andExpect(status().isContentTooLarge())
                .andExpect(jsonPath("$.code").value("body-too-large"));
    }

    @Test
    void another_type_and_another_method_are_refused() throws Exception {
        mvc.perform(post(OFFICIALS).with(by(cast.registrarOfPolice())).content("a=b"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.code").value("media-type"));
        mvc.perform(get(OFFICIALS + "/x/confirmation").with(by(cast.registrarOfPolice())))
                .andExpect(status().isMethodNotAllowed());
    }

    @Test
    void problems_speak_the_askers_language() throws Exception {
        mvc.perform(body("{}").header("Accept-Language", "kk"))
                .andExpect(jsonPath("$.title").value("Мән жетіспейді"));
        mvc.perform(get("/api/identity/me").header("Accept-Language", "ru"))
                .andExpect(jsonPath("$.title").value("Нужно войти"));
    }

    @Test
    void a_creating_call_needs_its_key() throws Exception {
        mvc.perform(
                        body("{}")
                                .with(
                                        request -> {
                                            request.removeHeader(IdempotencyFilter.HEADER);
                                            return request;
                                        }))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("idempotency-key-missing"));
    }

    @Test
    void a_double_click_makes_one_thing() throws Exception {
        var key = UUID.randomUUID().toString();
        var form = official(UUID.randomUUID(), "double-click");
        var first =
                mvc.perform(body(form).header(IdempotencyFilter.HEADER, key))
                        .andExpect(status().isCreated())
                        .andReturn()
                        .getResponse()
                        .getHeader("Location");
        mvc.perform(body(form).header(IdempotencyFilter.HEADER, key))
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", String.valueOf(first)))
                .andExpect(jsonPath("$.replayed").value(true));
        mvc.perform(
                        body(official(UUID.randomUUID(), "another"))
                                .header(IdempotencyFilter.HEADER, key))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("idempotency-key-reused"));
    }

    @Test
    void a_refused_call_gives_its_key_back() throws Exception {
        var key = UUID.randomUUID().toString();
        mvc.perform(body("{}").header(IdempotencyFilter.HEADER, key))
                .andExpect(status().isUnprocessableContent());
        mvc.perform(
                        body(official(UUID.randomUUID(), "second-try"))
                                .header(IdempotencyFilter.HEADER, key))
                .andExpect(status().isCreated());
    }

    @Test
    void roles_that_exclude_each_other_are_refused_by_the_table() throws Exception {
        mvc.perform(
                        body(
                                official(UUID.randomUUID(), "both")
                                        .replace("\"doctor\"", "\"investigator\",\"procurator\"")))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("roles-exclude-each-other"));
    }

    @Test
    void who_lacks_the_role_is_told_so() throws Exception {
        mvc.perform(
                        post(OFFICIALS)
                                .with(by(cast.intake()))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(official(UUID.randomUUID(), "not-mine")))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("forbidden"));
    }

    private MockHttpServletRequestBuilder body(String json) {
        return post(OFFICIALS)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .with(by(cast.registrarOfPolice()));
    }

    private static String official(UUID subject, String number) {
        return """
        {"subject": "%s", "office": "%s", "region": "KZ-ALA", "roles": ["doctor"],
         "serviceName": "Official", "serviceNumber": "%s",
         "from": "2026-01-01T00:00:00Z", "to": "2036-01-01T00:00:00Z"}
        """
                .formatted(subject, Cast.POLICE_ALMATY.id(), number);
    }
}
