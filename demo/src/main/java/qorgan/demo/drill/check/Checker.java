package qorgan.demo.drill.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Judges a drill from what it left behind: `log/` (the exported log), `dump.sql`, `journal.tsv`
/// (what clients were told) and `checkpoints/` (every checkpoint anybody saw). Exit status 0:
/// everything that was promised is there, and nothing was contradicted; 1: it names what is not so.
///
/// `java … qorgan.demo.drill.check.Checker DIR`
public final class Checker {
    private final Tree tree;
    private final DumpFile dump;
    private final Path place;
    private final Set<String> inTree = new HashSet<>();
    private final Map<String, String> leafOf = new HashMap<>(); // kind/row/revision → leaf
    private final List<String> faults = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    private Checker(Path place, Tree tree, DumpFile dump) {
        this.place = place;
        this.tree = tree;
        this.dump = dump;
    }

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        var place = Path.of(args[0]);
        var note = Note.parse(Files.readAllBytes(place.resolve("log/checkpoint")));
        var checker =
                new Checker(
                        place,
                        Tree.read(place.resolve("log"), note.size()),
                        DumpFile.read(place.resolve("dump.sql")));
        checker.check(note, Files.readString(place.resolve("log/vkey")));
        checker.lines.forEach(System.out::println);
        checker.faults.stream().limit(40).forEach(fault -> System.out.println("WRONG: " + fault));
        System.out.println(
                checker.faults.isEmpty()
                        ? "the checker found nothing wrong"
                        : checker.faults.size() + " things are wrong");
        System.exit(checker.faults.isEmpty() ? 0 : 1);
    }

    private void check(Note note, String vkey) throws IOException, GeneralSecurityException {
        demand(note.isSignedBy(vkey), "the exported checkpoint is not signed by the log");
        demand(
                Arrays.equals(tree.root(tree.size()), note.root()),
                "the entries do not lead to the root of the exported checkpoint");
        for (int i = 0; i < tree.size(); i++) {
            demand(
                    inTree.add(hex(tree.entry(i))),
                    "entry " + i + " of the log is there a second time");
        }
        lines.add("log: " + tree.size() + " entries lead to the signed root, none twice");
        published(note, vkey);
        positions();
        leaves();
        entries();
        acknowledged();
    }

    /// No checkpoint that anybody saw was ever contradicted.
    private void published(Note last, String vkey) throws IOException, GeneralSecurityException {
        int seen = 0;
        try (Stream<Path> files = Files.list(place.resolve("checkpoints"))) {
            for (var file : (Iterable<Path>) files.sorted()::iterator) {
                var note = Note.parse(Files.readAllBytes(file));
                var name = "the checkpoint of " + note.size() + " (" + file.getFileName() + ")";
                demand(note.isSignedBy(vkey), name + " is not signed by the log");
                demand(note.origin().equals(last.origin()), name + " is of another log");
                if (demand(note.size() <= tree.size(), name + " is larger than the log")) {
                    demand(
                            Arrays.equals(tree.root(note.size()), note.root()),
                            name + " is contradicted by the log");
                }
                seen++;
            }
        }
        demand(seen > 0, "nobody saw a checkpoint");
        lines.add("checkpoints: " + seen + " were seen while it ran, all extended by the last");
    }

    /// The database gives each place of the log once, in order, and as the log has it.
    private void positions() throws IOException {
        var rows = dump.table("audit_position");
        var places = new HashSet<Integer>();
        var placed = new HashSet<String>();
        for (var row : rows) {
            int index = Integer.parseInt(row.get("log_index"));
            demand(places.add(index), "place " + index + " is given twice");
            if (index < tree.size()) {
                demand(
                        Arrays.equals(DumpFile.bytes(row, "leaf_hash"), tree.hash(index)),
                        "place " + index + " has another hash than the log");
            }
            var leaf = row.get("leaf_id");
            demand(leaf == null || placed.add(leaf), "leaf " + leaf + " has two places");
        }
        for (int index = 0; index < rows.size(); index++) {
            demand(places.contains(index), "there is a gap at place " + index);
        }
        lines.add("places: " + rows.size() + " without gap or double");
    }

    /// Every committed leaf is what its content and salt give, and is in the log.
    private void leaves() throws IOException {
        var rows = dump.table("audit_leaf");
        for (var row : rows) {
            var name = row.get("kind") + "/" + row.get("row_id") + "/" + row.get("revision");
            var leaf = hex(DumpFile.bytes(row, "leaf"));
            var again =
                    Commitment.leaf(
                            row.getOrDefault("kind", ""),
                            row.getOrDefault("content", ""),
                            DumpFile.bytes(row, "salt"));
            demand(hex(again).equals(leaf), "leaf " + name + " is not of its content");
            demand(inTree.contains(leaf), "leaf " + name + " is committed and not in the log");
            demand(leafOf.put(name, leaf) == null, "leaf " + name + " is there twice");
        }
        lines.add("leaves: " + rows.size() + " computed again from their content, all in the log");
    }

    /// Every entry has its leaf, and every one that opened something exactly one outcome.
    private void entries() throws IOException {
        var outcomes = new HashMap<String, Integer>();
        var counts = new HashMap<String, Integer>();
        for (var row : dump.table("audit_outcome")) {
            outcomes.merge(row.get("entry_id"), 1, Integer::sum);
            counts.merge(row.get("outcome"), 1, Integer::sum);
            var leaf = "OUTCOME/" + row.get("entry_id") + "/0";
            demand(leafOf.containsKey(leaf), "no leaf says " + leaf);
        }
        var entries = dump.table("audit_entry");
        var opening = new HashSet<String>();
        var seen = new HashSet<String>();
        for (var row : entries) {
            var entry = row.get("entry_id");
            seen.add(entry);
            demand(leafOf.containsKey("ACCESS/" + entry + "/0"), "entry " + entry + " has no leaf");
            if ("t".equals(row.get("opens"))) {
                opening.add(entry);
                int ended = outcomes.getOrDefault(entry, 0);
                demand(ended == 1, "entry " + entry + " has " + ended + " outcomes");
            }
        }
        for (var leaf : leafOf.keySet()) {
            var name = leaf.split("/");
            if (name[0].equals("ACCESS")) {
                demand(seen.contains(name[1]), "entry " + name[1] + " has a leaf and is not there");
            } else if (name[0].equals("OUTCOME")) {
                demand(outcomes.containsKey(name[1]), "an outcome with a leaf is gone: " + name[1]);
            }
        }
        for (var row : dump.table("audit_warrant_use")) {
            demand(
                    opening.contains(row.get("entry_id")),
                    "a warrant was used without an entry: " + row.get("entry_id"));
        }
        lines.add(
                "entries: "
                        + entries.size()
                        + ", of which "
                        + opening.size()
                        + " opened something, each with one outcome "
                        + new TreeMap<>(counts));
    }

    /// What clients were told has happened has happened, and nothing was told without an entry.
    private void acknowledged() throws IOException {
        var entries = new HashMap<String, Map<String, String>>();
        dump.table("audit_entry").forEach(row -> entries.put(row.get("entry_id"), row));
        var ended = new HashMap<String, String>();
        dump.table("audit_outcome")
                .forEach(row -> ended.put(row.get("entry_id"), row.get("outcome")));
        var delivered = new HashSet<String>();
        dump.table("disclosure_delivery")
                .forEach(row -> delivered.add(row.get("delivery_id") + "/" + row.get("entry_id")));
        var told = new HashMap<String, Integer>();
        for (var line : Files.readAllLines(place.resolve("journal.tsv"))) {
            var cells = line.split("\t", -1);
            told.merge(cells[0], 1, Integer::sum);
            switch (cells[0]) {
                case "slip" ->
                        demand(
                                inTree.contains(hex(Base64.getDecoder().decode(cells[2])))
                                        && leafOf.containsKey("SLIP/" + cells[1] + "/0"),
                                "slip " + cells[1] + " was given and is not in the log");
                case "standing", "event" -> {
                    var kind = cells[0].equals("event") ? "REGISTER_EVENT/" : "STANDING/";
                    demand(
                            leafOf.containsKey(kind + cells[1] + "/0"),
                            cells[0] + " " + cells[1] + " was taken and is not in the log");
                }
                case "read" -> read(cells, entries, ended, delivered);
                default -> demand(false, "a line of the journal that nobody knows: " + cells[0]);
            }
        }
        lines.add("acknowledged: " + new TreeMap<>(told) + ", all of it in the log");
        for (var needed : List.of("slip", "standing", "event", "read")) {
            demand(told.containsKey(needed), "no client was ever told of a " + needed);
        }
    }

    /// @param cells `read`, request, delivery, its entries, the fields of which values were shown
    private void read(
            String[] cells,
            Map<String, Map<String, String>> entries,
            Map<String, String> ended,
            Set<String> delivered) {
        var opened = new HashSet<String>();
        for (var entry : cells[3].split(",")) {
            var row = entries.get(entry);
            if (!demand(
                            row != null,
                            "plaintext was shown under entry " + entry + ", which is not there")
                    || row == null) {
                continue;
            }
            demand(
                    cells[1].equals(row.get("request_id")) && "t".equals(row.get("opens")),
                    "entry " + entry + " is of something else than what was shown under it");
            demand(
                    "DELIVERED".equals(ended.get(entry)),
                    "entry " + entry + " was delivered and says " + ended.get(entry));
            demand(
                    delivered.contains(cells[2] + "/" + entry),
                    "delivery " + cells[2] + " is not there for entry " + entry);
            var fields = row.getOrDefault("fields", "{}");
            opened.addAll(List.of(fields.substring(1, fields.length() - 1).split(",")));
        }
        for (var field : cells[4].split(",")) {
            demand(opened.contains(field), "a value of " + field + " was shown under no entry");
        }
    }

    private boolean demand(boolean holds, String otherwise) {
        if (!holds) {
            faults.add(otherwise);
        }
        return holds;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
