package qorgan.ledger.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.Leaf;
import qorgan.ledger.LeafOpening;
import qorgan.ledger.json.Json;
import qorgan.ledger.tiles.Bundle;
import qorgan.ledger.tiles.Tile;
import qorgan.ledger.tiles.TileSource;

/// Holds a dump of the service's database against the log: whoever owns the database can change it,
/// but not the log that others have seen.
///
/// - Every place of the log is opened by the dump, as a leaf with its content or as padding. A leaf
///   that was taken away, with its row or without, is found as the place that nothing opens.
/// - Every leaf is what its stored content and salt give.
/// - Every row that a leaf speaks of is there, and says what the newest leaf of it says.
/// - Every row of those tables has a leaf: nothing was slipped in. Leaves that are in the dump and
///   not in the log are counted and named: a dump that is a minute younger than the checkpoint has
///   some, and so has one whose rows were rewritten together with forged leaves.
///
/// What is not compared is a sealed value that the leaf holds together with others; the service
/// itself compares those at each answer.
public final class DumpVerifier {

    /// Where the rows of a kind of leaf stand, and under which column a leaf knows its row.
    private record Home(String kind, String table, String key, boolean everyRow) {}

    private static final List<Home> HOMES =
            List.of(
                    new Home("ACCESS", "audit_entry", "entry_id", true),
                    new Home("OUTCOME", "audit_outcome", "entry_id", true),
                    new Home("REGISTER_EVENT", "register_event", "event_id", true),
                    new Home("SLIP", "request_request", "request_id", true),
                    new Home("STANDING", "request_standing", "request_id", true),
                    new Home("STANDING", "subject_victim", "victim_id", false),
                    new Home("SEARCH_STATEMENT", "request_search_statement", "statement_id", true),
                    new Home("APPLICATION", "disclosure_application", "application_id", true),
                    new Home("APPLICATION", "disclosure_application_opened", "entry_id", false),
                    new Home("GRANT", "disclosure_grant", "grant_id", true),
                    new Home("REVOCATION", "disclosure_revocation", "grant_id", true),
                    new Home("DELIVERY", "disclosure_delivery", "entry_id", true),
                    new Home("DELIVERY", "disclosure_warning", "request_id", true),
                    new Home("CONSENT", "consent_consent", "consent_id", true),
                    new Home("OFFICE", "identity_office", "office_id", true),
                    new Home("OFFICIAL", "identity_official", "official_id", true),
                    new Home("CERTIFICATE", "identity_certificate", "certificate_id", true),
                    new Home("ASSIGNMENT", "identity_assignment", "assignment_id", true));

    private final LogVerifier log;

    public DumpVerifier(Trust trust) {
        log = new LogVerifier(trust);
    }

    /// Verifies the log first, then the dump. Preconditions: the dump is not older than the log's
    /// checkpoint.
    public Verdict verify(Path dump, TileSource source) throws IOException {
        var verdict = log.verify(source);
        if (!(verdict instanceof Verdict.Sound sound)) {
            return verdict;
        }
        try {
            var wanted = new HashSet<>(Set.of("audit_leaf", "audit_position"));
            HOMES.forEach(home -> wanted.add(home.table()));
            var check = new Check(DumpTables.read(dump, wanted), sound.checkpoint(), source);
            var remarks = new ArrayList<>(sound.remarks());
            remarks.addAll(check.run());
            return new Verdict.Sound(
                    sound.checkpoint(),
                    sound.entries(),
                    sound.signedBy(),
                    sound.cosignedBy(),
                    sound.cosigned(),
                    remarks);
        } catch (Fault fault) {
            return fault.verdict();
        } catch (IllegalArgumentException malformed) {
            // Not its message: that may quote the value.
            return new Verdict.Unsound("dump", "holds a value that nobody can read");
        }
    }

    private static final class Check {
        private final DumpTables dump;
        private final Checkpoint head;
        private final TileSource source;
        private final Map<String, Map<String, String>> leaves = new HashMap<>(); // by leaf_id
        private final Set<String> placed = new HashSet<>(); // leaves that stand in the log
        private final Map<String, Map<String, String>> newest = new HashMap<>(); // kind/row → leaf

        Check(DumpTables dump, Checkpoint head, TileSource source) {
            this.dump = dump;
            this.head = head;
            this.source = source;
        }

        List<String> run() throws Fault, IOException {
            if (!dump.has("audit_leaf") || !dump.has("audit_position")) {
                throw new Fault("dump", "holds no leaves of the log");
            }
            leaves();
            places();
            int rows = rows();
            nothingSlippedIn();
            var remarks = new ArrayList<String>();
            remarks.add(leaves.size() + " leaves opened, " + rows + " rows are what they say");
            var waiting = new TreeSet<>(leaves.keySet());
            waiting.removeAll(placed);
            if (!waiting.isEmpty()) {
                remarks.add(
                        waiting.size()
                                + " of the leaves are not in this log, and prove nothing: "
                                + name(leaves.getOrDefault(waiting.first(), Map.of()))
                                + (waiting.size() > 1 ? " and others" : ""));
            }
            return remarks;
        }

        private void leaves() throws Fault {
            for (var leaf : dump.table("audit_leaf")) {
                var name = name(leaf);
                if (!opened(leaf).leaf().equals(Leaf.parse(bytes(leaf, "leaf")))) {
                    throw new Fault(name, "the leaf is not of the content that is kept for it");
                }
                leaves.put(leaf.getOrDefault("leaf_id", ""), leaf);
                newest.merge(
                        leaf.get("kind") + "/" + leaf.get("row_id"),
                        leaf,
                        (one, other) -> revision(one) >= revision(other) ? one : other);
            }
        }

