package qorgan.vault.audit.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import qorgan.ledger.SignedNote;
import qorgan.ledger.tiles.Tile;
import qorgan.vault.audit.log.Checkpoints;
import qorgan.vault.audit.log.LogSettings;
import qorgan.vault.audit.log.LogSigner;
import qorgan.vault.audit.log.StoredTiles;
import qorgan.vault.audit.log.Witnesses;

/// The log for everybody, in the paths of C2SP tlog-tiles below `/log`. Nothing here betrays a
/// request: leaves have one size, and beats add as many on a quiet hour as on one with a few acts.
@RestController
@RequestMapping("/log")
class LogPages {
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private static final CacheControl AN_HOUR =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private final Checkpoints checkpoints;
    private final StoredTiles tiles;
    private final LogSigner signer;
    private final Witnesses witnesses;
    private final CacheControl aBeat;

    LogPages(
            Checkpoints checkpoints,
            StoredTiles tiles,
            LogSigner signer,
            Witnesses witnesses,
            LogSettings settings) {
        this.checkpoints = checkpoints;
        this.tiles = tiles;
        this.signer = signer;
        this.witnesses = witnesses;
        this.aBeat = CacheControl.maxAge(settings.beat()).cachePublic();
    }

    @GetMapping("/checkpoint")
    ResponseEntity<byte[]> checkpoint() {
        return note(checkpoints.latest());
    }

    /// The newest checkpoint that enough witnesses countersigned: a moment older, and worth more.
    @GetMapping("/cosigned")
    ResponseEntity<byte[]> cosigned() {
        return note(checkpoints.latestCosigned());
    }

    private ResponseEntity<byte[]> note(Optional<SignedNote> checkpoint) {
        return checkpoint
                .map(SignedNote::bytes)
                .map(note -> ResponseEntity.ok().cacheControl(aBeat).contentType(TEXT).body(note))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @GetMapping("/tile/**")
    ResponseEntity<byte[]> tile(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        var tile = Tile.parse(path.substring("/log/".length())).orElse(null);
        if (tile == null
                || Tile.widthIn(checkpoints.size(), tile.level(), tile.index()) < tile.width()) {
            return ResponseEntity.notFound().build();
        }
        return tiles.tile(tile)
                .map(
                        bytes ->
                                ResponseEntity.ok()
                                        .cacheControl(FOR_EVER)
                                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                                        .body(bytes))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @GetMapping("/vkey")
    ResponseEntity<byte[]> vkey() {
        return lines(List.of(signer.vkeys().strip()));
    }

    @GetMapping("/witnesses")
    ResponseEntity<byte[]> witnesses() {
        return lines(witnesses.vkeys());
    }

    private static ResponseEntity<byte[]> lines(List<String> lines) {
        var text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        return ResponseEntity.ok()
                .cacheControl(AN_HOUR)
                .contentType(TEXT)
                .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
