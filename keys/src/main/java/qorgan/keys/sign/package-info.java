/// Signatures: receipts and slips, officials' CMS, time-stamps, packages.
@NullMarked
package qorgan.keys.sign;

import org.jspecify.annotations.NullMarked;
