package qorgan.vault.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/// The way to Keycloak. `/oauth2/authorization/officials?acr=gold&return=/somewhere` asks for the
/// second factor and comes back to that page; the page's language goes along.
final class StepUp implements OAuth2AuthorizationRequestResolver {
    static final String RETURN = StepUp.class.getName() + ".return";

    private final DefaultOAuth2AuthorizationRequestResolver resolver;

    StepUp(ClientRegistrationRepository registrations) {
        this.resolver = new DefaultOAuth2AuthorizationRequestResolver(registrations);
        resolver.setAuthorizationRequestCustomizer(
                OAuth2AuthorizationRequestCustomizers.withPkce());
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return withWishes(resolver.resolve(request), request);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(
            HttpServletRequest request, String registration) {
        return withWishes(resolver.resolve(request, registration), request);
    }

    private static @Nullable OAuth2AuthorizationRequest withWishes(
            @Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request) {
        if (asked == null) {
            return null;
        }
        var back = request.getParameter("return");
        if (back != null && isLocal(back)) {
            request.getSession().setAttribute(RETURN, back);
        }
        return OAuth2AuthorizationRequest.from(asked)
                .additionalParameters(
                        parameters -> {
                            if ("gold".equals(request.getParameter("acr"))) {
                                parameters.put("acr_values", "gold");
                            }
                            var language = request.getLocale().getLanguage();
                            if (language.matches("kk|ru|en")) {
                                parameters.put("ui_locales", language);
                            }
                        })
                .build();
    }

    /// A path of our own, and nothing that a browser could read as another host.
    static boolean isLocal(String path) {
        return path.matches("/(?![/\\\\])[A-Za-z0-9/_.?=&%-]{0,200}");
    }
}
