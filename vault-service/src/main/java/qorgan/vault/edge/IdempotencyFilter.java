package qorgan.vault.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import qorgan.vault.edge.Idempotency.Before;
import tools.jackson.databind.json.JsonMapper;

/// Every creating call of the API carries an `Idempotency-Key`, so that a double click, a retry
/// after a lost answer or an impatient proxy makes one thing and not two.
///
/// The same key with the same body gets the status and the `Location` of the first call, and a body
/// that says so; the thing itself is read at its address. With another body it is refused. While
/// the first call runs, the second waits for it. A call that was refused gives its key back.
///
/// A form of the portal carries its key in a hidden field `once`; its second click gets the page
/// that the first one got, or is led to where the first one led. A form without the field is
/// refused, unless it is a [Reading].
///
/// It sits behind the sign-in: keys of different people never meet.
@Component
public class IdempotencyFilter extends OncePerRequestFilter {
    public static final String HEADER = "Idempotency-Key";

    /// The hidden field of a form.
    public static final String FIELD = "once";

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final Pattern HEADER_SHAPE = Pattern.compile("[\\x21-\\x7e]{8,128}");

    /// 256 bits, as a page is given them: the answer is sealed under it.
    private static final Pattern FIELD_SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final BearerSeal PAGES = new BearerSeal("qorgan page 1");
    private static final int LARGEST_PAGE = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Idempotency idempotency;
    private final Problems problems;
    private final JsonMapper json;
    private final PortalForms portal;

    IdempotencyFilter(
            Idempotency idempotency, Problems problems, JsonMapper json, PortalForms portal) {
        this.idempotency = idempotency;
        this.problems = problems;
        this.json = json;
        this.portal = portal;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.POST.matches(request.getMethod())
                || !isApi(request) && !portal.isMaking(request);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var isApi = isApi(request);
        var header = isApi ? request.getHeader(HEADER) : request.getParameter(FIELD);
        if (header == null || !(isApi ? HEADER_SHAPE : FIELD_SHAPE).matcher(header).matches()) {
            if (isApi) {
                problems.write(
                        Problem.problem(ProblemCode.IDEMPOTENCY_KEY_MISSING).field(HEADER),
                        request,
                        response);
            } else {
                problems.show(ProblemCode.IDEMPOTENCY_KEY_MISSING, request, response);
            }
            return;
        }
        var principal = request.getUserPrincipal();
        var key =
                digest(
                        principal == null ? "" : principal.getName(),
                        request.getRequestURI(),
                        header);
        var body = isApi ? request.getInputStream().readAllBytes() : form(request);
        var before = awaitFirst(key, digest(body));
        switch (before) {
            case Before.First() -> {
                if (isApi) {
                    proceed(key, new Kept(request, body), response, chain);
                } else {
                    proceedWithForm(key, header, request, response, chain);
                }
            }
            case Before.Done(var status, var location, var page) -> {
                if (isApi || location != null) {
                    replay(status, location, response);
                } else {
                    showAgain(header, key, status, page, request, response);
                }
            }
            case Before.Reused() -> refuse(ProblemCode.IDEMPOTENCY_KEY_REUSED, request, response);
            case Before.Running() -> refuse(ProblemCode.STILL_RUNNING, request, response);
            case Before.Unknown() -> refuse(ProblemCode.OUTCOME_UNKNOWN, request, response);
        }
    }

    private static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/");
    }

    private static byte[] form(HttpServletRequest request) {
        var text = new StringBuilder();
        new TreeMap<>(request.getParameterMap())
                .forEach(
                        (name, values) -> {
                            if (!name.equals("_csrf")) {
                                text.append(name).append('=').append(String.join("\0", values));
                                text.append('\n');
                            }
                        });
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Before awaitFirst(byte[] key, byte[] body) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var before = idempotency.begin(key, body);
        while (before instanceof Before.Running && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            before = idempotency.begin(key, body);
        }
        return before;
    }

    private void proceed(
            byte[] key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var finished = false;
        try {
            chain.doFilter(request, response);
            finished = true;
        } finally {
            // A refusal, a bug and an outage end in a rollback: nothing was made, the key is free
            // again. An outage of the database itself leaves the key as it is, and the next call
            // hears "unknown".
            if (finished && response.getStatus() < 400) {
                idempotency.done(
                        key, response.getStatus(), response.getHeader(HttpHeaders.LOCATION), null);
            } else {
                idempotency.giveBack(key);
            }
        }
    }

    /// As above, and the page is held back until it is kept: the first click of two never sees it,
    /// because the browser has dropped that request for the second one.
    private void proceedWithForm(
            byte[] key,
            String once,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var held = new ContentCachingResponseWrapper(response);
        var finished = false;
        try {
            chain.doFilter(request, held);
            finished = true;
        } finally {
            if (finished && held.getStatus() < 400) {
                var page = held.getContentAsByteArray();
                idempotency.done(
                        key,
                        held.getStatus(),
                        held.getHeader(HttpHeaders.LOCATION),
                        page.length == 0 || page.length > LARGEST_PAGE
                                ? null
                                : PAGES.seal(once, key, page));
            } else {
                idempotency.giveBack(key);
            }
        }
        held.copyBodyToResponse();
    }

    private void showAgain(
            String once,
            byte[] key,
            int status,
            byte @Nullable [] sealed,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var page = sealed == null ? null : PAGES.open(once, key, sealed).orElse(null);
        if (page == null) {
            problems.show(ProblemCode.ALREADY_DONE, request, response);
            return;
        }
        response.setStatus(status);
        response.setHeader(REPLAYED, "true");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(page);
    }

    private void replay(int status, @Nullable String location, HttpServletResponse response)
            throws IOException {
        response.setStatus(status);
        response.setHeader(REPLAYED, "true");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var body = new LinkedHashMap<String, Object>();
        body.put("replayed", true);
        if (location != null) {
            response.setHeader(HttpHeaders.LOCATION, location);
            body.put("location", location);
        }
        if (status >= 200 && status < 300 && status != HttpServletResponse.SC_NO_CONTENT) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(body));
        }
    }

    private void refuse(ProblemCode code, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!isApi(request)) {
            problems.show(code, request, response);
            return;
        }
        problems.write(Problem.problem(code), request, response);
    }

    private static byte[] digest(String... parts) {
        var all = sha256();
        for (var part : parts) {
            all.update(digest(part.getBytes(StandardCharsets.UTF_8)));
        }
        return all.digest();
    }

    private static byte[] digest(byte[] bytes) {
        return sha256().digest(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The request with its body read once and given again.
    private static final class Kept extends HttpServletRequestWrapper {
        private final byte[] body;

        Kept(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var in = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return in.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return in.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return in.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("read at once");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