        private static LeafOpening opened(Map<String, String> leaf) {
            return LeafOpening.of(
                    leaf.getOrDefault("kind", ""), content(leaf), bytes(leaf, "salt"));
        }

        private static Json.Members content(Map<String, String> leaf) {
            return Json.parseObject(
                    leaf.getOrDefault("content", "").getBytes(StandardCharsets.UTF_8));
        }

        private static long revision(Map<String, String> leaf) {
            return Long.parseLong(leaf.getOrDefault("revision", "0"));
        }

        private static String name(Map<String, String> leaf) {
            return leaf.get("kind")
                    + " "
                    + leaf.get("row_id")
                    + " (revision "
                    + leaf.get("revision")
                    + ")";
        }

        /// Every entry of the log is opened.
        private void places() throws Fault, IOException {
            var places = new HashMap<Long, Map<String, String>>();
            for (var place : dump.table("audit_position")) {
                places.put(Long.parseLong(place.getOrDefault("log_index", "-1")), place);
            }
            if (places.size() < head.size() && places.containsKey(places.size() - 1L)) {
                throw new Fault(
                        "dump",
                        "ends at place "
                                + places.size()
                                + ", the log goes on to "
                                + head.size()
                                + ": it is older than the checkpoint, or its end was rolled back");
            }
            long index = 0;
            for (long tile = 0; tile * Tile.WIDTH < head.size(); tile++) {
                var name = Tile.entries(tile, Tile.widthIn(head.size(), 0, tile));
                var bundle = source.tile(name).orElseThrow(() -> new Fault(name.path(), "missing"));
                for (byte[] entry : Bundle.entries(bundle)) {
                    place(index, entry, places.getOrDefault(index, Map.of()));
                    index++;
                }
            }
        }

        private void place(long index, byte[] entry, Map<String, String> place) throws Fault {
            var leaf = leaves.get(place.getOrDefault("leaf_id", "none"));
            byte[] opened;
            if (leaf != null) {
                opened = bytes(leaf, "leaf");
                placed.add(leaf.getOrDefault("leaf_id", ""));
            } else {
                byte[] salt = bytes(place, "padding_salt");
                if (salt.length != LeafOpening.SALT) {
                    throw new Fault(
                            "leaf " + index,
                            "stands in the log, and nothing in the dump opens it: it was taken away");
                }
                opened = LeafOpening.padding(salt).leaf().bytes();
            }
            if (!Arrays.equals(opened, entry)) {
                throw new Fault(
                        "leaf " + index, "is not what the dump says stands there: it was replaced");
            }
        }

        /// Every row says what its newest leaf says.
        private int rows() throws Fault {
            var byKey = new HashMap<String, Map<String, String>>();
            for (var home : HOMES) {
                for (var row : dump.table(home.table())) {
                    byKey.put(home.table() + "/" + row.get(home.key()), row);
                }
            }
            int compared = 0;
            for (var leaf : newest.values()) {
                var homes = homes(leaf);
                var there =
                        homes.stream()
                                .map(home -> byKey.get(home.table() + "/" + leaf.get("row_id")))
                                .filter(Objects::nonNull)
                                .toList();
                if (there.isEmpty()) {
                    var fitting = fitting(leaf, homes);
                    if (!fitting.isEmpty() && fitting.stream().allMatch(Home::everyRow)) {
                        throw new Fault(name(leaf), "the row is gone");
                    }
                    continue;
                }
                // All of them: a row put into another table under the same identifier hides
                // nothing.
                for (var row : there) {
                    compare(leaf, row);
                }
                compared++;
            }
            return compared;
        }

        private static void compare(Map<String, String> leaf, Map<String, String> row)
                throws Fault {
            var differs = RowSays.differs(content(leaf), row);
            if (differs.isPresent()) {
                throw new Fault(
                        name(leaf),
                        "the row says another "
                                + differs.get()
                                + " than its leaf: rewritten or rolled back");
            }
        }

        /// The tables in which a row of this leaf may stand, of those that the dump has.
        private List<Home> homes(Map<String, String> leaf) {
            return HOMES.stream()
                    .filter(home -> home.kind().equals(leaf.get("kind")))
                    .filter(home -> dump.has(home.table()))
                    .toList();
        }

        /// A kind with several tables says by its members which row it speaks of.
        private static List<Home> fitting(Map<String, String> leaf, List<Home> homes) {
            var content = content(leaf);
            return homes.stream()
                    .filter(home -> homes.size() == 1 || content.get(home.key()).isPresent())
                    .toList();
        }

        private void nothingSlippedIn() throws Fault {
            for (var home : HOMES) {
                if (!home.everyRow()) {
                    continue;
                }
                for (var row : dump.table(home.table())) {
                    var key = row.get(home.key());
                    if (!newest.containsKey(home.kind() + "/" + key)) {
                        throw new Fault(home.table() + " " + key, "the row has no leaf");
                    }
                }
            }
        }

        private static byte[] bytes(Map<String, String> row, String column) {
            var value = row.getOrDefault(column, "\\x");
            return value.startsWith("\\x")
                    ? HexFormat.of().parseHex(value.substring(2))
                    : new byte[0];
        }
    }
}
