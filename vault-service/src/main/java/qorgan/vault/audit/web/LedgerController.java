package qorgan.vault.audit.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import qorgan.vault.audit.Export;
import qorgan.vault.identity.Actor;

/// The whole log as a ZIP of files in the C2SP layout.
@RestController
@RequestMapping("/api/ledger")
class LedgerController {
    private final Export export;

    LedgerController(Export export) {
        this.export = export;
    }

    @GetMapping("/export")
    ResponseEntity<StreamingResponseBody> export(Actor actor) {
        var note = export.begin(actor);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"log.zip\"")
                .body(out -> export.write(note, out));
    }
}
