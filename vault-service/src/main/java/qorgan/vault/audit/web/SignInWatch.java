package qorgan.vault.audit.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import qorgan.vault.audit.SignInEntries;
import qorgan.vault.identity.Actor;

/// Tells the log of everybody who acts, before they do.
@Configuration(proxyBeanMethods = false)
class SignInWatch implements WebMvcConfigurer, HandlerInterceptor {
    private final SignInEntries signIns;

    SignInWatch(SignInEntries signIns) {
        this.signIns = signIns;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/log/**", "/assets/**", "/webjars/**");
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(Actor.class.getName()) instanceof Actor actor) {
            signIns.acts(actor);
        }
        return true;
    }
}
