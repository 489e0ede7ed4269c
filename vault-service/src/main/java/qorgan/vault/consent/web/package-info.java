/// The HTTP side of the room consent: forms in, views out, problems where it says no.
@NullMarked
package qorgan.vault.consent.web;

import org.jspecify.annotations.NullMarked;
