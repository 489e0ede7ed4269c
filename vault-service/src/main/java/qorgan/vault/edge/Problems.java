package qorgan.vault.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import qorgan.keys.IndexLimitReached;
import qorgan.keys.VaultSealed;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// Which problem an exception is. The one table of it, for controllers and for filters.
@Component
public class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int LONGEST_FIELD = 80;

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /// The problem to answer with. Logs what is our fault, by type and place.
    public Problem of(Throwable thrown) {
        return switch (thrown) {
            case Refused refused -> Problem.problem(refused.code()).field(refused.field());
            case BodyRefused refused -> Problem.problem(refused.code());
            case HttpMessageNotReadableException unreadable -> ofBody(unreadable.getCause());
            case MethodArgumentNotValidException invalid ->
                    Problem.problem(ProblemCode.VALUE_MISSING)
                            .field(
                                    invalid.getFieldErrors().stream()
                                            .findFirst()
                                            .map(error -> error.getField())
                                            .orElse(null));
            case HandlerMethodValidationException invalid ->
                    Problem.problem(ProblemCode.VALUE_UNREADABLE);
            case MethodArgumentTypeMismatchException mismatch ->
                    mismatch.getParameter()
                                    .hasParameterAnnotation(
                                            org.springframework.web.bind.annotation.PathVariable
                                                    .class)
                            ? Problem.problem(ProblemCode.NOTHING_HERE)
                            : Problem.problem(ProblemCode.VALUE_UNREADABLE)
                                    .field(mismatch.getName());
            case MissingRequestValueException missing -> Problem.problem(ProblemCode.VALUE_MISSING);
            case ServletRequestBindingException unbound ->
                    Problem.problem(ProblemCode.VALUE_MISSING);
            // A form that is longer than Tomcat reads, or that is none.
            case InvalidParameterException unread ->
                    Problem.problem(ofStatus(HttpStatusCode.valueOf(unread.getErrorCode())));
            case NoResourceFoundException nothing -> Problem.problem(ProblemCode.NOTHING_HERE);
            case ErrorResponse response -> Problem.problem(ofStatus(response.getStatusCode()));
            case AuthenticationServiceException keycloakGone -> outage(keycloakGone);
            case VaultSealed sealed -> Problem.problem(ProblemCode.SEALED);
            case IndexLimitReached tooMany -> Problem.problem(ProblemCode.TOO_MANY);
            case CannotCreateTransactionException databaseGone -> outage(databaseGone);
            case CannotGetJdbcConnectionException databaseGone -> outage(databaseGone);
            case DataAccessResourceFailureException databaseGone -> outage(databaseGone);
            case QueryTimeoutException slow -> outage(slow);
            case ConcurrencyFailureException raced ->
                    Problem.problem(ProblemCode.CHANGED_MEANWHILE);
            case DuplicateKeyException twice -> Problem.problem(ProblemCode.ALREADY_DONE);
            case TransientDataAccessException passing -> outage(passing);
            case RuntimeException lost when isConnectionLost(lost) -> outage(lost);
            default -> {
                LOG.error("broken", Unspoken.of(thrown));
                yield Problem.problem(ProblemCode.BROKEN);
            }
        };
    }

    /// Answers from a filter, where there is no controller to return it.
    public void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        var spoken = Problem.problem(problem.code(), request.getLocale());
        for (var member : problem.members().entrySet()) {
            if (!spoken.members().containsKey(member.getKey())) {
                spoken = spoken.with(member.getKey(), member.getValue());
            }
        }
        response.setStatus(spoken.getStatusCode().value());
        spoken.getHeaders()
                .forEach(
                        (name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.getOutputStream().write(json.writeValueAsBytes(spoken.members()));
        response.flushBuffer();
    }

    /// Answers whoever asks, a person or a program, in the way they read.
    void answer(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var accept = request.getHeader("Accept");
        if (!response.isCommitted()
                && accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE)) {
            show(problem.code(), request, response);
        } else {
            write(problem, request, response);
        }
    }

    /// Answers a person from a filter: with the page of errors.
    public void show(ProblemCode code, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute(ErrorPage.CODE, code);
        response.sendError(code.status().value());
    }

    static ProblemCode ofStatus(HttpStatusCode status) {
        return switch (status.value()) {
            case 401 -> ProblemCode.NOT_SIGNED_IN;
            case 403 -> ProblemCode.FORBIDDEN;
            case 404 -> ProblemCode.NOTHING_HERE;
            case 405 -> ProblemCode.NO_SUCH_METHOD;
            case 406 -> ProblemCode.NOT_ACCEPTABLE;
            case 409 -> ProblemCode.CHANGED_MEANWHILE;
            case 413 -> ProblemCode.BODY_TOO_LARGE;
            case 415 -> ProblemCode.MEDIA_TYPE;
            case 503 -> ProblemCode.OUTAGE;
            default ->
                    status.is4xxClientError() ? ProblemCode.VALUE_UNREADABLE : ProblemCode.BROKEN;
        };
    }

    private static Problem ofBody(@Nullable Throwable cause) {
        for (var at = cause; at != null; at = at.getCause()) {
            switch (at) {
                case BodyRefused refused -> {
                    return Problem.problem(refused.code());
                }
                case Refused refused -> {
                    return Problem.problem(refused.code()).field(refused.field());
                }
                default -> {
                    // look further down
                }
            }
        }
        return switch (cause) {
            case UnrecognizedPropertyException unknown ->
                    Problem.problem(ProblemCode.FIELD_UNKNOWN).field(path(unknown));
            case StreamConstraintsException tooDeep -> Problem.problem(ProblemCode.BODY_TOO_DEEP);
            case StreamReadException notJson -> Problem.problem(ProblemCode.NOT_JSON);
            case DatabindException unreadable
                    when unreadable.getCause() instanceof StreamConstraintsException ->
                    Problem.problem(ProblemCode.BODY_TOO_DEEP);
            case DatabindException unreadable
                    when unreadable.getCause() instanceof StreamReadException ->
                    Problem.problem(ProblemCode.NOT_JSON);
            case DatabindException unreadable ->
                    Problem.problem(ProblemCode.VALUE_UNREADABLE).field(path(unreadable));
            case null, default -> Problem.problem(ProblemCode.NOT_JSON);
        };
    }

    /// The path to the field, as far as it is made of names as we use them: a name may be anybody's
    /// invention.
    private static @Nullable String path(JacksonException thrown) {
        var path =
                thrown.getPath().stream()
                        .map(
                                step ->
                                        step.getPropertyName() == null
                                                ? "[" + step.getIndex() + "]"
                                                : step.getPropertyName())
                        .collect(Collectors.joining("."))
                        .replace(".[", "[");
        return path.length() <= LONGEST_FIELD && path.matches("[A-Za-z][A-Za-z0-9_.\\-\\[\\]]*")
                ? path
                : null;
    }

    private static Problem outage(Throwable thrown) {
        LOG.warn("outage", Unspoken.of(thrown));
        return Problem.problem(ProblemCode.OUTAGE);
    }

    /// Whether the database's connection went away underneath. PostgreSQL always gives a state; an
    /// SQL error without one is the pool's, which has closed the connection already, so that even
    /// the rollback finds it gone.
    private static boolean isConnectionLost(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql && isLost(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLost(@Nullable String state) {
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }
}
