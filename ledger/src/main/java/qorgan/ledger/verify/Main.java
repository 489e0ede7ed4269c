package qorgan.ledger.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import qorgan.ledger.FieldOpening;
import qorgan.ledger.Leaf;
import qorgan.ledger.LeafOpening;
import qorgan.ledger.SignedNote;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.json.Json;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.merkle.Hasher;
import qorgan.ledger.tiles.DirectoryTiles;
import qorgan.ledger.tiles.HttpTiles;
import qorgan.ledger.tiles.TileSource;
import qorgan.ledger.witness.WitnessPolicy;

/// The verifier's command line; see [#USAGE]. The exit status is the answer: 0 sound, 1 unsound, 2
/// wrongly called, 3 unreadable.
public final class Main {
    static final String USAGE =
            """
            usage: verifier log DIR|URL            a whole log: every entry, every tile, the root, the signatures
                   verifier proof FILE             one tlog-proof, with one of
                       --leaf BASE64               the leaf's bytes
                       --hash BASE64               the leaf's hash
                       --entry FILE                the entry's bytes
                       --opening FILE              an opened entry or field; proves it is what the leaf commits to
                           (a field needs --leaf too)
                   verifier case DIR               an exported case
                   verifier dump FILE              the data of a pg_dump against the log:
                       --log DIR|URL               every place opened, every row as its leaf says
            options:
                --origin NAME          the log's name, if it is not its key's name
                --vkey KEY|FILE        the log's key; without it the log's own copy is used, which proves only consistency
                --policy FILE          a C2SP tlog-policy: log keys, witnesses, quorum
                --witnesses FILE       witnesses' keys, one a line
                --quorum K             how many of them must have cosigned (1 with --witnesses, else 0)
                --against FILE         a checkpoint kept from earlier, which the log must extend
                --log DIR|URL          for a proof or a case: the log, to follow its keys to their successors
                --no-entries           begin at the leaf hashes
                --json                 the verdict as JSON
            exit status: 0 sound, 1 unsound, 2 wrongly called, 3 unreadable
            """;

    private static final int UNSOUND = 1;
    private static final int MISCALLED = 2;
    private static final int UNREADABLE = 3;
    private static final Set<String> FLAGS = Set.of("--json", "--no-entries");
    private static final Set<String> VALUES =
            Set.of(
                    "--vkey",
                    "--origin",
                    "--policy",
                    "--witnesses",
                    "--quorum",
                    "--against",
                    "--leaf",
                    "--hash",
                    "--entry",
                    "--opening",
                    "--log");

    private final Map<String, String> options = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private Main(String[] args) {
        for (int i = 0; i < args.length; i++) {
            if (FLAGS.contains(args[i])) {
                options.put(args[i], "");
            } else if (VALUES.contains(args[i]) && i + 1 < args.length) {
                options.put(args[i], args[++i]);
            } else if (args[i].startsWith("--")) {
                throw new IllegalArgumentException("not an option here: " + args[i]);
            } else {
                words.add(args[i]);
            }
        }
        if (words.size() != 2) {
            throw new IllegalArgumentException("what is to be verified?");
        }
    }

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /// The same without ending the process.
    public static int run(String[] args, PrintStream out, PrintStream err) {
        try {
            var main = new Main(args);
            var verdict = main.verdict();
            boolean json = main.options.containsKey("--json");
            out.println(json ? main.asJson(verdict) : main.asText(verdict));
            return verdict instanceof Verdict.Sound ? 0 : UNSOUND;
        } catch (IllegalArgumentException miscalled) {
            err.println("verifier: " + miscalled.getMessage());
            err.print(USAGE);
            return MISCALLED;
        } catch (IOException | UncheckedIOException unreadable) {
            err.println("verifier: cannot read: " + unreadable.getMessage());
            return UNREADABLE;
        }
    }

    private Verdict verdict() throws IOException {
        String place = words.get(1);
        return switch (words.get(0)) {
            case "log" -> log(place);
            case "proof" -> proof(Files.readAllBytes(Path.of(place)));
            case "dump" -> dump(Path.of(place));
            case "case" -> cases(Path.of(place));
            default -> throw new IllegalArgumentException("not a command: " + words.get(0));
        };
    }

    private Verdict log(String place) throws IOException {
        var source = source(place);
        var verifier = new LogVerifier(trust(Optional.of(source)));
        if (options.containsKey("--no-entries")) {
            verifier = verifier.hashesOnly();
        }
        String kept = options.get("--against");
        if (kept != null) {
            verifier = verifier.against(SignedNote.parse(Files.readAllBytes(Path.of(kept))));
        }
        return verifier.verify(source);
    }

    /// A dump of the service's database against the log in `--log`.
    private Verdict dump(Path dump) throws IOException {
        var source = source(option("--log"));
        return new DumpVerifier(trust(Optional.of(source))).verify(dump, source);
    }

    private static TileSource source(String place) throws IOException {
        if (place.startsWith("http://") || place.startsWith("https://")) {
            return new HttpTiles(HttpClient.newHttpClient(), URI.create(place));
        }
        if (Files.isDirectory(Path.of(place))) {
            return new DirectoryTiles(Path.of(place));
        }
        throw new IOException("no such log: " + place);
    }

