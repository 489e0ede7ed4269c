/// An invented country to try the house with: two regions, their offices and facilities, officials,
/// some three hundred people and those who ask for them. Nobody here exists: names are put together
/// from roots by rule, numbers are drawn. The same seed gives the same country. It knows nothing of
/// the service that will hold it.
@NullMarked
package qorgan.demo.country;

import org.jspecify.annotations.NullMarked;
