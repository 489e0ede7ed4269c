@NullMarked
package qorgan.vault.disclosure.web;

import org.jspecify.annotations.NullMarked;
