/// Every decision, grant, answer, delivery and remedy, for all field groups.
@ApplicationModule(
        allowedDependencies = {
            "request",
            "register",
            "consent",
            "subject",
            "audit",
            "identity",
            "edge"
        })
@NullMarked
package qorgan.vault.disclosure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
