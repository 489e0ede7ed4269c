package qorgan.vault.edge;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// The last answer, for what no controller and no advice took: a problem for programs, a page with
/// the same words for people.
@Controller
class ErrorPage implements ErrorController {
    /// Where a filter leaves the code that it means, because a status alone says less.
    static final String CODE = ErrorPage.class.getName() + ".code";

    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        var plain = Problem.problem(code(request));
        var trace = request.getAttribute(Traces.TRACE);
        var problem = trace == null ? plain : plain.with("trace", trace);
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)
                ? problem.page()
                : problem;
    }

    private static ProblemCode code(HttpServletRequest request) {
        if (request.getAttribute(CODE) instanceof ProblemCode meant) {
            return meant;
        }
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? Problems.ofStatus(HttpStatusCode.valueOf(status))
                : ProblemCode.NOTHING_HERE;
    }
}
