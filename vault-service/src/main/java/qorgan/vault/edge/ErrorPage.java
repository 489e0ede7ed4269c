package qorgan.vault.edge;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.HtmlUtils;

/// The last answer, for what no controller and no advice took: a problem for programs, a page with
// the same
/// words for people.
@Controller
class ErrorPage implements ErrorController {
    @RequestMapping("/error")
    ResponseEntity<?> error(HttpServletRequest request) {
        var status =
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                        ? HttpStatusCode.valueOf(code)
                        : HttpStatusCode.valueOf(404);
        var problem = Problem.problem(Problems.ofStatus(status));
        var accept = request.getHeader("Accept");
        if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
            return problem;
        }
        return ResponseEntity.status(problem.getStatusCode())
                .contentType(
                        new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
                .body(page(problem));
    }

    private static String page(Problem problem) {
        var language = LocaleContextHolder.getLocale().getLanguage();
        var lang = Wording.LANGUAGES.contains(language) ? language : "en";
        return """
        <!doctype html>
        <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>%s</title></head>
        <body><main><h1>%s</h1><p>%s</p><p><a href="/">Qorgan</a></p><p>%s</p></main></body></html>
        """
                .formatted(
                        lang,
                        text(problem, "title"),
                        text(problem, "title"),
                        text(problem, "next"),
                        text(problem, "trace"));
    }

    private static String text(Problem problem, String member) {
        return HtmlUtils.htmlEscape(problem.members().getOrDefault(member, "").toString());
    }
}
