@NullMarked
package qorgan.cli;

import org.jspecify.annotations.NullMarked;
