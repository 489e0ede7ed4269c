package qorgan.vault.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.UriComponentsBuilder;

/// The same page in another language. A page that answered a form leads to the page of that form:
/// no link repeats an act.
///
/// @param href where it leads
public record LanguageLink(String code, String name, String href, boolean current) {
    /// The last words of addresses that only a form may call.
    private static final Set<String> ACTS =
            Set.of(
                    "answer",
                    "apply",
                    "draft",
                    "entries",
                    "export",
                    "find",
                    "found",
                    "open",
                    "prove",
                    "read",
                    "receipt",
                    "refuse",
                    "replay",
                    "revoke",
                    "seen",
                    "sign",
                    "signature",
                    "statement",
                    "statements",
                    "story",
                    "warning",
                    "withdraw");

    static List<LanguageLink> of(HttpServletRequest request, Locale current) {
        return Languages.ALL.stream()
                .map(
                        language ->
                                new LanguageLink(
                                        language.getLanguage(),
                                        name(language.getLanguage()),
                                        href(request, language),
                                        language.getLanguage().equals(current.getLanguage())))
                .toList();
    }

    private static String href(HttpServletRequest request, Locale language) {
        var isGet = HttpMethod.GET.matches(request.getMethod());
        var path = isGet ? request.getRequestURI() : pageOf(request.getRequestURI());
        var address = UriComponentsBuilder.fromPath(path);
        if (isGet && request.getQueryString() != null) {
            address.query(request.getQueryString());
        }
        return address.replaceQueryParam(Languages.PARAMETER, language.getLanguage())
                .build(true)
                .toUriString();
    }

    /// The page to which the answer of a form belongs.
    static String pageOf(String path) {
        var page = path;
        while (ACTS.contains(page.substring(page.lastIndexOf('/') + 1))) {
            page = page.substring(0, page.lastIndexOf('/'));
        }
        return page.isEmpty() ? "/" : page;
    }

    private static String name(String code) {
        return switch (code) {
            case "kk" -> "Қазақша";
            case "ru" -> "Русский";
            default -> "English";
        };
    }
}
