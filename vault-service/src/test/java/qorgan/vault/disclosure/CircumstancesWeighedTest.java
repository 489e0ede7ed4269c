package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.policy.Ground;
import qorgan.vault.audit.Cases;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assurance;
import qorgan.vault.register.AsylumAnswer;
import qorgan.vault.register.Basis;
import qorgan.vault.register.CircumstanceEntered;
import qorgan.vault.register.CircumstanceId;
import qorgan.vault.register.Circumstances;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.register.Objection;
import qorgan.vault.register.Person;
import qorgan.vault.register.Restriction;
import qorgan.vault.request.Asker;
import qorgan.vault.request.Contact;
import qorgan.vault.request.Enquiries;
import qorgan.vault.request.Enquiry;
import qorgan.vault.request.Evidence;
import qorgan.vault.request.EvidenceKind;
import qorgan.vault.request.Language;
import qorgan.vault.request.Proof;
import qorgan.vault.request.Purpose;
import qorgan.vault.request.Relation;
import qorgan.vault.request.Slip;
import qorgan.vault.request.Sought;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.Personal;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.StatedIin;

/// What the register holds of a person beside the events of custody reaches the engine, as facts,
/// and only what is proven withholds anything.
///
/// It is long because each element that the law demands is taken away once, and the people and
/// papers of all of them are the same.
class CircumstancesWeighedTest extends DisclosureTest {
    private static final Field SUPERVISOR = new Field("W.supervising_authority");
    private static final Field HEALTH = new Field("W.health_state");
    private static final Set<Field> ASKED = Set.of(STATUS, SUPERVISOR, WHEREABOUTS, HEALTH);

    @Autowired Circumstances circumstances;
    @Autowired PersonFactsReading reading;
    @Autowired Gathering gathering;
    @Autowired Norms norms;
    @Autowired Deliveries deliveries;
    @Autowired Cases desk;

    @Test
    void a_proven_restriction_withholds_its_fields_and_never_the_floor() {
        var iin = CustodyCast.iin();
        var subject = arrested(iin);
        var slip = proven(Enquiries.about(iin, ASKED));
        restricted(subject, complete("safety"), Duration.ofHours(24));

        var answer = given(slip);

        assertThat(codes(answer)).contains("W.custody_status", "W.supervising_authority");
        assertThat(codes(answer)).doesNotContain("W.whereabouts");
        assertThat(withheld(slip)).containsEntry(WHEREABOUTS, "w_restricted_20_1");
        assertThat(withheld(slip)).doesNotContainKey(HEALTH);
    }

    @Test
    void a_restriction_with_one_element_unproven_is_void_and_opens_a_case() {
        var iin = CustodyCast.iin();
        var subject = arrested(iin);
        var slip = proven(Enquiries.about(iin, ASKED));
        restricted(
                subject,
                new Restriction(
                        Set.of(WHEREABOUTS.code()),
                        Stated.of("procurator"),
                        Stated.of("Procurator A."),
                        Stated.of("Act, article 1"),
                        Stated.of("because"),
                        Stated.of("safety"),
                        null),
                Duration.ofHours(24));

        assertThat(codes(given(slip))).contains("W.whereabouts");
        assertThat(codes(given(slip))).contains("W.whereabouts");

        eventually(() -> casesOf(slip).size() == 1);
        var dpo = cast.dpoOfPolice();
        var line =
                acting(dpo, () -> desk.list(dpo)).stream()
                        .filter(open -> open.caseId().equals(casesOf(slip).getFirst()))
                        .findFirst()
                        .orElseThrow();
        assertThat(line.cause()).isEqualTo(Cases.Cause.RULE_CONFLICT);
        assertThat(line.dueAt()).isAfter(clock.instant());
        assertThat(acting(dpo, () -> desk.close(dpo, line.caseId())))
                .as("a conflict ends by a signed resolution and by nothing else")
                .isEqualTo(Cases.Stepped.NO_RESOLUTION);
    }

    @Test
    void a_restriction_is_over_after_72_hours_whatever_it_says_and_when_it_is_lifted() {
        var iin = CustodyCast.iin();
        var subject = arrested(iin);
        var slip = proven(Enquiries.about(iin, ASKED));
        restricted(subject, complete("investigation"), Duration.ofDays(30));
        assertThat(codes(given(slip))).doesNotContain("W.whereabouts");
        clock.advance(Duration.ofHours(72));
        assertThat(codes(given(slip))).contains("W.whereabouts");

        var other = CustodyCast.iin();
        var another = arrested(other);
        var second = proven(Enquiries.about(other, ASKED));
        var id = restricted(another, complete("privacy"), Duration.ofHours(10));
        assertThat(codes(given(second))).doesNotContain("W.whereabouts");
        var procurator = cast.procuratorOfAlmaty();
        assertThat(acting(procurator, () -> circumstances.end(procurator, id)))
                .isInstanceOf(CircumstanceEntered.Taken.class);
        assertThat(codes(given(second))).contains("W.whereabouts");
    }

