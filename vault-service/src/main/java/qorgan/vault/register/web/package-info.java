/// The HTTP side of the room register: forms in, views out, problems where it says no.
@NullMarked
package qorgan.vault.register.web;

import org.jspecify.annotations.NullMarked;
