package qorgan.vault.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.SignedNote;
import qorgan.ledger.tiles.Tile;
import qorgan.vault.audit.log.Checkpoints;
import qorgan.vault.audit.log.LogSigner;
import qorgan.vault.audit.log.StoredTiles;
import qorgan.vault.audit.log.Witnesses;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;

/// The whole log as files, in the layout of C2SP tlog-tiles: `checkpoint`, `tile/…`,
/// `tile/entries/…`, with `vkey` and `witnesses` beside them. It holds commitments only, and
/// verifies offline.
@Service
public class Export {
    private final Checkpoints checkpoints;
    private final StoredTiles tiles;
    private final LogSigner signer;
    private final Witnesses witnesses;
    private final AccessLog accessLog;
    private final Permissions permissions;

    Export(
            Checkpoints checkpoints,
            StoredTiles tiles,
            LogSigner signer,
            Witnesses witnesses,
            AccessLog accessLog,
            Permissions permissions) {
        this.checkpoints = checkpoints;
        this.tiles = tiles;
        this.signer = signer;
        this.witnesses = witnesses;
        this.accessLog = accessLog;
        this.permissions = permissions;
    }

    /// Writes the export down, and chooses the checkpoint it is of. A countersigned one is
    /// preferred.
    @Transactional
    public SignedNote begin(Actor dpo) {
        permissions.require(dpo, "audit:export");
        var note =
                checkpoints
                        .latestCosigned()
                        .or(checkpoints::latest)
                        .orElseThrow(() -> new IllegalStateException("no checkpoint yet"));
        accessLog.note(
                dpo,
                Note.of(
                        EntryKind.EXPORT,
                        "audit-export",
                        Map.of("size", Long.toString(size(note)))));
        return note;
    }

    /// Writes the files as one ZIP, a tile at a time.
    public void write(SignedNote note, OutputStream out) throws IOException {
        var size = size(note);
        try (var zip = new ZipOutputStream(out)) {
            put(zip, "checkpoint", note.bytes());
            put(zip, "vkey", signer.vkeys().getBytes(StandardCharsets.UTF_8));
            put(zip, "witnesses", lines(witnesses.vkeys()));
            level(zip, Tile.ENTRIES, size);
            for (var level = 0; size >> 8 * level > 0; level++) {
                level(zip, level, size);
            }
        }
    }

    private void level(ZipOutputStream zip, int level, long size) throws IOException {
        var hashes = size >> 8 * Math.max(level, 0);
        for (var number = 0L; number * Tile.WIDTH < hashes; number++) {
            var tile = new Tile(level, number, Tile.widthIn(size, level, number));
            put(
                    zip,
                    tile.path(),
                    tiles.tile(tile)
                            .orElseThrow(() -> new IOException("the log lacks " + tile.path())));
        }
    }

    private static void put(ZipOutputStream zip, String path, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static byte[] lines(List<String> lines) {
        return lines.isEmpty()
                ? new byte[0]
                : (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static long size(SignedNote note) {
        return Checkpoint.parse(note.text()).size();
    }
}
