package qorgan.vault.edge;

/// How deep a JSON text has gone so far. It looks only at brackets outside of strings, and so says
/// the same whatever the form would have made of the text: a parser that stops at the first wrong
/// field never sees the depth behind it.
final class Nesting {
    private int depth;
    private boolean inString;
    private boolean escaped;

    /// Takes the next bytes of the text and gives the greatest depth within them. UTF-8 needs no
    /// decoding here: none of the bytes looked for occurs inside a longer character.
    int deepest(byte[] bytes, int offset, int length) {
        var deepest = depth;
        for (var at = offset; at < offset + length; at++) {
            step(bytes[at]);
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private void step(byte one) {
        if (escaped) {
            escaped = false;
        } else if (inString) {
            escaped = one == '\\';
            inString = one != '"';
        } else {
            switch (one) {
                case '"' -> inString = true;
                case '[', '{' -> depth++;
                case ']', '}' -> depth--;
                default -> {
                    // nothing opens or closes
                }
            }
        }
    }
}
