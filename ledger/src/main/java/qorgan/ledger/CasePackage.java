package qorgan.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import qorgan.ledger.json.Json;

/// One case for a court, in a directory that verifies offline: `case.json` lists every other file
/// with its SHA-256, and every entry with its leaf, its proof and what of it is opened. Grants,
/// decisions and rule texts lie beside it as attachments. The signature over `case.json` is its
/// caller's and lies beside it under a name that begins with `case.json.`.
public final class CasePackage {
    public static final String MANIFEST = "case.json";
    public static final String FORMAT = "qorgan-case/1";

    private CasePackage() {}

    /// An entry of the case with its proof. Whole openings or single fields; none is right too:
    /// then the package says that the entry exists.
    public record Entry(Leaf leaf, LogProof proof, List<byte[]> openings) {
        public Entry {
            openings = List.copyOf(openings);
            if (!proof.leads(leaf.hash())) {
                throw new IllegalArgumentException("the proof is not of this leaf");
            }
        }

        public static Entry whole(LeafOpening opening, LogProof proof) {
            return new Entry(opening.leaf(), proof, List.of(opening.toJson()));
        }

        public static Entry fields(LeafOpening opening, List<String> names, LogProof proof) {
            return new Entry(
                    opening.leaf(),
                    proof,
                    names.stream().map(name -> opening.open(name).toJson()).toList());
        }
    }

    /// Writes the package and returns the manifest, which is what to sign. Preconditions:
    /// `directory` is empty or absent; attachments have plain relative names.
    public static byte[] write(
            Path directory, String caseName, List<Entry> entries, Map<String, byte[]> attachments)
            throws IOException {
        var files = files(caseName, entries, attachments);
        for (var file : files.entrySet()) {
            write(directory, file.getKey(), file.getValue());
        }
        return files.getOrDefault(MANIFEST, new byte[0]);
    }

    /// The package as names and bytes, for whoever must not leave any of it on a disk.
    public static Map<String, byte[]> files(
            String caseName, List<Entry> entries, Map<String, byte[]> attachments) {
        var files = new TreeMap<>(attachments);
        var items = new ArrayList<Json>();
        for (Entry entry : entries) {
            long index = entry.proof().index();
            String proof = "entries/" + index + ".tlog-proof";
            files.put(proof, entry.proof().bytes());
            var openings = new ArrayList<String>();
            for (byte[] opening : entry.openings()) {
                String name = "entries/" + index + "-" + openings.size() + ".json";
                files.put(name, opening);
                openings.add(name);
            }
            items.add(
                    Json.object()
                            .with("index", index)
                            .with("leaf", Base64.getEncoder().encodeToString(entry.leaf().bytes()))
                            .with("proof", proof)
                            .with("openings", Json.texts(openings)));
        }
        var digests = Json.object();
        for (var file : files.entrySet()) {
            digests = digests.with(file.getKey(), digest(file.getValue()));
        }
        files.put(
                MANIFEST,
                Json.object()
                        .with("format", FORMAT)
                        .with("case", caseName)
                        .with("files", digests)
                        .with("entries", new Json.Items(items))
                        .canonicalBytes());
        return files;
    }

    private static void write(Path directory, String name, byte[] bytes) throws IOException {
        Path file = directory.resolve(name).normalize();
        if (!file.startsWith(directory.normalize())) {
            throw new IllegalArgumentException("an attachment outside the package");
        }
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
    }

    public static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
