package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.policy.Ground;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.consent.Configured;
import qorgan.vault.consent.ConsentId;
import qorgan.vault.consent.ConsentItem;
import qorgan.vault.consent.Consents;
import qorgan.vault.consent.Given;
import qorgan.vault.consent.Giver;
import qorgan.vault.consent.NewConsent;
import qorgan.vault.consent.ProofForm;
import qorgan.vault.consent.Purpose;
import qorgan.vault.consent.Purposes;
import qorgan.vault.consent.Witness;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.register.Fact;
import qorgan.vault.request.Enquiries;
import qorgan.vault.request.Language;
import qorgan.vault.request.Slip;
import qorgan.vault.subject.Stated;

/// A detained person's consent reaches the engine, and is looked at once more while the delivery is
/// written.
class ConsentWeighedTest extends DisclosureTest {
    private static final Field INJURY = new Field("M.injury_record");

    @Autowired Consents consents;
    @Autowired Purposes purposes;
    @Autowired Gathering gathering;
    @Autowired Norms norms;
    @Autowired Sources sources;
    @Autowired Openings openings;
    @Autowired Deliveries deliveries;

    @Test
    void medical_data_leave_on_consent_alone_and_no_more_after_its_withdrawal() {
        var iin = CustodyCast.iin();
        var subject = injured(iin);
        var slip = proven(Enquiries.about(iin, Set.of(WHEREABOUTS, INJURY)));
        assertThat(fields(slip)).containsExactly(WHEREABOUTS);

        var consent = consented(subject);
        assertThat(fields(slip)).containsExactlyInAnyOrder(WHEREABOUTS, INJURY);

        var officer = cast.standingOfficer();
        acting(officer, () -> consents.withdraw(officer, consent));
        assertThat(fields(slip)).containsExactly(WHEREABOUTS);
    }

    @Test
    void a_consent_withdrawn_between_opening_and_delivery_voids_the_delivery() {
        var iin = CustodyCast.iin();
        var subject = injured(iin);
        var slip = proven(Enquiries.about(iin, Set.of(WHEREABOUTS, INJURY)));
        given(slip);
        var consent = consented(subject);
        var duty = cast.duty("w-answer-clock");
        var request =
                acting(
                        duty,
                        () ->
                                requests.reveal(
                                                duty,
                                                slip.request(),
                                                EntryKind.DUTY,
                                                "answer",
                                                List.of())
                                        .orElseThrow());
        var sheet = acting(duty, () -> gathering.gather(duty, request, subject));
        var now = clock.instant();
        var ruled = norms.decide(sheet.facts(now, now, List.of()), Map.of());
        assertThat(ruled.released()).contains(INJURY);
        var value = new TreeMap<>(sheet.values());
        value.keySet().retainAll(Set.of(INJURY));
        var opened =
                acting(
                        duty,
                        () ->
                                openings.open(
                                        duty,
                                        subject,
                                        value,
                                        new Openings.Basis(
                                                EntryKind.DISCLOSURE,
                                                "whereabouts",
                                                List.of(),
                                                new byte[32],
                                                ruled.packDigest(),
                                                slip.request().value(),
                                                null),
                                        Language.EN));
        assertThat(opened).isNotNull();

        var officer = cast.standingOfficer();
        acting(officer, () -> consents.withdraw(officer, consent));
        var part = new Deliveries.Part(opened, sources.lines(opened, value, ruled, Language.EN));
        var withheld = new TreeMap<Field, Ground>();
        var delivered =
                acting(
                        duty,
                        () ->
                                deliveries.deliver(
                                        sheet,
                                        ruled,
                                        new byte[32],
                                        List.of(part),
                                        List.of(),
                                        withheld,
                                        Language.EN,
                                        lines -> {
                                            withheld.putAll(lines);
                                            return List.of();
                                        }));

        assertThat(delivered.orElseThrow().released()).isEmpty();
        assertThat(withheld).containsEntry(INJURY, Ground.CONSENT_WITHDRAWN);
        assertThat(
                        inTransaction(
                                () ->
                                        jdbc.sql(
                                                        "select outcome from audit_outcome where"
                                                                + " entry_id = ?")
                                                .param(opened.entry().value())
                                                .query(String.class)
                                                .single()))
                .isEqualTo("VOID");
    }

    private List<Field> fields(Slip slip) {
        return given(slip).released().stream().map(Released::field).toList();
    }

    private SubjectId injured(String iin) {
        var subject = arrested(iin);
        var doctor = cast.doctor();
        acting(
                doctor,
                () ->
                        register.injury(
                                doctor,
                                new Fact.Injury(
                                        subject,
                                        Stated.of(clock.instant().minusSeconds(60)),
                                        Stated.of("a bruise"),
                                        true)));
        return subject;
    }

    private ConsentId consented(SubjectId subject) {
        var registrar = cast.registrarOfPolice();
        var code = "family-" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(
                        acting(
                                registrar,
                                () ->
                                        purposes.configure(
                                                registrar,
                                                new Purpose(
                                                        code,
                                                        Map.of(
                                                                "kk", "мақсат", "ru", "цель", "en",
                                                                "purpose"),
                                                        Set.of(INJURY),
                                                        Set.of("relative"),
                                                        Set.of(),
                                                        Set.of(ConsentItem.values())))))
                .isInstanceOf(Configured.Standing.class);
        var items = new EnumMap<ConsentItem, Stated<String>>(ConsentItem.class);
        for (var item : ConsentItem.values()) {
            items.put(item, Stated.of("айтылды"));
        }
        var officer = cast.standingOfficer();
        var given =
                acting(
                        officer,
                        () ->
                                consents.give(
                                        officer,
                                        new NewConsent(
                                                subject,
                                                code,
                                                "relative",
                                                Set.of(INJURY),
                                                clock.instant().minusSeconds(5),
                                                12,
                                                items,
                                                ProofForm.WRITTEN,
                                                Giver.SUBJECT,
                                                true,
                                                false,
                                                new Witness(
                                                        cast.counsel().id().value(),
                                                        Witness.Kind.COUNSEL))));
        return ((Given.Taken) given).consent();
    }
}
