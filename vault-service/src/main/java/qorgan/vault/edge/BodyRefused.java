package qorgan.vault.edge;

import java.io.IOException;

/// A request's body showed while it was read that it is not read to its end: it is too long, or
/// nested too deeply.
final class BodyRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    BodyRefused(ProblemCode code) {
        super(code.code());
        this.code = code;
    }

    ProblemCode code() {
        return code;
    }
}
