package qorgan.vault.portal;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/// The three languages of everything a person reads here. The choice lives in a cookie that names a
/// language and nothing else; without one the browser's wish counts, and then Kazakh.
@Configuration
class Languages implements WebMvcConfigurer {
    static final List<Locale> ALL = List.of(Locale.of("kk"), Locale.of("ru"), Locale.of("en"));

    /// The parameter by which a link changes the language.
    static final String PARAMETER = "lang";

    @Bean
    MessageSource messageSource() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/portal");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    @Bean
    LocaleResolver localeResolver() {
        var resolver = new CookieLocaleResolver("qorgan-language");
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setRejectInvalidCookies(false);
        resolver.setDefaultLocaleFunction(request -> supported(request.getLocales().asIterator()));
        return resolver;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var change = new LanguageChange();
        change.setParamName(PARAMETER);
        change.setIgnoreInvalidLocale(true);
        registry.addInterceptor(change);
        registry.addInterceptor(new RefusedForms());
    }

    private static Locale supported(java.util.Iterator<Locale> wished) {
        while (wished.hasNext()) {
            var language = wished.next().getLanguage();
            for (var known : ALL) {
                if (known.getLanguage().equals(language)) {
                    return known;
                }
            }
        }
        return ALL.getFirst();
    }

    /// A page about an error reads nothing of the request: its body may be what was refused.
    private static final class LanguageChange extends LocaleChangeInterceptor {
        @Override
        public boolean preHandle(
                HttpServletRequest request, HttpServletResponse response, Object handler)
                throws ServletException {
            return request.getDispatcherType() == DispatcherType.ERROR
                    || super.preHandle(request, response, handler);
        }
    }
}
