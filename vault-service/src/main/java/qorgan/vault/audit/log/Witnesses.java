package qorgan.vault.audit.log;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.tiles.TileTree;
import qorgan.ledger.witness.WitnessClient;

/// Asks the witnesses to countersign the newest checkpoint. A witness that is slow or away delays
/// nothing: the checkpoint is out already, and its cosignature is added when it comes.
@Component
public class Witnesses {
    private static final Logger log = LoggerFactory.getLogger(Witnesses.class);

    private final Checkpoints checkpoints;
    private final StoredTiles tiles;
    private final Alarms alarms;
    private final List<WitnessClient> clients;
    private final Map<WitnessClient, Long> believed = new ConcurrentHashMap<>();

    Witnesses(Checkpoints checkpoints, StoredTiles tiles, Alarms alarms, LogSettings settings) {
        this.checkpoints = checkpoints;
        this.tiles = tiles;
        this.alarms = alarms;
        var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        this.clients =
                settings.witnesses().stream()
                        .map(
                                witness ->
                                        new WitnessClient(
                                                http,
                                                URI.create(witness.url()),
                                                VerifierKey.parseAll(witness.vkey())))
                        .toList();
    }

    /// The witnesses' public keys, a vkey line each.
    public List<String> vkeys() {
        return clients.stream()
                .flatMap(client -> client.keys().stream())
                .map(VerifierKey::encoded)
                .toList();
    }

    /// Asks each witness once for the newest checkpoint, and keeps what comes back.
    public void ask() throws InterruptedException {
        var note = checkpoints.latest().orElse(null);
        if (note == null) {
            return;
        }
        var size = Checkpoint.parse(note.text()).size();
        for (var client : clients) {
            try {
                var reply =
                        client.cosign(
                                note, new TileTree(tiles, size), believed.getOrDefault(client, 0L));
                switch (reply) {
                    case WitnessClient.Reply.Cosigned(var lines) -> {
                        lines.forEach(line -> checkpoints.cosigned(size, line));
                        believed.put(client, size);
                    }
                    case WitnessClient.Reply.Ahead(var seen) -> ahead(client, size, seen);
                    case WitnessClient.Reply.Refused(var status, var _) ->
                            log.warn("a witness refused the checkpoint with status {}", status);
                }
            } catch (IOException e) {
                log.warn("a witness does not answer");
            }
        }
    }

    /// A witness that has seen more than this log has: the database was rolled back, or forked.
    private void ahead(WitnessClient client, long size, long seen) {
        if (seen > checkpoints.size()) {
            alarms.inconsistent("a witness has seen size " + seen + ", the log ends at " + size);
        }
        believed.put(client, Math.min(seen, size));
    }
}
