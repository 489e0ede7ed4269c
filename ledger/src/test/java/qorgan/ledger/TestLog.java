package qorgan.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import qorgan.ledger.json.Json;
import qorgan.ledger.tiles.Edge;
import qorgan.ledger.tiles.MemoryTiles;
import qorgan.ledger.tiles.TileTree;

/// A log of invented entries, in memory, with the keys lying open: for tests that play the thief
/// too.
public final class TestLog {
    public static final String ORIGIN = "log.qorgan.test/almaty";
    public static final Instant NOON = Instant.parse("2026-03-02T07:00:00Z");

    private static final SecureRandom RANDOM = new SecureRandom();

    public final MemoryTiles store = new MemoryTiles();
    public final List<LeafOpening> openings = new ArrayList<>();
    public Log log;
    public List<SigningKey> keys;
    private Edge edge = Edge.EMPTY;
    private int successions;

    public TestLog() {
        this(freshKeys());
    }

    public static List<SigningKey> freshKeys() {
        return List.of(
                SigningKey.generate(ORIGIN, KeyType.ED25519, RANDOM),
                SigningKey.generate(ORIGIN, KeyType.MLDSA44_COSIGNATURE, RANDOM));
    }

    private TestLog(List<SigningKey> keys) {
        this.keys = keys;
        this.log = new Log(ORIGIN, keys);
    }

    /// Another log under the same keys, as a thief of them would run it, with these entries in it.
    public TestLog stolen(List<LeafOpening> entries) throws IOException {
        var thief = new TestLog(keys);
        thief.openings.addAll(entries);
        thief.publish(entries.stream().map(LeafOpening::leaf).toList(), NOON);
        return thief;
    }

    public static LeafOpening entry(int number) {
        return LeafOpening.of(
                "access",
                Json.object()
                        .with("number", number)
                        .with("at", NOON.plusSeconds(number).toString())
                        .with("office", "office-" + number % 7),
                LeafOpening.freshSalt(RANDOM));
    }

    public TestLog grow(int count) throws IOException {
        var leaves = new ArrayList<Leaf>();
        for (int i = 0; i < count; i++) {
            var opening = entry(openings.size());
            openings.add(opening);
            leaves.add(opening.leaf());
        }
        publish(leaves, NOON.plusSeconds(openings.size()));
        return this;
    }

    private void publish(List<Leaf> leaves, Instant now) throws IOException {
        var published = log.publish(store, edge, leaves, now);
        edge = published.edge();
        store.files.put("checkpoint", published.checkpoint().bytes());
        store.files.put("vkey", (keys.getFirst().verifierKey().encoded() + "\n").getBytes(UTF_8));
    }

    /// Goes over to fresh keys: the leaf, then the handover as the checkpoint. Returns what makes
    // the
    /// file of it once the handover has its cosignatures.
    public UnaryOperator<SignedNote> handOver() throws IOException {
        var next = freshKeys();
        return handOver(next, Succession.state(ORIGIN, keys, next));
    }

    /// The same with a statement of the caller's choice.
    public UnaryOperator<SignedNote> handOver(List<SigningKey> next, SignedNote statement)
            throws IOException {
        var opening =
                LeafOpening.of(
                        Succession.KIND,
                        Succession.content(statement),
                        LeafOpening.freshSalt(RANDOM));
        openings.add(opening);
        long index = edge.size();
        var grown = Log.integrate(edge, List.of(opening.leaf()));
        store.write(grown.files());
        edge = grown.edge();
        var successor = new Log(ORIGIN, next);
        checkpoint(log.handover(edge, successor, NOON.plusSeconds(openings.size())));
        log = successor;
        keys = next;
        successions++;
        var name = Succession.FOLDER + successions;
        var tree = tree();
        return handover -> {
            store.files.put(
                    name, Succession.prove(statement, opening, tree, index, handover).bytes());
            store.files.put(
                    "vkey", (next.getFirst().verifierKey().encoded() + "\n").getBytes(UTF_8));
            return handover;
        };
    }

    public SignedNote checkpoint() {
        return SignedNote.parse(store.bytes("checkpoint"));
    }

    public void checkpoint(SignedNote note) {
        store.files.put("checkpoint", note.bytes());
    }

    public long size() {
        return edge.size();
    }

    public TileTree tree() {
        return new TileTree(store, edge.size());
    }

    public LogProof prove(long index) {
        return Log.prove(tree(), index, checkpoint());
    }

    public void writeTo(Path directory) throws IOException {
        for (var file : store.files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }
}
