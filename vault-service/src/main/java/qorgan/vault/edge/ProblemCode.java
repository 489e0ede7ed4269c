package qorgan.vault.edge;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/// Every reason for which the service says no at its edge. A code never changes its meaning; the
/// page `docs/errors.md` lists the same codes with their words in three languages, and a test keeps
/// both equal.
public enum ProblemCode {
    NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED),
    SECOND_FACTOR_NEEDED(HttpStatus.UNAUTHORIZED),
    FORBIDDEN(HttpStatus.FORBIDDEN),
    FORM_EXPIRED(HttpStatus.FORBIDDEN),
    /// Not found, not yours and protected are this one answer.
    NOTHING_HERE(HttpStatus.NOT_FOUND),
    NO_SUCH_METHOD(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    NOT_JSON(HttpStatus.BAD_REQUEST),
    MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    BODY_TOO_DEEP(HttpStatus.BAD_REQUEST),
    FIELD_UNKNOWN(HttpStatus.BAD_REQUEST),
    VALUE_MISSING(HttpStatus.UNPROCESSABLE_CONTENT),
    VALUE_UNREADABLE(HttpStatus.UNPROCESSABLE_CONTENT),
    IIN_INVALID(HttpStatus.UNPROCESSABLE_CONTENT),
    INSTANT_IN_FUTURE(HttpStatus.UNPROCESSABLE_CONTENT),
    WINDOW_EMPTY(HttpStatus.UNPROCESSABLE_CONTENT),
    RECIPIENT_OUTSIDE(HttpStatus.UNPROCESSABLE_CONTENT),
    IDEMPOTENCY_KEY_MISSING(HttpStatus.BAD_REQUEST),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT),
    STILL_RUNNING(HttpStatus.CONFLICT),
    OUTCOME_UNKNOWN(HttpStatus.CONFLICT),
    CHANGED_MEANWHILE(HttpStatus.CONFLICT),
    ALREADY_DONE(HttpStatus.CONFLICT),
    SECOND_OFFICE_NEEDED(HttpStatus.CONFLICT),
    SECOND_PERSON_NEEDED(HttpStatus.CONFLICT),
    ROLES_EXCLUDE_EACH_OTHER(HttpStatus.CONFLICT),
    STANDING_INSUFFICIENT(HttpStatus.CONFLICT),
    STANDING_NOT_PROVEN(HttpStatus.CONFLICT),
    WARNING_NOT_SIGNED(HttpStatus.CONFLICT),
    GRANT_MISSING(HttpStatus.CONFLICT),
    SIGNATURE_INVALID(HttpStatus.UNPROCESSABLE_CONTENT),
    CERTIFICATE_UNKNOWN(HttpStatus.UNPROCESSABLE_CONTENT),
    PURPOSE_UNCOVERED(HttpStatus.CONFLICT),
    TOO_MANY(HttpStatus.TOO_MANY_REQUESTS),
    PROOF_LAGS(HttpStatus.SERVICE_UNAVAILABLE),
    /// The keys are sealed: custodians must unseal them.
    SEALED(HttpStatus.SERVICE_UNAVAILABLE),
    OUTAGE(HttpStatus.SERVICE_UNAVAILABLE),
    BROKEN(HttpStatus.INTERNAL_SERVER_ERROR);

    private final HttpStatus status;

    ProblemCode(HttpStatus status) {
        this.status = status;
    }

    public HttpStatus status() {
        return status;
    }

    /// The code as it is sent: `nothing-here`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The stable address of the code's explanation.
    public String type() {
        return "https://qorgan.example/errors#" + code();
    }
}
