package qorgan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.HybridPublicKey;
import qorgan.keys.sign.HybridVerifier;
import qorgan.keys.sign.TrustAnchors;
import qorgan.ledger.CasePackage;
import qorgan.ledger.json.Json;
import qorgan.ledger.verify.Main;
import qorgan.policy.DecisionRecord;
import qorgan.policy.Engine;
import qorgan.policy.pack.Packs;

/// A case for a court, checked offline: that nothing was changed since it was signed, that the log
/// holds every entry, that each decision comes out again, that the grants are signed by whom they
/// say, and that the rules read as this program's law has them.
@Command(
        name = "case",
        description =
                "Checks an exported case (ZIP or directory) offline and names the first thing"
                        + " wrong.",
        mixinStandardHelpOptions = true)
final class LedgerCase implements Callable<Integer> {
    private static final long MOST_BYTES = 256L << 20;

    @Parameters(paramLabel = "FILE|DIR", description = "the case as it was exported")
    private Path place = Path.of("");

    @Option(
            names = "--vkey",
            paramLabel = "KEY|FILE",
            description = "the log's keys (default: those that came with the case)")
    private @Nullable String vkey;

    @Option(names = "--witnesses", paramLabel = "FILE", description = "the witnesses' keys")
    private @Nullable String witnesses;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "the operator's public keys, one a line (default: those that came with the"
                            + " case, named for comparison)")
    private @Nullable Path key;

    @Option(
            names = "--trust",
            paramLabel = "DIR",
            description =
                    "roots to which the officials' certificates must chain (default: the"
                            + " certificates that came with the case)")
    private @Nullable Path trust;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    private final List<String> done = new ArrayList<>();

    /// The first thing that is wrong, and where.
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String where, String what) {
            super(where + ": " + what);
        }
    }

    @Override
    public Integer call() throws IOException {
        if (Files.isDirectory(place)) {
            return checked(place);
        }
        var unpacked = Files.createTempDirectory("qorgan-case-");
        try {
            unpack(Files.readAllBytes(place), unpacked);
            return checked(unpacked);
        } finally {
            remove(unpacked);
        }
    }

    private int checked(Path directory) throws IOException {
        try {
            log(directory);
            signature(directory);
            decisions(directory);
            grants(directory);
            law(directory);
        } catch (Wrong wrong) {
            var message = wrong.getMessage() == null ? "" : wrong.getMessage();
            Told.to(
                    spec,
                    json,
                    Json.object().with("sound", new Json.Flag(false)).with("fault", message),
                    "UNSOUND: " + message);
            return 1;
        }
        Told.to(
                spec,
                json,
                Json.object().with("sound", new Json.Flag(true)).with("checked", Json.texts(done)),
                "sound:\n  " + String.join("\n  ", done));
        return 0;
    }

    /// Files, leaves and proofs: the verifier's own word.
    private void log(Path directory) throws Wrong {
        var arguments = new ArrayList<>(List.of("case", directory.toString()));
        var own = directory.resolve(CasePackage.MANIFEST + ".vkey");
        if (vkey == null && !Files.exists(own)) {
            throw new Wrong(CasePackage.MANIFEST + ".vkey", "missing, and no --vkey given");
        }
        arguments.addAll(List.of("--vkey", vkey == null ? own.toString() : vkey));
        if (witnesses != null) {
            arguments.addAll(List.of("--witnesses", witnesses));
        }
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var status =
                Main.run(
                        arguments.toArray(String[]::new),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8));
        var said = (out.toString(UTF_8) + err.toString(UTF_8)).strip();
        if (status != 0) {
            throw new Wrong(
                    "log",
                    said.startsWith("UNSOUND: ") ? said.substring("UNSOUND: ".length()) : said);
        }
        done.add(
                said.lines().findFirst().orElse("log")
                        + (vkey == null
                                ? " (by log keys that came with the case: compare them with the"
                                        + " published ones)"
                                : ""));
    }

    private void signature(Path directory) throws IOException, Wrong {
        var name = CasePackage.MANIFEST + ".sig";
        if (!Files.exists(directory.resolve(name))) {
            throw new Wrong(name, "missing");
        }
        var keys = new ArrayList<HybridPublicKey>();
        var from = key == null ? directory.resolve(CasePackage.MANIFEST + ".keys") : key;
        Files.readString(from)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> keys.add(HybridPublicKey.ofText(line)));
        var verdict =
                HybridVerifier.trusting(keys)
                        .demanding(EnumSet.allOf(HybridVerifier.Algorithm.class))
                        .verify("court-case", Files.readAllBytes(directory.resolve(name)));
        switch (verdict) {
            case HybridVerifier.Verdict.Refused(var reason) -> throw new Wrong(name, reason.name());
            case HybridVerifier.Verdict.Valid valid -> {
                var manifest =
                        CasePackage.digest(
                                Files.readAllBytes(directory.resolve(CasePackage.MANIFEST)));
                if (!Json.parseObject(valid.statement()).text("manifest").equals(manifest)) {
                    throw new Wrong(CasePackage.MANIFEST, "is not what was signed");
                }
                done.add(
                        "signed by key "
                                + valid.key().id()
                                + (key == null
                                        ? ", which came with the case: compare it with the"
                                                + " published one"
                                        : ""));
            }
        }
    }

    private void decisions(Path directory) throws IOException, Wrong {
        var packs = Packs.load();
        var engine = new Engine(packs);
        var same = 0;
        for (var file : named(directory, "decisions", ".txt")) {
            var name = "decisions/" + name(file);
            var kept = Files.readAllBytes(file);
            if (!name.equals("decisions/" + CasePackage.digest(kept) + ".txt")) {
                throw new Wrong(name, "is not the record that its digest names");
            }
            var text = new String(kept, UTF_8);
            var record = DecisionRecord.fromJson(text.substring(text.indexOf('\n') + 1), packs);
            if (!record.consulted().packDigest().equals(packs.digest())) {
                done.add(name + ": decided by another law than this program carries");
            } else if (!record.holds(engine)) {
                throw new Wrong(name, "does not come out again");
            } else {
                same++;
            }
        }
        done.add("decisions that come out again: " + same);
    }

    private void grants(Path directory) throws IOException, Wrong {
        var signed = 0;
        for (var file : named(directory, "grants", ".p7s")) {
            var id = name(file).replace(".p7s", "");
            var statement = directory.resolve("grants").resolve(id + ".json");
            var at =
                    Instant.parse(
                            Files.readString(directory.resolve("grants").resolve(id + ".at")));
            var enrolled = new ArrayList<X509Certificate>();
            for (var certificate : named(directory, "grants", ".cer")) {
                if (name(certificate).startsWith(id)) {
                    enrolled.add(certificate(certificate));
                }
            }
            var verdict =
                    Cms.verify(
                            Files.readAllBytes(statement),
                            Files.readAllBytes(file),
                            trust == null ? TrustAnchors.of(enrolled) : TrustAnchors.in(trust),
                            at);
            if (!(verdict instanceof Cms.Verdict.Valid(var signer, _, _))
                    || !enrolled.contains(signer)) {
                throw new Wrong("grants/" + id + ".p7s", "is no signature over the grant");
            }
            signed++;
        }
        done.add("grants whose signatures hold: " + signed);
    }

    private void law(Path directory) throws IOException, Wrong {
        var name = "law/norms.json";
        var read = Json.parseObject(Files.readAllBytes(directory.resolve(name)));
        var packs = Packs.load();
        if (!read.text("packs").equals(packs.digest())) {
            done.add("rules: of another law than this program carries");
            return;
        }
        var norms = read.members("norms");
        for (var norm : norms.values().keySet()) {
            var provision = packs.provision(norm);
            if (provision.isEmpty()
                    || !provision.get().says().equals(norms.members(norm).text("says"))) {
                throw new Wrong(name, norm + " does not read so in the law");
            }
        }
        done.add("rules that read as the law has them: " + norms.values().size());
    }

    private static X509Certificate certificate(Path file) throws IOException, Wrong {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(Files.readAllBytes(file)));
        } catch (CertificateException unreadable) {
            throw new Wrong("grants/" + name(file), "is no certificate");
        }
    }

    private static List<Path> named(Path directory, String folder, String end) throws IOException {
        var in = directory.resolve(folder);
        if (!Files.isDirectory(in)) {
            return List.of();
        }
        try (var files = Files.list(in)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private static String name(Path file) {
        var name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    private static void unpack(byte[] zipped, Path directory) throws IOException {
        var left = MOST_BYTES;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var file = directory.resolve(entry.getName()).normalize();
                if (!file.startsWith(directory) || entry.isDirectory()) {
                    throw new IllegalArgumentException("not a case: " + entry.getName());
                }
                var bytes = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE));
                left -= bytes.length;
                if (left < 0) {
                    throw new IllegalArgumentException("not a case: too large");
                }
                var folder = file.getParent();
                Files.createDirectories(folder == null ? directory : folder);
                Files.write(file, bytes);
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
