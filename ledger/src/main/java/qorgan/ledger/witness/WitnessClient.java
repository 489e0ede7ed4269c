package qorgan.ledger.witness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.NoteSignature;
import qorgan.ledger.SignedNote;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.tiles.TileTree;

/// Asks one witness for its cosignatures. Remembers nothing itself: a witness that has seen another
/// size says which, and is asked once more from there.
public final class WitnessClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI prefix;
    private final List<VerifierKey> keys;

    /// Preconditions: `keys` are the witness's own, learned outside this connection.
    public WitnessClient(HttpClient http, URI prefix, List<VerifierKey> keys) {
        this.http = http;
        this.prefix = prefix.toString().endsWith("/") ? prefix : URI.create(prefix + "/");
        this.keys = List.copyOf(keys);
    }

    public List<VerifierKey> keys() {
        return keys;
    }

    public sealed interface Reply {
        /// Verified cosignatures, at least one.
        record Cosigned(List<NoteSignature> signatures) implements Reply {}

        /// The witness has seen a larger tree, or another one of this size: ours is old, or
        /// somebody forked the log.
        record Ahead(long size) implements Reply {}

        record Refused(int status, String why) implements Reply {}
    }

    /// Preconditions: `tree` is of the checkpoint's size; `believed` is the size this witness
    /// cosigned last, 0 if unknown.
    public Reply cosign(SignedNote note, TileTree tree, long believed)
            throws IOException, InterruptedException {
        var checkpoint = Checkpoint.parse(note.text());
        var first = post(note, tree, Math.min(believed, checkpoint.size()));
        if (first.statusCode() != 409) {
            return read(first, note, checkpoint);
        }
        long seen = size(first.body());
        if (seen > checkpoint.size() || seen == believed) {
            return new Reply.Ahead(seen);
        }
        var second = post(note, tree, seen);
        return second.statusCode() == 409
                ? new Reply.Ahead(size(second.body()))
                : read(second, note, checkpoint);
    }

    /// Hands a succession in; empty if the witness took it, else what it says. A witness that knows
    /// no successions says 404: its operator gives it the next keys.
    public Optional<String> follow(byte[] succession) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(prefix.resolve("add-succession"))
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(succession))
                        .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return answer.statusCode() == 200
                ? Optional.empty()
                : Optional.of(answer.statusCode() + " " + answer.body().strip());
    }

    private HttpResponse<String> post(SignedNote note, TileTree tree, long old)
            throws IOException, InterruptedException {
        var body = new AddCheckpoint(old, tree.consistency(old), note).bytes();
        var request =
                HttpRequest.newBuilder(prefix.resolve("add-checkpoint"))
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private Reply read(HttpResponse<String> response, SignedNote note, Checkpoint checkpoint) {
        if (response.statusCode() != 200) {
            String why = response.body().lines().findFirst().orElse("");
            return new Reply.Refused(response.statusCode(), why);
        }
        try {
            var valid =
                    response.body()
                            .lines()
                            .map(NoteSignature::parse)
                            .filter(
                                    line ->
                                            keys.stream()
                                                    .anyMatch(
                                                            key -> key.verifies(line, checkpoint)))
                            .toList();
            return valid.isEmpty()
                    ? new Reply.Refused(200, "no cosignature of a known key")
                    : new Reply.Cosigned(valid);
        } catch (IllegalArgumentException malformed) {
            return new Reply.Refused(200, "not signature lines");
        }
    }

    private static long size(String body) throws IOException {
        String line = body.strip();
        if (!line.matches("0|[1-9][0-9]{0,17}")) {
            throw new IOException("the witness answered 409 without a size");
        }
        return Long.parseLong(line);
    }
}
