package qorgan.policy.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qorgan.policy.time.Calendar;
import qorgan.policy.time.Window;

/// The whole law as loaded: its facts, its provisions, its packs by date, its texts, and one digest
/// over all of it.
public final class Packs {
    /// The files of a law, in the order of their names.
    public static final List<String> FILES =
            List.of(
                    "calendar.yaml",
                    "facts.yaml",
                    "grounds.yaml",
                    "norms-acts.yaml",
                    "norms-conduct.yaml",
                    "norms-data.yaml",
                    "norms-pretrial.yaml",
                    "norms-protection.yaml",
                    "norms-register.yaml",
                    "norms-rights.yaml",
                    "norms-whereabouts.yaml",
                    "packs.yaml",
                    "terms.yaml",
                    "texts.yaml");

    /// The name of the choice in which no national pack is valid.
    public static final String NONE = "none";

    private final Vocabulary vocabulary;
    private final Terms terms;
    private final Calendar calendar;
    private final Texts texts;
    private final Map<String, PackDates> dates;
    private final List<Provision> provisions;
    private final Map<String, Pack> packs = new LinkedHashMap<>();
    private final String digest;

    private Packs(
            Vocabulary vocabulary,
            Terms terms,
            Calendar calendar,
            Texts texts,
            Map<String, PackDates> dates,
            List<Provision> provisions,
            String digest) {
        this.vocabulary = vocabulary;
        this.terms = terms;
        this.calendar = calendar;
        this.texts = texts;
        this.dates = dates;
        this.provisions = List.copyOf(provisions);
        this.digest = digest;
        var overlays =
                dates.values().stream().filter(PackDates::overlay).map(PackDates::id).toList();
        dates.values().stream()
                .filter(national -> !national.overlay())
                .forEach(
                        national ->
                                packs.put(
                                        national.id(),
                                        pack(national.id(), national.inForce(), overlays)));
        packs.put(NONE, pack(NONE, null, overlays));
    }

    private Pack pack(String id, @Nullable Window inForce, List<String> overlays) {
        var loaded =
                provisions.stream()
                        .filter(
                                provision ->
                                        provision.packs().contains(id)
                                                || overlays.stream()
                                                        .anyMatch(provision.packs()::contains))
                        .toList();
        return new Pack(this, id, inForce, loaded);
    }

    record PackDates(String id, Window inForce, boolean overlay, String says) {}

    /// The law that this library carries.
    public static Packs load() {
        var files = new TreeMap<String, byte[]>();
        for (var name : FILES) {
            try (var in = Packs.class.getResourceAsStream("/qorgan/policy/law/" + name)) {
                if (in == null) {
                    throw new PackFault(name, 1, "the file is missing");
                }
                files.put(name, in.readAllBytes());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return of(files);
    }

    /// A law from its files.
    ///
    /// @throws PackFault with file and line for the first thing that is wrong
    public static Packs of(SortedMap<String, byte[]> files) {
        var read = new LinkedHashMap<String, Source>();
        files.forEach((name, content) -> read.put(name, Source.read(name, content)));
        var reader =
                new LawReader(
                        in(read, "terms.yaml"), in(read, "facts.yaml"), in(read, "grounds.yaml"));
        var provisions = new ArrayList<Provision>();
        read.forEach(
                (name, source) -> {
                    if (name.startsWith("norms-")) {
                        source.list().forEach(norm -> provisions.add(reader.provision(norm)));
                    }
                });
        var dates = new LinkedHashMap<String, PackDates>();
        for (var pack : in(read, "packs.yaml").list()) {
            var id = pack.member("pack").text();
            var overlay = pack.find("overlay").map(Source::flag).orElse(false);
            var inForce = LawReader.window(pack.member("in-force"));
            dates.put(id, new PackDates(id, inForce, overlay, pack.member("says").text()));
        }
        LawCheck.check(provisions, dates, reader.vocabulary());
        return new Packs(
                reader.vocabulary(),
                reader.terms(),
                LawReader.calendar(in(read, "calendar.yaml")),
                Texts.read(in(read, "texts.yaml"), in(read, "grounds.yaml")),
                dates,
                provisions,
                digest(files));
    }

    private static Source in(Map<String, Source> files, String name) {
        var source = files.get(name);
        if (source == null) {
            throw new PackFault(name, 1, "the file is missing");
        }
        return source;
    }

    private static String digest(SortedMap<String, byte[]> files) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            files.forEach(
                    (name, content) -> {
                        sha.update(
                                (name + "\n" + content.length + "\n")
                                        .getBytes(StandardCharsets.UTF_8));
                        sha.update(content);
                    });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /// The same law with other provisions, for asking what a change would do. It keeps the digest
    /// of what it came from, marked as changed.
    public Packs with(List<Provision> others) {
        return new Packs(vocabulary, terms, calendar, texts, dates, others, digest + "+changed");
    }

    /// The pack of an instant: the national one whose interval holds it, else the overlay alone.
    public Pack at(Instant instant) {
        return packs.values().stream()
                .filter(pack -> pack.covers(instant))
                .findFirst()
                .orElseGet(() -> named(NONE).orElseThrow());
    }

    /// A pack by its name; [#NONE] is the overlay alone.
    public Optional<Pack> named(String id) {
        return Optional.ofNullable(packs.get(id));
    }

    public List<Pack> all() {
        return List.copyOf(packs.values());
    }

    /// SHA-256 over all files of the law, in hexadecimal.
    public String digest() {
        return digest;
    }

    public List<Provision> provisions() {
        return provisions;
    }

    public Optional<Provision> provision(String id) {
        return provisions.stream().filter(provision -> provision.id().equals(id)).findFirst();
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    public Terms terms() {
        return terms;
    }

    public Calendar calendar() {
        return calendar;
    }

    public Texts texts() {
        return texts;
    }

    /// What a pack is about, in one sentence.
    public String says(String pack) {
        var found = dates.get(pack);
        return found == null ? "No national pack is valid: the overlay alone." : found.says();
    }
}
