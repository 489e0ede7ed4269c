@NullMarked
package qorgan.vault.request.web;

import org.jspecify.annotations.NullMarked;
