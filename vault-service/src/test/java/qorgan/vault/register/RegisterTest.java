package qorgan.vault.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static qorgan.vault.register.CustodyCast.arrest;
import static qorgan.vault.register.CustodyCast.placement;
import static qorgan.vault.register.CustodyCast.taken;
import static qorgan.vault.register.CustodyCast.transfer;

import java.util.Map;
import org.junit.jupiter.api.Test;
import qorgan.vault.Cast;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Forbidden;
import qorgan.vault.subject.Fault;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.Warning;

/// Entries, corrections, and what the register then says.
class RegisterTest extends RegisterFixture {
    @Test
    void an_arrest_and_its_placement_give_the_whereabouts_facts() {
        var subject = placed();

        var file = Acting.as(intake, () -> register.file(subject));

        assertThat(file.values().keySet())
                .contains(
                        Custody.STATUS,
                        Custody.DEPRIVATION_DATETIME,
                        Custody.DEPRIVATION_PLACE,
                        Custody.ORDERING_AUTHORITY,
                        Custody.WHEREABOUTS,
                        Custody.ADMISSION_DATETIME,
                        Custody.HEALTH_STATE);
        assertThat(file.gaps()).isEmpty();
        assertThat(file.broken()).isEmpty();
        assertThat(file.notHappened())
                .contains(
                        Custody.RELEASE_DATETIME,
                        Custody.TRANSFER_DESTINATION,
                        Custody.DEATH_CAUSE);
        assertThat(Wording.in("ru", opened(subject, Custody.WHEREABOUTS)))
                .isEqualTo("учреждение, улица 1");
        assertThat(opened(subject, Custody.DEPRIVATION_DATETIME)).isEqualTo(noon.toString());
    }

    @Test
    void a_person_whose_identity_is_not_established_is_registered() {
        var recorded =
                Acting.as(
                        intake,
                        () ->
                                register.arrest(
                                        intake,
                                        arrest(
                                                new Person.AsStated(
                                                        NewSubject.identityNotEstablished()),
                                                noon)));
        assertThat(((Recorded.Taken) recorded).warnings())
                .containsExactly(Warning.IDENTITY_NOT_ESTABLISHED);
    }

    @Test
    void a_wrong_check_digit_names_the_field_and_can_be_taken_as_stated() {
        var refused =
                Acting.as(
                        intake,
                        () ->
                                register.arrest(
                                        intake,
                                        arrest(
                                                new Person.AsStated(
                                                        CustodyCast.withNumber("991332123456")),
                                                noon)));
        assertThat(refused).isEqualTo(new Recorded.Refused("person.iin", Fault.IIN_CHECK_DIGIT));
    }

    @Test
    void a_correction_supersedes_and_the_first_entry_stays() {
        var subject = placed();
        var lines = Acting.as(intake, () -> register.lines(intake, subject));
        var wrong =
                lines.stream().filter(line -> line.kind() == EventKind.PLACEMENT).findFirst().get();

        var corrected =
                Acting.as(
                        intake,
                        () ->
                                register.supersede(
                                        intake,
                                        wrong.event(),
                                        placement(
                                                subject,
                                                holding,
                                                noon.plusSeconds(960),
                                                Basis.ARREST_RECORD),
                                        Stated.of("минут қате")));
        var again =
                Acting.as(
                        intake,
                        () ->
                                register.supersede(
                                        intake,
                                        wrong.event(),
                                        placement(
                                                subject,
                                                holding,
                                                noon.plusSeconds(970),
                                                Basis.ARREST_RECORD),
                                        Stated.of("тағы")));

        assertThat(corrected).isInstanceOf(Recorded.Taken.class);
        assertThat(again).isInstanceOf(Recorded.AlreadyRegistered.class);
        assertThat(Acting.as(intake, () -> register.lines(intake, subject)))
                .filteredOn(line -> line.kind() == EventKind.PLACEMENT)
                .hasSize(2);
        assertThat(opened(subject, Custody.ADMISSION_DATETIME))
                .isEqualTo(noon.plusSeconds(960).toString());
    }

    @Test
    void a_placement_entered_late_stands_where_it_belongs() {
        var subject = arrested();
        Acting.as(
                intake,
                () ->
                        register.place(
                                intake,
                                placement(
                                        subject,
                                        remand,
                                        noon.plusSeconds(1800),
                                        Basis.JUDGE_DECISION)));
        Acting.as(
                intake,
                () ->
                        register.place(
                                intake,
                                placement(
                                        subject,
                                        holding,
                                        noon.plusSeconds(600),
                                        Basis.ARREST_RECORD)));
        assertThat(opened(subject, Custody.ADMISSION_DATETIME))
                .isEqualTo(noon.plusSeconds(1800).toString());
        assertThat(Acting.as(intake, () -> facilities.occupants(intake, remand.id())))
                .contains(subject);
    }

    @Test
    void the_region_of_registration_leads_after_a_transfer_elsewhere() {
        var subject = placed();
        var custody = cast.custodyOfAstana();
        Acting.as(
                custody,
                () ->
                        register.transfer(
                                custody,
                                transfer(
                                        subject,
                                        holding,
                                        remandOfAstana,
                                        noon.plusSeconds(1200),
                                        false)));
        assertThat(Acting.as(custody, () -> register.whereabouts(subject)).values())
                .allSatisfy(value -> assertThat(value.place().region()).isEqualTo(Cast.ALMATY));
        assertThat(Acting.as(custody, () -> facilities.headCounts(custody)))
                .containsKey(remandOfAstana.id());
    }

    @Test
    void what_happened_without_a_value_is_a_gap_and_may_be_explained() {
        var bare =
                new Fact.Arrest(
                        new Person.AsStated(NewSubject.identityNotEstablished()),
                        Stated.of(noon),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of(Custody.ORDERING_AUTHORITY, Stated.of("әлі белгісіз")));
        var subject = Acting.as(intake, () -> taken(register.arrest(intake, bare)));

        var file = Acting.as(intake, () -> register.file(subject));

        assertThat(file.gaps())
                .containsExactlyInAnyOrder(
                        Custody.DEPRIVATION_PLACE,
                        Custody.ORDERING_AUTHORITY,
                        Custody.SUPERVISING_AUTHORITY);
        assertThat(file.explained()).containsOnlyKeys(Custody.ORDERING_AUTHORITY);
        var completeness = Acting.as(intake, () -> register.completeness(intake, subject));
        assertThat(completeness.groups())
                .containsEntry(RegisterGroup.A_IDENTITY, Completeness.State.HELD)
                .containsEntry(RegisterGroup.B_DEPRIVATION, Completeness.State.MISSING)
                .containsEntry(RegisterGroup.C_AUTHORITY_AND_GROUNDS, Completeness.State.EXPLAINED)
                .containsEntry(RegisterGroup.G_DEATH, Completeness.State.NOT_HAPPENED);
    }

    @Test
    void custody_does_not_register_what_only_its_role_may_not() {
        var doctor = cast.doctor();
        assertThatThrownBy(
                        () ->
                                Acting.as(
                                        doctor,
                                        () ->
                                                register.arrest(
                                                        doctor,
                                                        arrest(
                                                                new Person.AsStated(
                                                                        CustodyCast.somebody()),
                                                                noon))))
                .isInstanceOf(Forbidden.class);
    }
}
