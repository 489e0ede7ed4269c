/// One request walked through every room over HTTP, with tokens from the demo's own Keycloak, and
/// told as a transcript that a lawyer can follow. Each thing that must hold is counted.
@NullMarked
package qorgan.demo.walk;

import org.jspecify.annotations.NullMarked;
