/// A whole living house on one machine: it starts a PostgreSQL, a Keycloak, a mail catcher and the
/// service, fills them with an invented country, keeps them running, and can walk one request
/// through every room and count what held.
@NullMarked
package qorgan.demo;

import org.jspecify.annotations.NullMarked;
