/// The room over HTTP: the log's public pages, the export, the desk of the data-protection officer.
@NullMarked
package qorgan.vault.audit.web;

import org.jspecify.annotations.NullMarked;
