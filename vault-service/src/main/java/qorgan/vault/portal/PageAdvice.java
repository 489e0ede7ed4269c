package qorgan.vault.portal;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.beans.PropertyEditorSupport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;
import qorgan.vault.edge.Problem;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Problems;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Forbidden;
import qorgan.vault.identity.Offices;

/// What every page has: its languages, who is signed in, and one way to say that something cannot
/// be done. Nothing that a page shows is kept by a browser or on the way to it.
@ControllerAdvice(basePackages = {"qorgan.vault.portal", "qorgan.vault.edge"})
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageAdvice {
    private static final Pattern UNTYPED = Pattern.compile("[\\p{Cntrl}&&[^\r\n\t]]");

    private final Problems problems;
    private final Offices offices;
    private final MessageSource messages;

    PageAdvice(Problems problems, Offices offices, MessageSource messages) {
        this.problems = problems;
        this.offices = offices;
        this.messages = messages;
    }

    @ModelAttribute("languages")
    List<LanguageLink> languages(HttpServletRequest request, Locale locale) {
        return LanguageLink.of(request, locale);
    }

    @ModelAttribute
    void notKept(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// A page about an error asks nobody anything: the register may be what is missing.
    @ModelAttribute("session_")
    @Nullable SessionBar session(@Nullable Actor actor, HttpServletRequest request, Locale locale) {
        if (actor == null) {
            return null;
        }
        var roles =
                actor.roles().stream()
                        .sorted()
                        .map(role -> messages.getMessage("role." + role.code(), null, locale))
                        .collect(Collectors.joining(", "));
        var office =
                actor.office() == null || request.getDispatcherType() == DispatcherType.ERROR
                        ? null
                        : offices.find(actor.office())
                                .map(found -> found.names().get(locale.getLanguage()))
                                .orElse(null);
        return new SessionBar(
                roles.isEmpty() ? messages.getMessage("role.none", null, locale) : roles, office);
    }

    /// What a browser sends is text. A tick is a tick or none, and signs that no keyboard types and
    /// no table takes are left out.
    @InitBinder
    void asTyped(WebDataBinder binder) {
        binder.setDeclarativeBinding(true);
        binder.registerCustomEditor(
                Boolean.class,
                new PropertyEditorSupport() {
                    @Override
                    public void setAsText(String text) {
                        setValue(text.equals("true") || text.equals("on"));
                    }
                });
        binder.registerCustomEditor(
                Map.class,
                new PropertyEditorSupport() {
                    @Override
                    public void setAsText(String aSingleValue) {
                        setValue(Map.of());
                    }
                });
        binder.registerCustomEditor(
                String.class,
                new PropertyEditorSupport() {
                    @Override
                    public void setAsText(@Nullable String text) {
                        setValue(text == null ? null : UNTYPED.matcher(text).replaceAll(""));
                    }
                });
    }

    @ExceptionHandler
    ModelAndView cannot(
            Exception thrown,
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Actor actor,
            Locale locale) {
        var problem =
                thrown instanceof Forbidden
                        ? Problem.problem(ProblemCode.FORBIDDEN)
                        : problems.of(thrown);
        var page = problem.page();
        page.addObject("languages", languages(request, locale));
        if (actor != null && problem.code() != ProblemCode.OUTAGE) {
            page.addObject("session_", session(actor, request, locale));
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return page;
    }
}
