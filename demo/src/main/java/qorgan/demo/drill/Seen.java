package qorgan.demo.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A bystander who reads both instances' checkpoints all the time and keeps every one that differs
/// from those it has.
final class Seen {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final List<URI> instances;
    private final Path directory;
    private final Set<String> kept = new HashSet<>();

    Seen(List<URI> instances, Path directory) throws IOException {
        this.instances = instances;
        this.directory = Files.createDirectories(directory);
    }

    int count() {
        return kept.size();
    }

    /// Looks once at each instance.
    void look() throws InterruptedException, IOException {
        for (var instance : instances) {
            try {
                var reply =
                        http.send(
                                HttpRequest.newBuilder(instance.resolve("/log/checkpoint"))
                                        .timeout(Duration.ofSeconds(1))
                                        .build(),
                                BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (reply.statusCode() == 200) {
                    keep(reply.body());
                }
            } catch (IOException away) {
                // It may be dead just now.
                continue;
            }
        }
    }

    private void keep(String note) throws IOException {
        // Cosignatures are added later; what the log said of itself is above the blank line.
        var body = note.substring(0, Math.max(0, note.lastIndexOf("\n\n")));
        if (!body.isEmpty() && kept.add(body)) {
            Files.writeString(directory.resolve("%06d".formatted(kept.size())), note);
        }
    }
}
