package qorgan.vault.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Forbidden;
import qorgan.vault.identity.Role;

/// Step 2 of the way of a request: another officer records standing by evidence seen.
class StandingProvenTest extends ServiceTest {

    @Autowired Requests requests;
    @Autowired Standings standings;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    @Test
    void every_proof_of_the_claimed_relation_is_needed() {
        var slip = ask(cast.aigul());
        var officer = cast.standingOfficer();

        var little =
                acting(
                        officer,
                        () ->
                                standings.prove(
                                        officer,
                                        slip.request(),
                                        new Evidence(Set.of(EvidenceKind.IDENTITY_DOCUMENT), "")));
        assertThat(little)
                .isEqualTo(
                        new Proof.Insufficient(
                                java.util.List.of(
                                        Set.of(
                                                EvidenceKind.KINSHIP_RECORD,
                                                EvidenceKind.TWO_WITNESSES))));

        assertThat(prove(officer, slip)).isInstanceOf(Proof.Proven.class);
        assertThat(acting(cast.aigul(), () -> requests.look(cast.aigul(), slip.request())))
                .isInstanceOf(Progress.StandingProven.class);
    }

    @Test
    void who_took_the_request_cannot_prove_its_standing() {
        var both = Cast.official("clerk", Cast.RECEPTION_ALMATY, Role.CLERK, Role.STANDING_OFFICER);
        var slip = ask(both);

        assertThat(prove(both, slip)).isEqualTo(new Proof.TakenBySameOfficer());
        assertThat(acting(both, () -> standings.open(both, slip.request()))).isEmpty();
    }

    @Test
    void postgresql_refuses_the_same_officer_too() {
        var slip = ask(cast.clerk());
        assertThatThrownBy(
                        () ->
                                acting(
                                        cast.duty("test"),
                                        () ->
                                                transaction.execute(
                                                        _ ->
                                                                jdbc.sql(
                                                                                """
                                                                                insert into request_standing
                                                                                select region, office, request_id, taken_by, taken_by,
                                                                                    'proven', ''::bytea, received_at
                                                                                from request_request where request_id = ?
                                                                                """)
                                                                        .param(
                                                                                slip.request()
                                                                                        .value())
                                                                        .update())))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("request_standing_another_officer");
    }

    @Test
    void an_officer_of_another_office_sees_nothing_to_prove() {
        var slip = ask(cast.aigul());
        var elsewhere = Cast.official("elsewhere", Cast.POLICE_ALMATY, Role.STANDING_OFFICER);
        assertThat(prove(elsewhere, slip)).isEqualTo(new Proof.NotYours());
        assertThat(
                        prove(
                                elsewhere,
                                new Slip(
                                        RequestId.random(),
                                        "",
                                        "",
                                        slip.at(),
                                        slip.promisedBy(),
                                        "",
                                        slip.language())))
                .isEqualTo(new Proof.NotYours());
    }

    @Test
    void proving_needs_the_standing_officers_permission() {
        var slip = ask(cast.aigul());
        assertThatThrownBy(() -> prove(cast.custody(), slip)).isInstanceOf(Forbidden.class);
    }

    @Test
    void a_standing_is_decided_once() {
        var slip = ask(cast.aigul());
        var officer = cast.standingOfficer();
        prove(officer, slip);
        assertThat(prove(officer, slip)).isInstanceOf(Proof.AlreadyDecided.class);
    }

    private Slip ask(Actor actor) {
        return acting(actor, () -> requests.ask(actor, Enquiries.about("990101300017")));
    }

    private Proof prove(Actor officer, Slip slip) {
        return acting(officer, () -> standings.prove(officer, slip.request(), Enquiries.kinship()));
    }

    private static <T> T acting(Actor actor, Supplier<T> work) {
        return Acting.as(actor, work);
    }
}
