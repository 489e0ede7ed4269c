package qorgan.vault.audit;

import java.util.UUID;
import qorgan.vault.identity.Actor;

/// Which office a row of this room belongs to: the actor's own, or nobody's office for people of
/// the public, who have none. Nobody's rows are seen by oversight and by the person themselves.
final class Owners {
    static final UUID NOBODY = new UUID(0, 0);

    private Owners() {}

    static UUID of(Actor actor) {
        var office = actor.office();
        return office == null ? NOBODY : office.value();
    }
}
