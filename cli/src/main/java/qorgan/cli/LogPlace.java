package qorgan.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.SignedNote;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.tiles.DirectoryTiles;
import qorgan.ledger.tiles.HttpTiles;
import qorgan.ledger.tiles.TileSource;
import qorgan.ledger.tiles.TileTree;

/// A log in a directory or behind an HTTP prefix, with its latest checkpoint.
record LogPlace(TileSource source, SignedNote note, Checkpoint checkpoint) {
    static TileSource source(String place) throws IOException {
        if (place.startsWith("http://") || place.startsWith("https://")) {
            return new HttpTiles(HttpClient.newHttpClient(), URI.create(place));
        }
        if (!Files.isDirectory(Path.of(place))) {
            throw new IOException("no such log: " + place);
        }
        return new DirectoryTiles(Path.of(place));
    }

    static LogPlace open(String place) throws IOException {
        return open(source(place));
    }

    static LogPlace open(TileSource source) throws IOException {
        return of(
                source,
                source.read("checkpoint")
                        .orElseThrow(() -> new IOException("no checkpoint there")));
    }

    /// With the newest checkpoint that witnesses countersigned, where the log says which that is.
    static LogPlace cosigned(String place) throws IOException {
        var source = source(place);
        var bytes = source.read("cosigned");
        return bytes.isPresent() ? of(source, bytes.get()) : open(source);
    }

    private static LogPlace of(TileSource source, byte[] bytes) throws IOException {
        try {
            var note = SignedNote.parse(bytes);
            return new LogPlace(source, note, Checkpoint.parse(note.text()));
        } catch (IllegalArgumentException malformed) {
            throw new IOException(
                    "what is there is not a signed checkpoint: " + malformed.getMessage(),
                    malformed);
        }
    }

    TileTree tree() {
        return new TileTree(source, checkpoint.size());
    }

    Optional<String> text(String name) throws IOException {
        return source.read(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /// What the log says its keys are: good for reading times, not for believing.
    List<VerifierKey> ownKeys() throws IOException {
        var keys = new ArrayList<VerifierKey>();
        for (String name : List.of("vkey", "vkey-mldsa44", "witnesses")) {
            text(name).ifPresent(lines -> keys.addAll(VerifierKey.parseAll(lines)));
        }
        return keys;
    }
}
