package qorgan.vault.audit;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import qorgan.keys.Vault;

/// Whether the keys are sealed, and whether what was erased is gone. After the restore of an early
/// backup the rows of erased keys are back: they stay closed, and are counted here until somebody
/// removes them again.
@Component
class KeyHealth {
    private final Vault vault;
    private volatile Keys.Erasures last = new Keys.Erasures(0, false);

    KeyHealth(Vault vault) {
        this.vault = vault;
    }

    Keys now() {
        return new Keys(vault.isSealed(), last);
    }

    /// Looks at every key's row once where anything was ever erased; needs no key itself.
    @Scheduled(
            initialDelayString = "${qorgan.keys.erasures-first:PT10S}",
            fixedDelayString = "${qorgan.keys.erasures-beat:PT6H}")
    void look() {
        var maintenance = vault.maintenance();
        last =
                new Keys.Erasures(
                        maintenance.pendingErasures().size(), maintenance.isErasureOverdue());
    }
}
