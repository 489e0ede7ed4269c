@NullMarked
package qorgan.vault.duty.web;

import org.jspecify.annotations.NullMarked;
