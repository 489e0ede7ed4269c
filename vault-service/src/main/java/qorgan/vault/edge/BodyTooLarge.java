package qorgan.vault.edge;

import java.io.IOException;

/// A request's body went over the limit while it was read.
final class BodyTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    BodyTooLarge() {
        super("body over the limit");
    }
}
