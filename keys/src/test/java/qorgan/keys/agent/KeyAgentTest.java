package qorgan.keys.agent;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.keys.CaseRecord;
import qorgan.keys.Entropy;
import qorgan.keys.Evidence;
import qorgan.keys.HalfRefused;
import qorgan.keys.HalfRefused.Reason;
import qorgan.keys.HalfRequest;
import qorgan.keys.Place;
import qorgan.keys.PlaneOffice;

class KeyAgentTest {
    @TempDir Path directory;
    private Plane plane;

    @BeforeEach
    void start() {
        plane = new Plane(directory);
    }

    @Test
    void two_good_grants_open_the_record_once() {
        var entry = plane.granted();
        plane.assertOpens(entry);
        plane.assertOpens(plane.granted());
        // A stolen service claims no warrant; the agent remembers by itself.
        assertThatThrownBy(() -> plane.investigation.half(request(plane, entry)))
                .isInstanceOfSatisfying(
                        HalfRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.ENTRY_USED));
    }

    private static HalfRequest request(Plane of, UUID entry) {
        return new HalfRequest(entry, of.place, new byte[1], of.evidenceOf(entry));
    }

    @Test
    void the_entry_must_be_committed_fresh_and_without_outcome() {
        var basis = grants();
        var fields = Set.of(Plane.CASE_NUMBER);
        var now = plane.clock.instant();
        refused(Reason.ENTRY_NOT_COMMITTED, UUID.randomUUID());
        refused(Reason.ENTRY_USED, plane.entry(basis, now, true, fields));
        refused(
                Reason.ENTRY_TOO_OLD,
                plane.entry(basis, now.minus(Duration.ofMinutes(1)), false, fields));
        plane.assertOpens(plane.entry(basis, now.minusSeconds(59), false, fields));
        refused(Reason.CLOCK, plane.entry(basis, now.plusSeconds(31), false, fields));
        plane.assertOpens(plane.entry(basis, now.plusSeconds(30), false, fields));
    }

    @Test
    void the_entry_must_name_this_field_and_the_record_must_be_of_its_case() {
        var now = plane.clock.instant();
        refused(
                Reason.ENTRY_OTHER_FIELD,
                plane.entry(grants(), now, false, Set.of(Plane.SUSPECTS)));
        refused(Reason.ENTRY_OTHER_RECORD, plane.entryIn(UUID.randomUUID(), grants()));
        refused(Reason.ENTRY_OTHER_RECORD, plane.entryIn(null, grants()));
        refused(Reason.NO_BASIS, plane.entry(Evidence.NONE));
        refused(
                Reason.NO_BASIS,
                plane.entry(Plane.both(plane.signed("{}".getBytes(US_ASCII), plane.bolat))));
    }

    @Test
    void each_grant_must_be_signed_by_its_own_office() {
        var one = plane.terms(PlaneOffice.INVESTIGATION);
        var two = plane.terms(PlaneOffice.PROCURACY);
        signature(plane.sign(one, plane.saule), plane.sign(two, plane.saule));
        signature(plane.sign(one, plane.bolat), plane.sign(two, plane.bolat));
        signature(plane.sign(one, plane.daulet), plane.sign(two, plane.saule));
        signature(plane.sign(one), plane.sign(two, plane.saule));
        signature(plane.sign(one, plane.bolat, plane.saule), plane.sign(two, plane.saule));
        signature(
                plane.sign(one.by(plane.sauleId, PlaneOffice.INVESTIGATION), plane.bolat),
                plane.sign(two, plane.saule));
        signature(
                plane.sign(one.by(plane.bolatId, PlaneOffice.PROCURACY), plane.bolat),
                plane.sign(two, plane.saule));
        var stranger = plane.authority.official("Stranger", "Police", plane.clock.instant());
        signature(plane.sign(one, stranger), plane.sign(two, plane.saule));
        var spoiled =
                new Evidence.Signed(
                        one.to(UUID.randomUUID()).canonical(),
                        plane.sign(one, plane.bolat).signatures());
        signature(spoiled, plane.sign(two, plane.saule));
    }

    private void signature(Evidence.Signed investigation, Evidence.Signed procuracy) {
        refused(Reason.GRANT_SIGNATURE, plane.entry(Plane.both(procuracy, investigation)));
        refused(Reason.GRANT_SIGNATURE, plane.entry(Plane.both(investigation, procuracy)));
    }

    @Test
    void one_office_alone_is_not_enough_whichever_it_is() {
        var one = plane.sign(plane.terms(PlaneOffice.INVESTIGATION), plane.bolat);
        var two = plane.sign(plane.terms(PlaneOffice.PROCURACY), plane.saule);
        refused(Reason.NO_BASIS, plane.entry(Plane.both(one)));
        refused(Reason.NO_BASIS, plane.entry(Plane.both(two)));
        refused(Reason.NO_BASIS, plane.entry(Plane.both(one, one)));
        plane.assertOpens(plane.entry(Plane.both(two, one)));
    }

    @Test
    void nobody_signs_for_both_offices() {
        var same = new Plane(directory.resolve("same"), Ceilings.USUAL, true);
        refused(same, Reason.SAME_SIGNER, same.granted());
    }

    @Test
    void a_good_pair_opens_whatever_else_was_signed() {
        var one = plane.terms(PlaneOffice.INVESTIGATION);
        var two = plane.terms(PlaneOffice.PROCURACY);
        plane.assertOpens(
                plane.entry(
                        Plane.both(
                                plane.sign(one.to(UUID.randomUUID()), plane.bolat),
                                plane.sign(one, plane.bolat),
                                plane.sign(two.to(UUID.randomUUID()), plane.saule),
                                plane.sign(two, plane.saule))));
    }

    @Test
    void both_grants_must_be_in_force_and_not_revoked() {
        var one = plane.terms(PlaneOffice.INVESTIGATION);
        var two = plane.terms(PlaneOffice.PROCURACY);
        var now = plane.clock.instant();
        refused(
                Reason.GRANT_WINDOW,
                plane.entry(plane.grants(one.during(now.plusSeconds(1), now.plusSeconds(9)), two)));
        refused(
                Reason.GRANT_WINDOW,
                plane.entry(plane.grants(one, two.during(now.minusSeconds(9), now))));
        plane.assertOpens(plane.entry(plane.grants(one, two.during(now, now.plusSeconds(1)))));
        var taken = plane.grants(one, two);
        plane.revoke(one.grant());
        refused(Reason.GRANT_REVOKED, plane.entry(taken));
    }

    @Test
    void both_grants_must_cover_exactly_this() {
        var one = plane.terms(PlaneOffice.INVESTIGATION);
        var two = plane.terms(PlaneOffice.PROCURACY);
        var place = plane.place;
        for (var other :
                List.of(
                        one.to(UUID.randomUUID()),
                        one.of(UUID.randomUUID()),
                        one.inCase(UUID.randomUUID()),
                        one.withPrejudice(),
                        one.at(place(place.record(), place.revision() + 1)),
                        one.at(place(UUID.randomUUID(), place.revision())))) {
            refused(Reason.GRANT_OTHER_SCOPE, plane.entry(plane.grants(other, two)));
        }
    }

    private Place place(UUID record, long revision) {
        return new Place(plane.place.region(), plane.arman, Plane.CASE_NUMBER, record, revision);
    }

    @Test
    void a_confirmed_assignment_opens_to_the_case_team() {
        plane.assertOpens(plane.assigned(plane.assignment(), plane.daulet, plane.saule));
        plane.assertOpens(plane.assigned(plane.assignment(), plane.saule, plane.daulet));
    }

    @Test
    void an_assignment_must_be_signed_for_both_offices_for_this_official_and_case() {
        assignment(plane.assigned(plane.assignment(), plane.daulet));
        assignment(plane.assigned(plane.assignment(), plane.saule));
        assignment(plane.assigned(plane.assignment()));
        assignment(plane.assigned(plane.assignment(), plane.daulet, plane.daulet));
        // One person with a certificate of each office is still one person.
        assignment(plane.assigned(plane.assignment(), plane.daulet, plane.dauletMoved));
        // Nobody makes themselves a reader.
        assignment(plane.assigned(plane.assignment(), plane.bolat, plane.saule));
        var good = plane.assignment();
        assignment(signed(good.assignment(), UUID.randomUUID(), good.caseId(), good.rule(), 0, 9));
        assignment(
                signed(good.assignment(), good.official(), UUID.randomUUID(), good.rule(), 0, 9));
        assignment(signed(good.assignment(), good.official(), good.caseId(), good.rule(), 1, 9));
        assignment(signed(good.assignment(), good.official(), good.caseId(), good.rule(), -9, 0));
        refused(
                Reason.NO_BASIS,
                signed(good.assignment(), good.official(), good.caseId(), "invented", 0, 9));
        // A rule that the agent knows and the entry does not cite.
        refused(
                Reason.NO_BASIS,
                signed(good.assignment(), good.official(), good.caseId(), Plane.OTHER_RULE, 0, 9));
        var ended = plane.assigned(good, plane.daulet, plane.saule);
        plane.confirmed.remove(good.assignment());
        assignment(ended);
    }

    @Test
    void a_record_commits_to_its_case() {
        var caseId = UUID.randomUUID();
        var record = CaseRecord.fresh(caseId);
        assertThat(CaseRecord.isOf(record, caseId)).isTrue();
        assertThat(CaseRecord.isOf(record, UUID.randomUUID())).isFalse();
        assertThat(CaseRecord.isOf(UUID.randomUUID(), caseId)).isFalse();
        assertThat(CaseRecord.fresh(caseId)).isNotEqualTo(record);
        assertThat(record.version()).isEqualTo(8);
        assertThat(record.variant()).isEqualTo(2);
        // One of our own past: the layout does not change.
        assertThat(
                        CaseRecord.isOf(
                                UUID.fromString("01234567-89ab-865f-836d-aaff664e2412"),
                                UUID.fromString("5b0c6b0e-4f0e-4f7a-9d5b-0f2a4f1f3d11")))
                .isTrue();
    }

    private UUID signed(UUID id, UUID official, UUID caseId, String rule, int from, int to) {
        var now = plane.clock.instant();
        return plane.assigned(
                new AssignmentTerms(
                        id, official, caseId, rule, now.plusSeconds(from), now.plusSeconds(to)),
                plane.daulet,
                plane.saule);
    }

    private void assignment(UUID entry) {
        refused(Reason.ASSIGNMENT_NOT_CONFIRMED, entry);
    }

    @Test
    void an_official_reaches_a_ceiling_that_outlives_the_agent() {
        var low = new Plane(directory, new Ceilings(2, 3));
        low.assertOpens(low.granted());
        low.assertOpens(low.granted());
        refused(low, Reason.CEILING_REACHED, low.granted());
        low.clock.move(Duration.ofHours(1));
        low.assertOpens(low.granted());
        low.clock.move(Duration.ofHours(1));
        refused(low, Reason.CEILING_REACHED, low.granted());
        var entry = low.granted();
        try (var again =
                new KeyAgent(
                        PlaneOffice.INVESTIGATION,
                        Entropy.key(),
                        low,
                        low::trust,
                        AgentJournal.open(
                                directory.resolve("investigation.journal"),
                                PlaneOffice.INVESTIGATION),
                        new Ceilings(2, 3),
                        low.clock)) {
            assertThatThrownBy(() -> again.half(request(low, entry)))
                    .isInstanceOfSatisfying(
                            HalfRefused.class,
                            refused ->
                                    assertThat(refused.reason()).isEqualTo(Reason.CEILING_REACHED));
        }
    }

    @Test
    void after_a_day_the_ceiling_is_open_again() {
        var low = new Plane(directory, new Ceilings(2, 3));
        for (int i = 0; i < 3; i++) {
            low.assertOpens(low.granted());
            low.clock.move(Duration.ofHours(1));
        }
        refused(low, Reason.CEILING_REACHED, low.granted());
        low.clock.move(Duration.ofHours(21));
        low.assertOpens(low.granted());
    }

    @Test
    void everything_is_in_a_chained_journal() throws IOException {
        var good = plane.granted();
        plane.assertOpens(good);
        refused(Reason.ENTRY_NOT_COMMITTED, UUID.randomUUID());
        var file = directory.resolve("investigation.journal");
        var journal = AgentJournal.open(file, PlaneOffice.INVESTIGATION);
        assertThat(journal.lines())
                .extracting(AgentJournal.Line::outcome)
                .containsExactly("given", "ENTRY_NOT_COMMITTED");
        assertThat(journal.lines().getFirst().entry()).isEqualTo(good);
        assertThat(journal.lines().getFirst().official()).isEqualTo(plane.recipient.toString());
        var lines = Files.readAllLines(file);
        for (var broken :
                List.of(
                        List.of(lines.get(1)),
                        List.of(lines.get(0), lines.get(0), lines.get(1)),
                        List.of(lines.get(0).replace("given", "GIVEN"), lines.get(1)),
                        List.of("{}"))) {
            Files.write(file, broken);
            assertThatThrownBy(() -> AgentJournal.open(file, PlaneOffice.INVESTIGATION))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void half_a_line_is_nothing_and_more_than_a_line_is_a_change() throws IOException {
        plane.assertOpens(plane.granted());
        var file = directory.resolve("investigation.journal");
        // What a write leaves on a disk that is full, while the agent goes on.
        Files.writeString(file, "{\"at\":\"20", StandardOpenOption.APPEND);
        plane.assertOpens(plane.granted());
        assertThat(AgentJournal.open(file, PlaneOffice.INVESTIGATION).lines()).hasSize(2);
        // What a crash leaves.
        Files.writeString(file, "{\"at\":\"20", StandardOpenOption.APPEND);
        assertThat(AgentJournal.open(file, PlaneOffice.INVESTIGATION).lines()).hasSize(2);
        Files.writeString(
                file, Files.readString(file).replace("{\"at\"", "{\"and\":\"more\",\"at\""));
        assertThatThrownBy(() -> AgentJournal.open(file, PlaneOffice.INVESTIGATION))
                .isInstanceOf(IllegalStateException.class);
        for (var none : List.of("", "{}", "[]", "{", line("at", "yesterday"), line("entry", "x"))) {
            assertThatThrownBy(() -> AgentJournal.read(none))
                    .as(none)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private String line(String member, String value) throws IOException {
        var line = Files.readAllLines(directory.resolve("investigation.journal")).getFirst();
        return line.replaceAll(
                "\"" + member + "\":\"[^\"]*\"", "\"" + member + "\":\"" + value + "\"");
    }

    @Test
    void a_half_for_another_place_or_a_sealed_agent_gives_nothing() {
        var elsewhere = place(UUID.randomUUID(), 3);
        var other = plane.deposit(elsewhere, "other");
        var entry = plane.granted();
        assertThatThrownBy(() -> plane.open(entry, other, plane.place))
                .isInstanceOf(qorgan.keys.CannotOpen.class);
        plane.investigation.close();
        refused(Reason.AGENT_SEALED, plane.granted());
    }

    private Evidence grants() {
        return plane.grants(
                plane.terms(PlaneOffice.INVESTIGATION), plane.terms(PlaneOffice.PROCURACY));
    }

    private void refused(Reason reason, UUID entry) {
        refused(plane, reason, entry);
    }

    private static void refused(Plane plane, Reason reason, UUID entry) {
        assertThatThrownBy(() -> plane.open(entry))
                .isInstanceOfSatisfying(
                        HalfRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
