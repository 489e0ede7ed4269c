@NullMarked
package qorgan.demo;

import org.jspecify.annotations.NullMarked;
