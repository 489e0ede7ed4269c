package qorgan.vault.edge;

import org.jspecify.annotations.Nullable;

/// What a form says cannot be taken: thrown where a form is read, and only there. It carries a code
/// and the field's name, never the value.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final @Nullable String field;

    public Refused(ProblemCode code) {
        this(code, null);
    }

    public Refused(ProblemCode code, @Nullable String field) {
        super(code.code());
        this.code = code;
        this.field = field;
    }

    public ProblemCode code() {
        return code;
    }

    public @Nullable String field() {
        return field;
    }
}
