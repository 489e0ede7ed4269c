/// The fault drill: two instances of the service, a witness and a PostgreSQL that are killed,
/// stalled and lied to while clients work, and a record of what the clients were told.
@NullMarked
package qorgan.demo.drill;

import org.jspecify.annotations.NullMarked;
