package qorgan.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.ledger.CasePackage;
import qorgan.ledger.LeafOpening;
import qorgan.ledger.TestLog;
import qorgan.ledger.json.Json;
import qorgan.ledger.witness.WitnessPolicy;

/// What an administrator of the database can do behind everybody's back, and what the verifier says
/// of the dump afterwards.
class DumpVerifierTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String GRANT = "11111111-0000-4000-8000-000000000001";
    private static final String EVENT = "22222222-0000-4000-8000-000000000001";
    private static final String REQUEST = "33333333-0000-4000-8000-000000000003";
    private static final byte[] STATEMENT = "sealed".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;
    private final List<LeafOpening> openings = new ArrayList<>();
    private final List<String> leaves = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private final List<String> grants = new ArrayList<>();
    private final List<String> revocations = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<String> standings = new ArrayList<>();
    private final List<String> victims = new ArrayList<>();
    private TestLog log;

    @BeforeEach
    void a_grant_its_revocation_two_revisions_of_an_event_and_padding() throws IOException {
        leaf(
                "GRANT",
                GRANT,
                0,
                Json.object()
                        .with("grant_id", GRANT)
                        .with("side", "procuracy")
                        .with("valid_to", "2026-03-09T07:00:00Z")
                        .with("statement", CasePackage.digest(STATEMENT)));
        padding();
        leaf(
                "REGISTER_EVENT",
                EVENT,
                0,
                Json.object().with("rowKind", "placement").with("placeInTime", 5));
        leaf(
                "REGISTER_EVENT",
                EVENT,
                1,
                Json.object().with("rowKind", "transfer").with("placeInTime", 9));
        padding();
        leaf("REVOCATION", GRANT, 0, Json.object().with("grant_id", GRANT).with("by", "p"));
        leaf("DUTY", UUID.randomUUID().toString(), 0, Json.object().with("rule", "x"));
        log = new TestLog().stolen(openings);
        grants.add(
                GRANT
                        + "\tprocuracy\t2026-03-09 07:00:00+00\t\\\\x"
                        + HexFormat.of().formatHex(STATEMENT));
        revocations.add(GRANT + "\tp");
        events.add(EVENT + "\ttransfer\t9");
    }

    @Test
    void an_honest_dump_is_sound() throws IOException {
        var sound = (Verdict.Sound) verify();
        assertThat(sound.entries()).isEqualTo(7);
        assertThat(sound.remarks()).contains("5 leaves opened, 3 rows are what they say");
    }

    @Test
    void a_register_row_rolled_back_is_named() throws IOException {
        events.set(0, EVENT + "\tplacement\t5");
        caught("REGISTER_EVENT " + EVENT + " (revision 1)", "rolled back");
    }

    @Test
    void a_register_row_rolled_back_with_its_leaf_leaves_a_place_that_nothing_opens()
            throws IOException {
        events.set(0, EVENT + "\tplacement\t5");
        leaves.removeIf(line -> line.contains("transfer"));
        caught("leaf 3", "it was taken away");
    }

    @Test
    void a_revocation_taken_away_is_named() throws IOException {
        revocations.clear();
        caught("REVOCATION " + GRANT + " (revision 0)", "the row is gone");
    }

    @Test
    void a_revocation_taken_away_with_its_leaf_is_found() throws IOException {
        revocations.clear();
        leaves.removeIf(line -> line.contains("REVOCATION"));
        caught("leaf 5", "it was taken away");
    }

    @Test
    void a_leaf_does_not_pass_for_padding() throws IOException {
        revocations.clear();
        leaves.removeIf(line -> line.contains("REVOCATION"));
        places.set(5, "5\t\\N\t\\\\x" + "00".repeat(32));
        caught("leaf 5", "it was replaced");
    }

    @Test
    void a_grant_made_longer_is_named_by_its_column() throws IOException {
        grants.set(0, grants.getFirst().replace("2026-03-09", "2026-04-09"));
        caught("GRANT " + GRANT + " (revision 0)", "another valid_to");
    }

    @Test
    void another_sealed_statement_is_named() throws IOException {
        grants.set(0, grants.getFirst() + "00");
        caught("GRANT " + GRANT + " (revision 0)", "another statement");
    }

    @Test
    void a_leaf_made_anew_for_a_forged_row_is_not_the_one_in_the_log() throws IOException {
        events.set(0, EVENT + "\ttransfer\t7");
        var forged =
                LeafOpening.of(
                        "REGISTER_EVENT",
                        Json.object().with("rowKind", "transfer").with("placeInTime", 7),
                        LeafOpening.freshSalt(RANDOM));
        int at = 2;
        assertThat(leaves.get(at)).contains("transfer");
        var id = leaves.get(at).substring(0, 36);
        leaves.set(
                at,
                line(
                        id,
                        "REGISTER_EVENT",
                        EVENT,
                        1,
                        Json.object().with("rowKind", "transfer").with("placeInTime", 7),
                        forged));
        caught("leaf 3", "it was replaced");
    }

    @Test
    void content_that_is_not_of_its_leaf_is_named() throws IOException {
        leaves.set(0, leaves.getFirst().replace("2026-03-09", "2026-03-08"));
        caught("GRANT " + GRANT + " (revision 0)", "not of the content");
    }

    @Test
    void an_end_rolled_back_is_told_from_a_hole() throws IOException {
        places.removeLast();
        caught("dump", "ends at place 6, the log goes on to 7");
    }

    @Test
    void a_row_slipped_in_has_no_leaf() throws IOException {
        var slipped = "33333333-0000-4000-8000-000000000001";
        grants.add(slipped + "\tprocuracy\t2026-03-09 07:00:00+00\t\\\\x00");
        caught("disclosure_grant " + slipped, "no leaf");
    }

    /// Nobody who owns the database hides a rewritten row behind another of the same identifier.
    @Test
    void a_row_put_beside_a_rewritten_one_hides_nothing() throws IOException {
        leaf("STANDING", REQUEST, 0, Json.object().with("request_id", REQUEST).with("route", "a"));
        log = new TestLog().stolen(openings);
        standings.add(REQUEST + "\ta");
        assertThat(verify()).isInstanceOf(Verdict.Sound.class);
        standings.set(0, REQUEST + "\tb");
        caught("STANDING " + REQUEST + " (revision 0)", "another route");
        victims.add(REQUEST + "\tx");
        caught("STANDING " + REQUEST + " (revision 0)", "another route");
    }

    /// A leaf that stands in no log proves nothing, and is named wherever a row rests on it.
    @Test
    void a_leaf_that_is_in_no_log_is_named() throws IOException {
        var content = Json.object().with("rowKind", "transfer").with("placeInTime", 7);
        var forged = LeafOpening.of("REGISTER_EVENT", content, LeafOpening.freshSalt(RANDOM));
        leaves.add(line(UUID.randomUUID().toString(), "REGISTER_EVENT", EVENT, 2, content, forged));
        events.set(0, EVENT + "\ttransfer\t7");
        var sound = (Verdict.Sound) verify();
        assertThat(sound.remarks())
                .anySatisfy(
                        remark ->
                                assertThat(remark)
                                        .startsWith("1 of the leaves are not in this log")
                                        .endsWith("REGISTER_EVENT " + EVENT + " (revision 2)"));
    }

    @Test
    void a_value_that_nobody_can_read_is_no_way_out() throws IOException {
        leaves.set(0, leaves.getFirst().replaceFirst("\\\\\\\\x[0-9a-f]{4}", "\\\\\\\\xzz"));
        caught("dump", "nobody can read");
    }

    @Test
    void a_dump_of_something_else_or_cut_off_is_no_verdict_of_soundness() throws IOException {
        Files.writeString(folder.resolve("dump.sql"), "-- nothing\n");
        assertThat(verifyFile()).isInstanceOf(Verdict.Unsound.class);
        Files.writeString(
                folder.resolve("dump.sql"), "COPY public.audit_leaf (leaf_id) FROM stdin;\na\n");
        assertThatThrownBy(this::verifyFile)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("breaks off");
    }

    private void leaf(String kind, String row, long revision, Json.Members content) {
        var opening = LeafOpening.of(kind, content, LeafOpening.freshSalt(RANDOM));
        var id = UUID.randomUUID().toString();
        leaves.add(line(id, kind, row, revision, content, opening));
        places.add(openings.size() + "\t" + id + "\t\\N");
        openings.add(opening);
    }

    private static String line(
            String id,
            String kind,
            String row,
            long revision,
            Json.Members content,
            LeafOpening opening) {
        return String.join(
                "\t",
                id,
                kind,
                row,
                Long.toString(revision),
                "\\\\x" + HexFormat.of().formatHex(salt(opening)),
                content.canonical().replace("\\", "\\\\"),
                "\\\\x" + HexFormat.of().formatHex(opening.leaf().bytes()));
    }

    private static byte[] salt(LeafOpening opening) {
        return Base64.getDecoder().decode(Json.parseObject(opening.toJson()).text("salt"));
    }

    private void padding() {
        var salt = LeafOpening.freshSalt(RANDOM);
        places.add(openings.size() + "\t\\N\t\\\\x" + HexFormat.of().formatHex(salt));
        openings.add(LeafOpening.padding(salt));
    }

    private void caught(String where, String what) throws IOException {
        var unsound = (Verdict.Unsound) verify();
        assertThat(unsound.where()).isEqualTo(where);
        assertThat(unsound.what()).contains(what);
    }

    private Verdict verify() throws IOException {
        var dump = new StringBuilder("-- a dump\n");
        table(dump, "audit_leaf (leaf_id, kind, row_id, revision, salt, content, leaf)", leaves);
        table(dump, "audit_position (log_index, leaf_id, padding_salt)", places);
        table(dump, "disclosure_grant (grant_id, side, valid_to, statement)", grants);
        table(dump, "disclosure_revocation (grant_id, \"by\")", revocations);
        table(dump, "register_event (event_id, kind, place_in_time)", events);
        table(dump, "request_standing (request_id, route)", standings);
        table(dump, "subject_victim (victim_id, note)", victims);
        Files.writeString(folder.resolve("dump.sql"), dump);
        return verifyFile();
    }

    private Verdict verifyFile() throws IOException {
        return new DumpVerifier(new Trust(log.log.verifierKeys(), WitnessPolicy.none()))
                .verify(folder.resolve("dump.sql"), log.store);
    }

    private static void table(StringBuilder dump, String head, List<String> rows) {
        dump.append("COPY public.").append(head).append(" FROM stdin;\n");
        rows.forEach(row -> dump.append(row).append('\n'));
        dump.append("\\.\n\n");
    }
}
