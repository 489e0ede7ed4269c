package qorgan.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import qorgan.ledger.json.Json;
import qorgan.ledger.tiles.TileSource;
import qorgan.ledger.tiles.TileTree;

/// How a log goes over to its next keys, as one file (`succession/1`, `succession/2` …) that
/// anybody checks who believes the keys before.
///
/// - The *statement* is a signed note: a first line that no checkpoint begins with so, the origin,
///   the keys before and after. The Ed25519 keys of both sides sign its text.
/// - A *leaf* of the log commits to the statement. So it is under the ML-DSA-44 signatures too,
///   which cover no texts, and under those of the witnesses, who would not cosign a log that says
///   one thing to one of them and another to the next.
/// - The *handover* is a checkpoint over that leaf, signed with all keys of both sides: the last of
///   the old, the first of the new. Every later checkpoint bears the new ones alone.
///
/// The file is a C2SP tlog-proof of the leaf at the handover, with statement and opening in its
/// extra line, so that a reader who knows nothing of successions still verifies it.
public record Succession(SignedNote statement, LeafOpening opening, LogProof proof) {
    public static final String KIND = "LOG_KEY";
    public static final String FOLDER = "succession/";
    private static final String HEADER = "qorgan.log-keys/v1";
    private static final String BEFORE = "before ";
    private static final String AFTER = "after ";

    /// What both sides sign. Preconditions: all keys bear the origin as their name.
    public static SignedNote state(String origin, List<SigningKey> before, List<SigningKey> after) {
        var text = new StringBuilder(HEADER).append('\n').append(origin).append('\n');
        before.forEach(key -> line(text, BEFORE, key));
        after.forEach(key -> line(text, AFTER, key));
        return new SignedNote(
                text.toString(),
                Stream.concat(before.stream(), after.stream())
                        .filter(key -> key.verifierKey().type() == KeyType.ED25519)
                        .map(key -> key.signText(text.toString()))
                        .toList());
    }

    private static void line(StringBuilder text, String side, SigningKey key) {
        text.append(side).append(key.verifierKey().encoded()).append('\n');
    }

    /// What the leaf says of a statement, beside its kind.
    public static Json.Members content(SignedNote statement) {
        return Json.object().with("statement", CasePackage.digest(bytes(statement.text())));
    }

    /// Preconditions: the leaf of `opening` is at `index` of the tree that `handover` signs.
    public static Succession prove(
            SignedNote statement,
            LeafOpening opening,
            TileTree tree,
            long index,
            SignedNote handover) {
        return new Succession(statement, opening, Log.prove(tree, index, handover));
    }

    /// The file.
    public byte[] bytes() {
        return proof.withExtra(
                        Json.object()
                                .with("statement", new String(statement.bytes(), UTF_8))
                                .with("opening", Json.parseObject(opening.toJson()))
                                .canonicalBytes())
                .bytes();
    }

    /// An `IllegalArgumentException` says what is not as it should be. Verifies nothing.
    public static Succession parse(byte[] file) {
        var proof = LogProof.parse(file);
        var extra = proof.extra();
        if (extra == null) {
            throw new IllegalArgumentException("a proof without a statement about keys");
        }
        var json = Json.parseObject(extra);
        var succession =
                new Succession(
                        SignedNote.parse(bytes(json.text("statement"))),
                        LeafOpening.parse(json.members("opening").canonicalBytes()),
                        proof);
        succession.handover();
        succession.lines();
        return succession;
    }

    /// All successions that a log publishes, the oldest first.
    public static List<Succession> readAll(TileSource source) throws IOException, Malformed {
        var all = new ArrayList<Succession>();
        for (int number = 1; ; number++) {
            var file = source.read(FOLDER + number);
            // A foreign log may answer anything where it has nothing.
            if (file.isEmpty() || !new String(file.get(), UTF_8).startsWith(LogProof.HEADER)) {
                return all;
            }
            try {
                all.add(parse(file.get()));
            } catch (IllegalArgumentException malformed) {
                throw new Malformed(FOLDER + number, String.valueOf(malformed.getMessage()));
            }
        }
    }

    /// A file that is no succession.
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
        private final String where;
        private final String what;

        Malformed(String where, String what) {
            super(where + ": " + what);
            this.where = where;
            this.what = what;
        }

        public String where() {
            return where;
        }

        public String what() {
            return what;
        }
    }

    public Checkpoint handover() {
        return Checkpoint.parse(proof.checkpoint().text());
    }

    /// The size of the last tree that the old keys sign.
    public long size() {
        return handover().size();
    }

    public List<VerifierKey> before() {
        return keys(BEFORE);
    }

    public List<VerifierKey> after() {
        return keys(AFTER);
    }

    private List<VerifierKey> keys(String side) {
        return lines().stream()
                .filter(line -> line.startsWith(side))
                .map(line -> VerifierKey.parse(line.substring(side.length())))
                .toList();
    }

    private List<String> lines() {
        var lines = statement.text().lines().toList();
        if (lines.size() < 4 || !lines.getFirst().equals(HEADER)) {
            throw new IllegalArgumentException("not a statement about keys");
        }
        if (lines.stream()
                .skip(2)
                .anyMatch(line -> !line.startsWith(BEFORE) && !line.startsWith(AFTER))) {
            throw new IllegalArgumentException("an unknown line in a statement about keys");
        }
        return lines;
    }

    /// What is wrong with it for somebody who believes these keys; empty when nothing is. The
    /// witnesses of the handover are for the caller to count.
    public Optional<String> fault(List<VerifierKey> believed) {
        String origin = lines().get(1);
        if (!handover().origin().equals(origin)) {
            return Optional.of("the handover is of another log than the statement");
        }
        var sides = Stream.concat(before().stream(), after().stream()).toList();
        if (sides.stream().anyMatch(key -> !key.name().equals(origin))
                || after().stream().anyMatch(before()::contains)
                || !has(after(), KeyType.ED25519)) {
            return Optional.of("these are no successors");
        }
        for (KeyType type : EnumSet.allOf(KeyType.class)) {
            if (has(believed, type)
                    && before().stream()
                            .noneMatch(key -> key.type() == type && believed.contains(key))) {
                return Optional.of("it does not succeed to the key that is believed");
            }
        }
        return signatures(sides);
    }

    private Optional<String> signatures(List<VerifierKey> sides) {
        for (VerifierKey key : sides) {
            if (key.type() == KeyType.ED25519 && !key.signedText(statement)) {
                return Optional.of("the statement is not signed by " + key);
            }
            if (!key.signed(proof.checkpoint())) {
                return Optional.of("the handover is not signed by " + key);
            }
        }
        if (!opening.kind().equals(KIND)
                || !opening.fields().get("statement").equals(content(statement).get("statement"))) {
            return Optional.of("the leaf is not of this statement");
        }
        return proof.leads(opening.leaf().hash())
                ? Optional.empty()
                : Optional.of("the leaf is not in the tree of the handover");
    }

    private static boolean has(List<VerifierKey> keys, KeyType type) {
        return keys.stream().anyMatch(key -> key.type() == type);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
