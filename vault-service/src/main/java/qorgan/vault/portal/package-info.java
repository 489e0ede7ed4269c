/// The pages, in Kazakh, Russian and English. They ask the rooms and decide nothing.
@ApplicationModule(
        allowedDependencies = {
            "duty",
            "disclosure",
            "request",
            "register",
            "consent",
            "subject",
            "audit",
            "identity",
            "edge"
        })
@NullMarked
package qorgan.vault.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
