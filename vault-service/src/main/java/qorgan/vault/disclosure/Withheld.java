package qorgan.vault.disclosure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;

/// One field that does not leave, as the reader may know it.
///
/// Until a named human has signed it, `ground` is `awaiting_official`, `official` says for whom it
/// waits and `due` when it escalates. Afterwards: the outward ground, the article, where to
/// complain, and who signed (a name or, where the official is protected, a service number). The
/// shape is the same for each kind.
public record Withheld(
        Field field,
        String ground,
        String article,
        String remedy,
        @Nullable String official,
        @Nullable Instant due) {

    public static final String AWAITING_OFFICIAL = "awaiting_official";

    public boolean isSigned() {
        return !ground.equals(AWAITING_OFFICIAL);
    }
}
