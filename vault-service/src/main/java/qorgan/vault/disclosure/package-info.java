/// Every decision, grant, answer, delivery, receipt and remedy, for all groups of fields.
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
