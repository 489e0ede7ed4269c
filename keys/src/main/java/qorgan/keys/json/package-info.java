/// Canonical JSON (RFC 8785): the bytes that are signed, chained and compared.
@NullMarked
package qorgan.keys.json;

import org.jspecify.annotations.NullMarked;
