package qorgan.vault.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.ClaimAccessor;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;

class RegisterOfOfficialsTest extends ServiceTest {
    @Autowired Officials officials;
    @Autowired Assignments assignments;
    @Autowired Founding founding;
    @Autowired SignIns signIns;
    @Autowired JdbcClient sql;

    @Test
    void an_entry_has_no_effect_before_a_second_office_confirms_it() {
        var entered = newOfficial(Role.INVESTIGATOR);
        officials.enter(cast.registrarOfPolice(), entered);
        assertThat(officials.find(entered.id())).isEmpty();
        assertThat(signedIn(entered).roles()).isEmpty();

        assertThat(officials.confirm(cast.registrarOfPolice(), entered.id()))
                .isInstanceOf(Confirmation.SamePerson.class);
        assertThat(
                        officials.confirm(
                                Cast.official("other-registrar", Cast.POLICE_ALMATY, Role.OPERATOR),
                                entered.id()))
                .isInstanceOf(Confirmation.SameOffice.class);
        assertThat(officials.confirm(cast.registrarOfProcuracy(), entered.id()))
                .isInstanceOf(Confirmation.Confirmed.class);
        assertThat(officials.confirm(cast.registrarOfProcuracy(), entered.id()))
                .isInstanceOf(Confirmation.AlreadyConfirmed.class);

        assertThat(officials.find(entered.id())).contains(entered);
        assertThat(signedIn(entered).roles()).containsExactly(Role.INVESTIGATOR);
        assertThat(signedIn(entered).office()).isEqualTo(Cast.POLICE_ALMATY.id());
    }

    @Test
    void a_tokens_role_alone_makes_nobody() {
        var stranger = claims(UUID.randomUUID(), "procurator");
        var actor = signIns.actor(Realm.OFFICIALS, stranger, Channel.API);
        assertThat(actor.roles()).isEmpty();
        assertThat(actor.office()).isNull();
    }

    @Test
    void the_registers_role_alone_makes_nobody() {
        var actor =
                signIns.actor(
                        Realm.OFFICIALS,
                        claims(Cast.id("procurator-almaty").value(), "clerk"),
                        Channel.API);
        assertThat(actor.roles()).isEmpty();
    }

    @Test
    void the_public_realm_gives_no_officials_role() {
        var actor =
                signIns.actor(
                        Realm.PUBLIC,
                        claims(Cast.id("procurator-almaty").value(), "procurator"),
                        Channel.API);
        assertThat(actor.roles()).isEmpty();
    }

    @Test
    void the_end_of_service_works_at_once() {
        var entered = newOfficial(Role.DOCTOR);
        officials.enter(cast.registrarOfPolice(), entered);
        officials.confirm(cast.registrarOfProcuracy(), entered.id());
        assertThat(officials.end(cast.registrarOfPolice(), entered.id())).isTrue();
        assertThat(officials.find(entered.id())).isEmpty();
    }

    @Test
    void the_table_itself_refuses_a_self_confirmation() {
        var entered = newOfficial(Role.DOCTOR);
        officials.enter(cast.registrarOfPolice(), entered);
        assertThatThrownBy(
                        () ->
                                sql.sql(
                                                """
                                                update identity_official set confirmed_by = entered_by,
                                                    confirmed_office = entered_office, confirmed_at = now()
                                                where official_id = ?
                                                """)
                                        .param(entered.id().value())
                                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void the_running_service_can_neither_change_nor_delete_an_entry() {
        assertThatThrownBy(() -> sql.sql("delete from identity_official").update())
                .isInstanceOf(BadSqlGrammarException.class);
        assertThatThrownBy(
                        () ->
                                sql.sql("update identity_official set roles = '{procurator}'")
                                        .update())
                .isInstanceOf(BadSqlGrammarException.class);
    }

    @Test
    void an_assignment_counts_from_its_confirmation_until_its_end() {
        var theCase = new Target.ToCase(new CaseId(UUID.randomUUID()));
        var investigator = cast.investigator().id();
        var now = clock.instant();
        var id =
                assignments.enter(
                        cast.registrarOfPolice(),
                        investigator,
                        theCase,
                        new Window(now, now.plus(Duration.ofDays(2))));
        assertThat(assignments.isAssigned(investigator, theCase)).isFalse();
        assignments.confirm(cast.registrarOfProcuracy(), id);
        assertThat(assignments.isAssigned(investigator, theCase)).isTrue();
        assertThat(assignments.assignedTo(theCase)).containsExactly(investigator);
        clock.advance(Duration.ofDays(2));
        assertThat(assignments.isAssigned(investigator, theCase)).isFalse();
    }

    @Test
    void there_is_no_second_founding() {
        assertThat(founding.found(Cast.charter())).isFalse();
    }

    @Test
    void every_entry_and_confirmation_has_its_leaf() {
        var entered = newOfficial(Role.DOCTOR);
        officials.enter(cast.registrarOfPolice(), entered);
        officials.confirm(cast.registrarOfProcuracy(), entered.id());
        assertThat(
                        sql.sql("select count(*) from audit_leaf where row_id = ?")
                                .param(entered.id().value())
                                .query(Long.class)
                                .single())
                .isEqualTo(2);
    }

    private Official newOfficial(Role role) {
        var id = UUID.randomUUID();
        var now = Instant.parse("2026-01-01T00:00:00Z");
        return new Official(
                new ActorId(id),
                UUID.randomUUID(),
                Cast.POLICE_ALMATY.id(),
                Cast.ALMATY,
                Set.of(role),
                "Official",
                id.toString(),
                new Window(now, now.plus(Duration.ofDays(3650))));
    }

    private Actor signedIn(Official official) {
        return signIns.actor(
                Realm.OFFICIALS,
                claims(official.subject(), official.roles().iterator().next().code()),
                Channel.API);
    }

    private static ClaimAccessor claims(UUID subject, String role) {
        Map<String, Object> claims =
                Map.of(
                        "sub", subject.toString(),
                        "realm_access", Map.of("roles", java.util.List.of(role)));
        return () -> claims;
    }
}
