package qorgan.ledger.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import qorgan.ledger.CasePackage;
import qorgan.ledger.FieldOpening;
import qorgan.ledger.Leaf;
import qorgan.ledger.LeafOpening;
import qorgan.ledger.LogProof;
import qorgan.ledger.json.Json;

/// Checks an exported case offline: nothing missing, nothing added, nothing changed since its
/// manifest was written; every entry in the log; everything opened is what was committed then. Who
/// signed the manifest is for the program that knows offices' certificates.
public final class CaseVerifier {
    private final ProofVerifier proofs;

    public CaseVerifier(Trust trust) {
        proofs = new ProofVerifier(trust);
    }

    public Verdict verify(Path directory) throws IOException {
        try {
            return check(directory);
        } catch (Fault fault) {
            return fault.verdict();
        } catch (IllegalArgumentException malformed) {
            return new Verdict.Unsound(
                    CasePackage.MANIFEST, "malformed: " + malformed.getMessage());
        }
    }

    private Verdict check(Path directory) throws Fault, IOException {
        var manifest = Json.parseObject(read(directory, CasePackage.MANIFEST));
        if (!manifest.text("format").equals(CasePackage.FORMAT)) {
            throw new Fault(CasePackage.MANIFEST, "of an unknown format");
        }
        var files = manifest.members("files");
        for (String name : files.values().keySet()) {
            if (!CasePackage.digest(read(directory, name)).equals(files.text(name))) {
                throw new Fault(name, "is not the file that the manifest lists");
            }
        }
        noStrangers(directory, files.values().keySet());
        Optional<Trust.Signed> largest = Optional.empty();
        var seen = new HashSet<Long>();
        var items = manifest.items("entries");
        for (Json item : items) {
            if (!(item instanceof Json.Members entry)) {
                throw new Fault(CasePackage.MANIFEST, "an entry that is no object");
            }
            var signed = entry(directory, entry, files.values().keySet(), seen);
            if (largest.isEmpty()
                    || largest.get().checkpoint().size() < signed.checkpoint().size()) {
                largest = Optional.of(signed);
            }
        }
        return largest.orElseThrow(() -> new Fault(CasePackage.MANIFEST, "lists no entry"))
                .sound(items.size(), List.of("case " + manifest.text("case")));
    }

    private Trust.Signed entry(
            Path directory, Json.Members entry, Set<String> listed, Set<Long> seen)
            throws Fault, IOException {
        String proofName = listed(entry.text("proof"), listed);
        var leaf = Leaf.parse(Base64.getDecoder().decode(entry.text("leaf")));
        byte[] proof = read(directory, proofName);
        var signed = proofs.check(proofName, proof, leaf.hash());
        long index = LogProof.parse(proof).index();
        if (index != entry.whole("index") || !seen.add(index)) {
            throw new Fault(proofName, "proves leaf " + index + ", another one or the same twice");
        }
        var opened = new ArrayList<String>();
        for (Json name : entry.items("openings")) {
            if (!(name instanceof Json.Text(var text))) {
                throw new Fault(CasePackage.MANIFEST, "names an opening by something else");
            }
            opened.add(listed(text, listed));
        }
        for (String name : opened) {
            if (!opens(read(directory, name), leaf)) {
                throw new Fault(name, "is not what leaf " + index + " commits to");
            }
        }
        return signed;
    }

    private static boolean opens(byte[] json, Leaf leaf) {
        return Json.parseObject(json).get("field").isPresent()
                ? FieldOpening.parse(json).opens(leaf)
                : LeafOpening.parse(json).opens(leaf);
    }

    private static String listed(String name, Set<String> listed) throws Fault {
        if (!listed.contains(name)) {
            throw new Fault(name, "is used but not listed in the manifest");
        }
        return name;
    }

    private static void noStrangers(Path directory, Set<String> listed) throws Fault, IOException {
        try (var all = Files.walk(directory)) {
            var strangers =
                    all.filter(Files::isRegularFile)
                            .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                            .filter(name -> !isManifest(name))
                            .filter(name -> !listed.contains(name))
                            .collect(Collectors.toCollection(TreeSet::new));
            if (!strangers.isEmpty()) {
                throw new Fault(strangers.first(), "is not listed in the manifest");
            }
        }
    }

    /// The manifest, or a signature over it.
    private static boolean isManifest(String name) {
        return name.equals(CasePackage.MANIFEST) || name.startsWith(CasePackage.MANIFEST + ".");
    }

    private static byte[] read(Path directory, String name) throws Fault, IOException {
        Path file = directory.resolve(name).normalize();
        if (!file.startsWith(directory.normalize())) {
            throw new Fault(name, "lies outside the package");
        }
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException absent) {
            throw new Fault(name, "missing");
        }
    }
}