    @Test
    void a_restriction_of_a_person_who_is_not_held_has_no_effect() {
        var iin = CustodyCast.iin();
        var subject = arrested(iin);
        var slip = proven(Enquiries.about(iin, ASKED));
        restricted(subject, complete("safety"), Duration.ofHours(24));
        var intake = cast.intake();
        acting(
                intake,
                () -> register.release(intake, CustodyCast.release(subject, clock.instant())));

        assertThat(codes(given(slip))).contains("W.whereabouts");
    }

    @Test
    void what_cannot_be_a_restriction_is_refused_with_its_field() {
        var subject = arrested(CustodyCast.iin());
        var procurator = cast.procuratorOfAlmaty();
        var now = clock.instant();
        var hour = new Circumstances.Period(now, now.plusSeconds(3600));

        assertThat(restrict(procurator, subject, hour, of(Set.of("W.custody_status"), "safety")))
                .isInstanceOfSatisfying(
                        CircumstanceEntered.Refused.class,
                        refused -> assertThat(refused.field()).isEqualTo("fields"));
        assertThat(restrict(procurator, subject, hour, of(Set.of("P.case_number"), "safety")))
                .isInstanceOf(CircumstanceEntered.Refused.class);
        assertThat(restrict(procurator, subject, hour, complete("convenience")))
                .isInstanceOfSatisfying(
                        CircumstanceEntered.Refused.class,
                        refused -> assertThat(refused.field()).isEqualTo("ground"));
        assertThat(
                        restrict(
                                procurator,
                                subject,
                                new Circumstances.Period(now, now),
                                complete("safety")))
                .isInstanceOf(CircumstanceEntered.EmptyWindow.class);
        assertThat(restrict(silver(procurator), subject, hour, complete("safety")))
                .isInstanceOf(CircumstanceEntered.SecondFactorNeeded.class);
        assertThat(restrict(procurator, subject, hour, complete("safety")))
                .isInstanceOf(CircumstanceEntered.Taken.class);
        assertThat(restrict(procurator, subject, hour, complete("safety")))
                .isInstanceOf(CircumstanceEntered.AlreadyThere.class);
    }

    @Test
    void an_objection_counts_only_with_a_witness_from_outside_and_only_against_that_person() {
        var iin = CustodyCast.iin();
        var subject = arrested(iin);
        var asker = new Asker("Сейтқали Айгүл", "900101 400012", "әпкесі");
        var slip = proven(by(asker, iin));
        var intake = cast.intake();
        var stated =
                acting(
                        intake,
                        () ->
                                circumstances.object(
                                        intake,
                                        subject,
                                        new Objection(
                                                Stated.of("Айгүл СЕЙТҚАЛИ"),
                                                null,
                                                Stated.of("900101400012"))));
        var id = ((CircumstanceEntered.Taken) stated).id();
        assertThat(codes(given(slip))).contains("W.whereabouts", "W.health_state");

        assertThat(witness(cast.counsel(), id)).isInstanceOf(CircumstanceEntered.Taken.class);
        var answer = given(slip);
        assertThat(codes(answer)).contains("W.custody_status", "W.supervising_authority");
        assertThat(withheld(slip))
                .containsEntry(WHEREABOUTS, "subject_objects")
                .containsEntry(HEALTH, "subject_objects");

        var other = proven(by(new Asker("Сейтқали Айгүл", "900101400099", "әпкесі"), iin));
        assertThat(codes(given(other))).contains("W.whereabouts");

        var counsel = cast.counsel();
        assertThat(acting(counsel, () -> circumstances.end(counsel, id)))
                .isInstanceOf(CircumstanceEntered.Taken.class);
        assertThat(codes(given(slip))).contains("W.whereabouts", "W.health_state");
    }

    @Test
    void the_objection_of_a_minor_has_no_effect() {
        var iin = CustodyCast.iin();
        var subject = arrested(iin, LocalDate.now(clock).minusYears(17), Map.of());
        var slip = proven(by(new Asker("Сейтқали Айгүл", "900101400012", "анасы"), iin));
        var id = objected(subject, "Сейтқали Айгүл", "900101400012");
        witness(cast.counsel(), id);

        assertThat(codes(given(slip))).contains("W.whereabouts");
    }

