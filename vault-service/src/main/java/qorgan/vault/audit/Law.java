package qorgan.vault.audit;

import org.springframework.stereotype.Component;
import qorgan.policy.Engine;
import qorgan.policy.pack.Packs;

/// The law of this service, as far as this room asks it: to replay, to cite, to count days.
@Component
class Law {
    private final Packs packs = Packs.load();
    private final Engine engine = new Engine(packs);

    Packs packs() {
        return packs;
    }

    Engine engine() {
        return engine;
    }
}
