package qorgan.vault.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.filter.OncePerRequestFilter;

/// Does the rest of the request in the actor's name. For a session of the portal the register is
/// asked anew at every request, so that an end of service works at once.
final class ActorFilter extends OncePerRequestFilter {
    static final String ACTOR = Actor.class.getName();

    private final SignIns signIns;

    ActorFilter(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var actor = actor();
        if (actor == null) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(ACTOR, actor);
        Acting.serve(actor, chain, new Named(request, new ActorAuthentication(actor)), response);
    }

    private @Nullable Actor actor() {
        return switch (SecurityContextHolder.getContext().getAuthentication()) {
            case ActorAuthentication signedIn -> signedIn.getPrincipal();
            case OAuth2AuthenticationToken session
                    when session.getPrincipal() instanceof OidcUser user ->
                    signIns.actor(
                            Realms.ofRegistration(session.getAuthorizedClientRegistrationId()),
                            user.getIdToken(),
                            Channel.PORTAL);
            case null, default -> null;
        };
    }

    private static final class Named extends HttpServletRequestWrapper {
        private final Principal principal;

        Named(HttpServletRequest request, Principal principal) {
            super(request);
            this.principal = principal;
        }

        @Override
        public Principal getUserPrincipal() {
            return principal;
        }
    }
}
