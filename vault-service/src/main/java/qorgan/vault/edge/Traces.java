package qorgan.vault.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// The outermost filter: gives each request a random trace for its log lines and its problem, and
/// answers for whatever the filters inside let fall, so that no container ever writes a stack trace
/// or a message.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class Traces extends OncePerRequestFilter {
    static final String TRACE = "trace";
    private static final int BYTES = 8;

    private final Problems problems;
    private final SecureRandom random;

    Traces(Problems problems, SecureRandom random) {
        this.problems = problems;
        this.random = random;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var trace = HexFormat.of().formatHex(bytes);
        MDC.put(TRACE, trace);
        request.setAttribute(TRACE, trace);
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException | BodyRefused thrown) {
            var cause =
                    thrown instanceof ServletException && thrown.getCause() != null
                            ? thrown.getCause()
                            : thrown;
            problems.answer(problems.of(cause), request, response);
        } finally {
            MDC.remove(TRACE);
        }
    }
}
