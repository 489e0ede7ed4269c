/// The service over HTTP, as any other client sees it.
@NullMarked
package qorgan.demo.client;

import org.jspecify.annotations.NullMarked;
