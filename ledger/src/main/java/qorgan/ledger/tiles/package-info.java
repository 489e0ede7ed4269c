/// The tree as a set of files (C2SP tlog-tiles), on disk, over HTTP or in any store.
@NullMarked
package qorgan.ledger.tiles;

import org.jspecify.annotations.NullMarked;
