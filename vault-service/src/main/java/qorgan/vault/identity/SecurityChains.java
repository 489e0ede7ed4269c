package qorgan.vault.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerAuthenticationManagerResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import qorgan.vault.edge.IdempotencyFilter;
import qorgan.vault.edge.Problem;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Problems;

/// Three ways in: programs with bearer tokens under `/api`, people with a session everywhere else,
/// and the operator's probes on their own port. Whatever is not named here needs a sign-in.
@Configuration(proxyBeanMethods = false)
class SecurityChains {
    /// Read without a sign-in: the first page, what it is dressed in, and the log, which everyone
    /// may check.
    private static final String[] OPEN = {
        "/",
        "/assets/**",
        "/webjars/**",
        "/favicon.ico",
        "/error",
        "/log/**",
        "/log-keys",
        "/help",
        "/sign-in",
        "/slip",
        "/language"
    };

    @Bean
    ClientRegistrationRepository clientRegistrations(Realms realms) {
        return new InMemoryClientRegistrationRepository(realms.registrations());
    }

    /// The tokens of a sign-in are signed like those of the API, and by no other algorithm.
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens() {
        var factory = new OidcIdTokenDecoderFactory();
        factory.setJwsAlgorithmResolver(registration -> SignatureAlgorithm.ES256);
        return factory;
    }

    @Bean
    @Order(1)
    SecurityFilterChain probes(HttpSecurity http) {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(EndpointRequest.to("health"))
                                        .permitAll()
                                        .anyRequest()
                                        .denyAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(
            HttpSecurity http,
            Realms realms,
            SignIns signIns,
            IdempotencyFilter idempotency,
            Problems problems) {
        AuthenticationEntryPoint signInFirst =
                (request, response, thrown) -> {
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                    problems.write(Problem.problem(ProblemCode.NOT_SIGNED_IN), request, response);
                };
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(
                        bearer ->
                                bearer.authenticationManagerResolver(
                                                new JwtIssuerAuthenticationManagerResolver(
                                                        realms.byIssuer()))
                                        .authenticationEntryPoint(signInFirst)
                                        .accessDeniedHandler(denied(problems)))
                .exceptionHandling(
                        thrown ->
                                thrown.authenticationEntryPoint(signInFirst)
                                        .accessDeniedHandler(denied(problems)))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(
                        headers ->
                                headers.contentSecurityPolicy(
                                        policy ->
                                                policy.policyDirectives(
                                                        "default-src 'none'; frame-ancestors 'none'")))
                .addFilterAfter(new ActorFilter(signIns), AuthorizationFilter.class)
                .addFilterAfter(idempotency, ActorFilter.class)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain portal(
            HttpSecurity http,
            ClientRegistrationRepository registrations,
            RealmSettings settings,
            SignIns signIns,
            IdempotencyFilter idempotency,
            Problems problems) {
        var signOut = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        signOut.setPostLogoutRedirectUri("{baseUrl}/");
        var stepUp = new StepUp(registrations);
        return http.authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(OPEN)
                                        .permitAll()
                                        .anyRequest()
                                        .authenticated())
                .oauth2Login(
                        login ->
                                login.loginPage("/sign-in")
                                        .authorizationEndpoint(
                                                way -> way.authorizationRequestResolver(stepUp))
                                        .tokenEndpoint(
                                                way -> way.accessTokenResponseClient(exchange()))
                                        .successHandler(backToWhereTheyCameFrom())
                                        .failureHandler(failed(problems)))
                .exceptionHandling(
                        thrown ->
                                thrown.accessDeniedHandler(
                                        (request, response, denied) ->
                                                problems.show(
                                                        denied instanceof CsrfException
                                                                ? ProblemCode.FORM_EXPIRED
                                                                : ProblemCode.FORBIDDEN,
                                                        request,
                                                        response)))
                .logout(out -> out.logoutSuccessHandler(signOut))
                .csrf(Customizer.withDefaults())
                .headers(
                        headers ->
                                headers.contentSecurityPolicy(
                                                policy ->
                                                        policy.policyDirectives(
                                                                directives(settings)))
                                        .referrerPolicy(
                                                policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                                        .permissionsPolicyHeader(
                                                policy ->
                                                        policy.policy(
                                                                "camera=(), microphone=(), geolocation=()")))
                .addFilterBefore(
                        new KeycloakReach(registrations, problems),
                        OAuth2AuthorizationRequestRedirectFilter.class)
                .addFilterAfter(new ActorFilter(signIns), AuthorizationFilter.class)
                .addFilterAfter(idempotency, ActorFilter.class)
                .build();
    }

    /// The exchange of a code for tokens, which gives up where Keycloak does not answer.
    private static RestClientAuthorizationCodeTokenResponseClient exchange() {
        var exchange = new RestClientAuthorizationCodeTokenResponseClient();
        exchange.setRestClient(
                RestClient.builder()
                        .requestFactory(KeycloakReach.patient())
                        .configureMessageConverters(
                                converters ->
                                        converters
                                                .addCustomConverter(new FormHttpMessageConverter())
                                                .addCustomConverter(
                                                        new OAuth2AccessTokenResponseHttpMessageConverter()))
                        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                        .build());
        return exchange;
    }

    /// A sign-in that came to nothing: because Keycloak is away, or for what it says itself.
    private static AuthenticationFailureHandler failed(Problems problems) {
        var again = new SimpleUrlAuthenticationFailureHandler("/sign-in?failed");
        return (request, response, thrown) -> {
            for (Throwable at = thrown; at != null; at = at.getCause()) {
                if (at instanceof ResourceAccessException) {
                    problems.show(ProblemCode.OUTAGE, request, response);
                    return;
                }
            }
            again.onAuthenticationFailure(request, response, thrown);
        };
    }

    /// No inline script, no inline style, nothing from elsewhere; forms may also end at Keycloak,
    /// because signing out does.
    private static String directives(RealmSettings settings) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                + "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                + origin(settings.officials().issuer())
                + " "
                + origin(settings.publicRealm().issuer());
    }

    private static String origin(String address) {
        var uri = java.net.URI.create(address);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static AccessDeniedHandler denied(Problems problems) {
        return (request, response, thrown) ->
                problems.write(Problem.problem(ProblemCode.FORBIDDEN), request, response);
    }

    private static AuthenticationSuccessHandler backToWhereTheyCameFrom() {
        var saved = new SavedRequestAwareAuthenticationSuccessHandler();
        return (request, response, authentication) -> {
            var back = takeReturn(request);
            if (back != null) {
                response.sendRedirect(back);
            } else {
                try {
                    saved.onAuthenticationSuccess(request, response, authentication);
                } catch (jakarta.servlet.ServletException e) {
                    throw new IOException(e);
                }
            }
        };
    }

    private static @org.jspecify.annotations.Nullable String takeReturn(
            HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(StepUp.RETURN) instanceof String back)) {
            return null;
        }
        session.removeAttribute(StepUp.RETURN);
        return back;
    }
}
