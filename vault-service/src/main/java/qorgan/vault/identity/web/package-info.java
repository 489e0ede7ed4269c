@NullMarked
package qorgan.vault.identity.web;

import org.jspecify.annotations.NullMarked;
