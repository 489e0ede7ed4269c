/// An office's key agent: gives its half for one record and one committed entry.
@NullMarked
package qorgan.keys.agent;

import org.jspecify.annotations.NullMarked;
