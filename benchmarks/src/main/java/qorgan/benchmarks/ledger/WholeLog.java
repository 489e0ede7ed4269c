package qorgan.benchmarks.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import qorgan.ledger.KeyType;
import qorgan.ledger.Log;
import qorgan.ledger.SigningKey;
import qorgan.ledger.tiles.DirectoryTiles;
import qorgan.ledger.tiles.Edge;
import qorgan.ledger.tiles.TileFile;
import qorgan.ledger.verify.LogVerifier;
import qorgan.ledger.verify.Trust;
import qorgan.ledger.verify.Verdict;
import qorgan.ledger.witness.WitnessPolicy;

/// Writes a log of a million entries (or as many as asked) and verifies it from disk, five times.
///
/// `java … qorgan.benchmarks.ledger.WholeLog DIR [ENTRIES]`
public final class WholeLog {
    private static final String ORIGIN = "log.qorgan.test/benchmark";

    private WholeLog() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        long size = args.length > 1 ? Long.parseLong(args[1]) : 1_000_000;
        var key = SigningKey.generate(ORIGIN, KeyType.ED25519, new SecureRandom());
        var log = new Log(ORIGIN, List.of(key));
        var edge = Edge.EMPTY;
        while (edge.size() < size) {
            int count = (int) Math.min(size - edge.size(), 65_536);
            var grown = edge.append(GeneratedTiles.entries(edge.size(), count));
            for (TileFile file : grown.files()) {
                Path path = folder.resolve(file.path());
                Files.createDirectories(path.getParent());
                Files.write(path, file.bytes());
            }
            edge = grown.edge();
        }
        Files.write(
                folder.resolve("checkpoint"),
                log.checkpoint(edge, Clock.systemUTC().instant()).bytes());
        Files.writeString(folder.resolve("vkey"), key.verifierKey().encoded() + "\n");
        var verifier = new LogVerifier(new Trust(log.verifierKeys(), WitnessPolicy.none()));
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            var verdict = verifier.verify(new DirectoryTiles(folder));
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.println(
                    size + " entries, " + millis + " ms, " + (verdict instanceof Verdict.Sound));
        }
    }
}
