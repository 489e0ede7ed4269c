/// All that must happen by itself: the law's clocks, the messages that say only that something
/// waits, the escalation to the procurator.
@ApplicationModule(
        allowedDependencies = {
            "register",
            "subject",
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
