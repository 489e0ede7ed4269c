package qorgan.keys;

/// The classes whose keys may be destroyed. W, R and A are not among them, and no call of this
/// library takes a [KeyClass] to destroy: erasing where a person was held would be a tool for
/// making people disappear.
public enum Destroyable {
    P(KeyClass.P),
    M(KeyClass.M),
    D(KeyClass.D),
    L(KeyClass.L),
    Q(KeyClass.Q),
    S(KeyClass.S);

    private final KeyClass keyClass;

    Destroyable(KeyClass keyClass) {
        this.keyClass = keyClass;
    }

    public KeyClass keyClass() {
        return keyClass;
    }

    static boolean contains(KeyClass keyClass) {
        return switch (keyClass) {
            case P, M, D, L, Q, S -> true;
            case W, R, A -> false;
        };
    }
}