    @Test
    void nobody_of_the_same_office_witnesses_and_a_name_alone_is_nobody() {
        var subject = arrested(CustodyCast.iin());
        var intake = cast.intake();
        assertThat(
                        acting(
                                intake,
                                () ->
                                        circumstances.object(
                                                intake,
                                                subject,
                                                new Objection(Stated.of("Айгүл"), null, null))))
                .isInstanceOf(CircumstanceEntered.Refused.class);
        var id = objected(subject, "Айгүл", "123");
        var sameOffice =
                qorgan.vault.Cast.official(
                        "counsel-of-the-police",
                        qorgan.vault.Cast.POLICE_ALMATY,
                        qorgan.vault.identity.Role.COUNSEL);
        assertThat(witness(sameOffice, id))
                .isInstanceOf(CircumstanceEntered.SecondPersonNeeded.class);
    }

    @Test
    void a_consul_learns_of_an_own_national_who_claims_no_asylum_and_of_nobody_else() {
        var iin = CustodyCast.iin();
        var subject =
                arrested(
                        iin,
                        LocalDate.of(1990, 5, 17),
                        Map.of(Personal.CITIZENSHIP, Stated.of("DE")));
        var german = provenConsul(iin, "DE");
        var french = provenConsul(iin, "FR");

        assertThat(codes(given(german))).isEmpty();
        claims(subject, false);
        assertThat(codes(given(german))).contains("W.whereabouts");
        assertThat(codes(given(french))).isEmpty();
        claims(subject, true);
        assertThat(codes(given(german))).isEmpty();
    }

    @Test
    void a_judgment_in_force_is_known_from_its_statement_or_from_the_placement() {
        var subject = arrested(CustodyCast.iin());
        var duty = cast.duty("test");
        assertThat(convicted(subject)).isEqualTo(qorgan.policy.norm.Truth.UNKNOWN);
        var procurator = cast.procuratorOfAlmaty();
        var stated =
                acting(
                        procurator,
                        () ->
                                circumstances.convicted(
                                        procurator,
                                        subject,
                                        clock.instant().minusSeconds(60),
                                        Stated.of("Court, No. 1")));
        assertThat(convicted(subject)).isEqualTo(qorgan.policy.norm.Truth.TRUE);
        acting(
                procurator,
                () -> circumstances.end(procurator, ((CircumstanceEntered.Taken) stated).id()));
        assertThat(convicted(subject)).isEqualTo(qorgan.policy.norm.Truth.FALSE);

        var placed = arrested(CustodyCast.iin());
        var intake = cast.intake();
        acting(
                intake,
                () ->
                        register.place(
                                intake,
                                CustodyCast.placement(
                                        placed,
                                        remandOfAstana,
                                        clock.instant(),
                                        Basis.JUDGMENT_IN_FORCE)));
        assertThat(acting(duty, () -> reading.read(duty, placed, null)).convicted())
                .isEqualTo(qorgan.policy.norm.Truth.TRUE);
    }

    @Test
    void a_restriction_between_decision_and_delivery_wins() {
        var iin = CustodyCast.iin();
        var subject = arrested(iin);
        var slip = proven(Enquiries.about(iin, ASKED));
        given(slip);
        var duty = cast.duty("w-answer-clock");
        var request =
                acting(
                        duty,
                        () ->
                                requests.reveal(
                                                duty,
                                                slip.request(),
                                                qorgan.vault.audit.EntryKind.DUTY,
                                                "answer",
                                                List.of())
                                        .orElseThrow());
        var sheet = acting(duty, () -> gathering.gather(duty, request, subject));
        var now = clock.instant();
        var ruled = norms.decide(sheet.facts(now, now, List.of()), sheet.person().sources());
        assertThat(ruled.released()).contains(WHEREABOUTS);
        assertThat(ruled.record()).contains("\"sources\"").contains("D.birth_date/");
        restricted(subject, complete("safety"), Duration.ofHours(2));

        var delivered =
                acting(
                        duty,
                        () ->
                                deliveries.deliver(
                                        sheet,
                                        ruled,
                                        new byte[] {1},
                                        List.of(),
                                        List.of(),
                                        new java.util.TreeMap<Field, Ground>(),
                                        Language.EN,
                                        lines -> List.of()));

        assertThat(delivered).isEmpty();
    }

    private qorgan.policy.norm.Truth convicted(SubjectId subject) {
        var duty = cast.duty("test");
        return acting(duty, () -> reading.read(duty, subject, null)).convicted();
    }

    private List<java.util.UUID> casesOf(Slip slip) {
        return inTransaction(
                () ->
                        jdbc.sql(
                                        """
                                        select c.case_id from audit_case c join audit_entry e using (entry_id)
                                        where e.request_id = ?
                                        """)
                                .param(slip.request().value())
                                .query(java.util.UUID.class)
                                .list());
    }

    private CircumstanceEntered witness(Actor outsider, CircumstanceId id) {
        return acting(outsider, () -> circumstances.witness(outsider, id));
    }

