/// Clocks, notifications, reconciliation, escalation: all that must happen by itself.
@ApplicationModule(
        allowedDependencies = {
            "register",
            "request",
            "disclosure",
            "consent",
            "audit",
            "identity",
            "edge"
        })
@NullMarked
package qorgan.vault.duty;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
