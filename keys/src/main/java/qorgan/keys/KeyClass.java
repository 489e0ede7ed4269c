package qorgan.keys;

/// The groups that fields of personal data fall into, by the letter the law's rules give them. Each
/// has keys of its own, so that what opens one group never opens another.
public enum KeyClass {
    /// Whereabouts: the facts of ICPPED article 18(1), owed to relatives and counsel.
    W,
    /// The custody register (ICPPED article 17(3)).
    R,
    /// Pretrial data, which open only to two grants and two key agents.
    P,
    /// Medical data.
    M,
    /// Identity data.
    D,
    /// The person's own file.
    L,
    /// Who asked for whom.
    Q,
    /// Protected identity, place and measures.
    S,
    /// The audit of accesses.
    A;

    /// The class of a field code such as `W.whereabouts`.
    static KeyClass ofField(String code) {
        if (code.length() < 3 || code.charAt(1) != '.') {
            throw new IllegalArgumentException("a field code is a letter, a dot and a name");
        }
        return valueOf(code.substring(0, 1));
    }
}