    private CircumstanceId objected(SubjectId subject, String name, String document) {
        var intake = cast.intake();
        var stated =
                acting(
                        intake,
                        () ->
                                circumstances.object(
                                        intake,
                                        subject,
                                        new Objection(Stated.of(name), null, Stated.of(document))));
        return ((CircumstanceEntered.Taken) stated).id();
    }

    private void claims(SubjectId subject, boolean claims) {
        var intake = cast.intake();
        clock.advance(Duration.ofSeconds(1));
        assertThat(
                        acting(
                                intake,
                                () ->
                                        circumstances.asylum(
                                                intake, subject, new AsylumAnswer(claims, null))))
                .isInstanceOf(CircumstanceEntered.Taken.class);
    }

    private CircumstanceId restricted(SubjectId subject, Restriction restriction, Duration length) {
        var procurator = cast.procuratorOfAlmaty();
        var from = clock.instant();
        var taken =
                restrict(
                        procurator,
                        subject,
                        new Circumstances.Period(from, from.plus(length)),
                        restriction);
        return ((CircumstanceEntered.Taken) taken).id();
    }

    private CircumstanceEntered restrict(
            Actor procurator,
            SubjectId subject,
            Circumstances.Period period,
            Restriction restriction) {
        return acting(
                procurator, () -> circumstances.restrict(procurator, subject, period, restriction));
    }

    private static Restriction complete(String ground) {
        return of(Set.of(WHEREABOUTS.code()), ground);
    }

    private static Restriction of(Set<String> fields, String ground) {
        return new Restriction(
                fields,
                Stated.of("procurator"),
                Stated.of("Procurator A."),
                Stated.of("Act, article 1"),
                Stated.of("because"),
                Stated.of(ground),
                Stated.of("Court of Almaty, No. 7"));
    }

    private static Actor silver(Actor actor) {
        return new Actor(
                actor.id(),
                actor.realm(),
                actor.roles(),
                actor.office(),
                actor.operator(),
                actor.region(),
                Assurance.SILVER,
                actor.channel());
    }

    private static List<String> codes(Answer.Given answer) {
        return answer.released().stream().map(line -> line.field().code()).toList();
    }

    /// The inner grounds, as the official who signs the refusal reads them.
    private Map<Field, String> withheld(Slip slip) {
        given(slip);
        var officer = cast.standingOfficer();
        var task =
                acting(officer, () -> refusals.waiting(officer)).stream()
                        .filter(open -> open.request().equals(slip.request()))
                        .findFirst()
                        .orElseThrow();
        return acting(officer, () -> refusals.open(officer, task.refusal())).orElseThrow();
    }

    private static Enquiry by(Asker asker, String iin) {
        return new Enquiry(
                asker,
                Relation.RELATIVE,
                new Sought.ByIin(iin, false),
                Purpose.WHEREABOUTS,
                ASKED,
                Contact.email("aigul@example.org"),
                Language.KK);
    }

    private Slip provenConsul(String iin, String state) {
        var slip =
                asked(
                        new Enquiry(
                                new Asker("Consul", "CD 1", "consul"),
                                Relation.CONSULAR,
                                new Sought.ByIin(iin, false),
                                Purpose.WHEREABOUTS,
                                ASKED,
                                Contact.email("consul@example.org"),
                                Language.EN));
        var officer = cast.standingOfficer();
        var seen = Set.of(EvidenceKind.ACCREDITATION, EvidenceKind.NATIONALITY_OF_PERSON);
        assertThat(
                        acting(
                                officer,
                                () ->
                                        standings.prove(
                                                officer, slip.request(), new Evidence(seen, ""))))
                .isInstanceOf(Proof.Insufficient.class);
        assertThat(
                        acting(
                                officer,
                                () ->
                                        standings.prove(
                                                officer,
                                                slip.request(),
                                                new Evidence(seen, "", state))))
                .isInstanceOf(Proof.Proven.class);
        return slip;
    }

    private SubjectId arrested(String iin, LocalDate born, Map<Field, Stated<String>> details) {
        var intake = cast.intake();
        var noon = clock.instant().minus(Duration.ofMinutes(40));
        var subject =
                acting(
                        intake,
                        () ->
                                CustodyCast.taken(
                                        register.arrest(
                                                intake,
                                                CustodyCast.arrest(
                                                        new Person.AsStated(
                                                                new NewSubject(
                                                                        StatedIin.of(iin),
                                                                        List.of(
                                                                                PersonName.of(
                                                                                        "Сейітов"
                                                                                                + CustodyCast
                                                                                                        .letters(),
                                                                                        "Арман",
                                                                                        null)),
                                                                        Stated.of(born),
                                                                        details)),
                                                        noon))));
        acting(
                intake,
                () ->
                        register.place(
                                intake,
                                CustodyCast.placement(
                                        subject,
                                        holding,
                                        noon.plusSeconds(1200),
                                        Basis.ARREST_RECORD)));
        return subject;
    }
}
