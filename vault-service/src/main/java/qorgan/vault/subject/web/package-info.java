/// The HTTP side of the room subject: forms in, views out, problems where it says no.
@NullMarked
package qorgan.vault.subject.web;

import org.jspecify.annotations.NullMarked;
