package qorgan.vault.portal;

import java.util.Base64;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;

/// A file that a page carries in a hidden field, so that saving it does not make it anew: a receipt
/// belongs to one delivery, a statement to one signature.
final class Carried {
    private Carried() {}

    static String of(byte[] file) {
        return Base64.getEncoder().encodeToString(file);
    }

    static byte[] read(String field, String carried) {
        try {
            return Base64.getMimeDecoder().decode(carried);
        } catch (IllegalArgumentException unreadable) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, field);
        }
    }

    /// To be saved, never to be shown by the browser.
    static ResponseEntity<byte[]> file(byte[] content, String name, MediaType type) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(content);
    }
}