    private Verdict proof(byte[] proof) throws IOException {
        String opening = options.get("--opening");
        if (opening != null) {
            byte[] json = Files.readAllBytes(Path.of(opening));
            if (Json.parseObject(json).get("field").isPresent()) {
                var leaf = Leaf.parse(Base64.getDecoder().decode(option("--leaf")));
                if (!FieldOpening.parse(json).opens(leaf)) {
                    return new Verdict.Unsound(opening, "is not what the leaf commits to");
                }
                return verify(proof, leaf.hash());
            }
            return verify(proof, LeafOpening.parse(json).leaf().hash());
        }
        String entry = options.get("--entry");
        if (entry != null) {
            return verify(proof, Hasher.leafOf(Files.readAllBytes(Path.of(entry))));
        }
        String hash = options.get("--hash");
        return verify(
                proof,
                hash == null
                        ? Hasher.leafOf(Base64.getDecoder().decode(option("--leaf")))
                        : Hash.parse(hash));
    }

    private Verdict verify(byte[] proof, Hash leaf) throws IOException {
        try {
            return new ProofVerifier(followed()).verify(proof, leaf);
        } catch (Fault fault) {
            return fault.verdict();
        }
    }

    private Verdict cases(Path place) throws IOException {
        try {
            return new CaseVerifier(followed()).verify(place);
        } catch (Fault fault) {
            return fault.verdict();
        }
    }

    /// The keys given, and what they handed over to if the log lies there.
    private Trust followed() throws Fault, IOException {
        var trust = trust(Optional.empty());
        String log = options.get("--log");
        return log == null ? trust : trust.following(source(log));
    }

    private String option(String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is needed");
        }
        return value;
    }

    private Trust trust(Optional<TileSource> log) throws IOException {
        var keys = new ArrayList<VerifierKey>();
        String vkey = options.get("--vkey");
        if (vkey != null) {
            keys.addAll(
                    Files.exists(Path.of(vkey))
                            ? VerifierKey.parseAll(Files.readString(Path.of(vkey)))
                            : List.of(VerifierKey.parse(vkey)));
        }
        var policy = policy();
        keys.addAll(policy.logs());
        if (keys.isEmpty() && log.isPresent()) {
            for (String name : List.of("vkey", "vkey-mldsa44")) {
                var own = log.get().read(name);
                if (own.isPresent()) {
                    keys.addAll(
                            VerifierKey.parseAll(new String(own.get(), StandardCharsets.UTF_8)));
                }
            }
            remarks.add("the log's key was read from the log itself");
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("--vkey is needed");
        }
        String origin = options.get("--origin");
        return origin == null ? new Trust(keys, policy) : new Trust(keys, Set.of(origin), policy);
    }

    private WitnessPolicy policy() throws IOException {
        String file = options.get("--policy");
        if (file != null) {
            return WitnessPolicy.parse(Files.readString(Path.of(file)));
        }
        String witnesses = options.get("--witnesses");
        if (witnesses == null) {
            return WitnessPolicy.none();
        }
        int quorum = Integer.parseInt(options.getOrDefault("--quorum", "1"));
        return WitnessPolicy.atLeast(
                quorum, VerifierKey.parseAll(Files.readString(Path.of(witnesses))));
    }

    private String asText(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Sound sound -> {
                var head = sound.checkpoint();
                var text = new StringBuilder("sound: ");
                text.append(head.origin()).append(", ").append(head.size()).append(" entries");
                text.append("\nroot ").append(head.root());
                text.append("\nchecked entries ").append(sound.entries());
                text.append("\nsigned by ").append(String.join(", ", sound.signedBy()));
                text.append("\ncosigned by ")
                        .append(
                                sound.cosignedBy().isEmpty()
                                        ? "no known witness"
                                        : String.join(", ", sound.cosignedBy()));
                sound.cosigned().ifPresent(at -> text.append("\nlast cosigned ").append(at));
                sound.remarks().forEach(remark -> text.append('\n').append(remark));
                remarks.forEach(remark -> text.append("\nnote: ").append(remark));
                yield text.toString();
            }
            case Verdict.Unsound(var where, var what) -> "UNSOUND: " + where + ": " + what;
        };
    }

    private String asJson(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Sound sound -> {
                var notes = new ArrayList<>(sound.remarks());
                notes.addAll(remarks);
                var json =
                        Json.object()
                                .with("verdict", "sound")
                                .with("origin", sound.checkpoint().origin())
                                .with("size", sound.checkpoint().size())
                                .with("root", sound.checkpoint().root().toString())
                                .with("entries", sound.entries())
                                .with("signedBy", Json.texts(sound.signedBy()))
                                .with(
                                        "cosignedBy",
                                        Json.texts(sound.cosignedBy().stream().sorted().toList()))
                                .with("notes", Json.texts(notes));
                yield sound.cosigned()
                        .map(at -> json.with("cosigned", at.toString()))
                        .orElse(json)
                        .canonical();
            }
            case Verdict.Unsound(var where, var what) ->
                    Json.object()
                            .with("verdict", "unsound")
                            .with("where", where)
                            .with("what", what)
                            .canonical();
        };
    }
}
