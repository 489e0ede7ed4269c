package qorgan.vault.edge;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.ModelAndView;

/// An answer of the edge that says no (RFC 9457): `type`, `title`, `status`, `code`, `field`, what
/// to do `next`, and a `trace` to quote when asking for help. It never repeats a rejected value and
/// says nothing about any person.
///
/// ```java
/// case NotYours() -> problem(NOTHING_HERE);
/// case Insufficient(var missing) -> problem(STANDING_INSUFFICIENT).with("missing", missing);
/// ```
public final class Problem extends ResponseEntity<Map<String, Object>> {
    private static final Wording WORDING = new Wording();

    private final ProblemCode code;

    private Problem(ProblemCode code, Map<String, Object> body) {
        super(body, headers(code), code.status());
        this.code = code;
    }

    public static Problem problem(ProblemCode code) {
        return problem(code, LocaleContextHolder.getLocale());
    }

    static Problem problem(ProblemCode code, Locale locale) {
        var words = WORDING.of(code, locale);
        var body = new LinkedHashMap<String, Object>();
        body.put("type", code.type());
        body.put("title", words.title());
        body.put("status", code.status().value());
        body.put("code", code.code());
        body.put("next", words.next());
        var trace = MDC.get(Traces.TRACE);
        if (trace != null) {
            body.put("trace", trace);
        }
        return new Problem(code, body);
    }

    /// Names the field of the form to which this belongs.
    public Problem field(@Nullable String field) {
        return field == null ? this : with("field", field);
    }

    /// Adds a member. Only codes, identifiers of the asker's own things, and times belong here.
    public Problem with(String member, Object value) {
        var body = new LinkedHashMap<>(members());
        body.put(member, value);
        return new Problem(code, body);
    }

    /// The same refusal as a page, for people.
    public ModelAndView page() {
        var page = new ModelAndView("problem", getStatusCode());
        page.addObject("problem", true);
        page.addObject("problemCode", code.code());
        page.addObject("problemTitle", members().getOrDefault("title", ""));
        page.addObject("problemNext", members().getOrDefault("next", ""));
        page.addObject("problemTrace", members().get("trace"));
        return page;
    }

    public ProblemCode code() {
        return code;
    }

    Map<String, Object> members() {
        var body = getBody();
        return body == null ? Map.of() : body;
    }

    private static HttpHeaders headers(ProblemCode code) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        switch (code) {
            case OUTAGE, STILL_RUNNING -> headers.set(HttpHeaders.RETRY_AFTER, "5");
            case SEALED -> headers.set(HttpHeaders.RETRY_AFTER, "3600");
            default -> {
                // Repeating it would not help.
            }
        }
        return headers;
    }
}
