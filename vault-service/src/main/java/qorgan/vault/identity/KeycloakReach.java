package qorgan.vault.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.web.filter.OncePerRequestFilter;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Problems;

/// Before somebody is sent to Keycloak's page it is asked whether it answers. Where it does not,
/// they read so in their own language, on a page that says what to do, instead of their browser's
/// word for a dead address.
final class KeycloakReach extends OncePerRequestFilter {
    /// Nobody waits longer than this for Keycloak.
    static final Duration CONNECT = Duration.ofSeconds(2);

    static final Duration READ = Duration.ofSeconds(5);

    private static final String BEGIN = "/oauth2/authorization/";

    private final ClientRegistrationRepository registrations;
    private final Problems problems;
    private final HttpClient http = client();

    KeycloakReach(ClientRegistrationRepository registrations, Problems problems) {
        this.registrations = registrations;
        this.problems = problems;
    }

    /// A way to Keycloak that gives up.
    static JdkClientHttpRequestFactory patient() {
        var factory = new JdkClientHttpRequestFactory(client());
        factory.setReadTimeout(READ);
        return factory;
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().connectTimeout(CONNECT).build();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(BEGIN);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var registration =
                registrations.findByRegistrationId(
                        request.getRequestURI().substring(BEGIN.length()));
        if (registration != null && !answers(registration.getProviderDetails().getJwkSetUri())) {
            problems.show(ProblemCode.OUTAGE, request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    /// Where no address is configured there is nothing to ask.
    private boolean answers(@Nullable String address) {
        if (address == null) {
            return true;
        }
        try {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(address)).timeout(CONNECT).build(),
                            HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == HttpServletResponse.SC_OK;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
