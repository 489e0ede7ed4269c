package qorgan.vault.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/// A page that says what is wrong with a form answers 422. So its field `once` is free again: who
/// goes back and mends the form sends the same one.
final class RefusedForms implements HandlerInterceptor {
    @Override
    public void postHandle(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable ModelAndView page) {
        if (page != null
                && HttpMethod.POST.matches(request.getMethod())
                && Boolean.TRUE.equals(page.getModel().get("problem"))
                && page.getStatus() == null
                && response.getStatus() == HttpStatus.OK.value()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
    }
}
