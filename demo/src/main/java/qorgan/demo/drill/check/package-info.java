/// The drill's judge. It knows the formats of the log and the tables of a dump, and shares no line
/// of code with the service: it imports nothing but the JDK.
@NullMarked
package qorgan.demo.drill.check;

import org.jspecify.annotations.NullMarked;
