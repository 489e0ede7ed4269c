package qorgan.vault.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static qorgan.vault.register.CustodyCast.taken;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.vault.identity.Acting;
import qorgan.vault.subject.Stated;

/// What stands in the tables, and who may not change it.
class RegisterRowsTest extends RegisterFixture {
    @Test
    void an_entry_changed_in_the_database_is_not_used_for_an_answer() {
        var subject = placed();
        asOwner(
                "update register_event set facility_id = '"
                        + remand.id()
                        + "' where subject_id = '"
                        + subject
                        + "' and kind = 'placement'");
        assertThat(Acting.as(intake, () -> register.whereabouts(subject)))
                .doesNotContainKey(Custody.WHEREABOUTS)
                .containsKey(Custody.DEPRIVATION_DATETIME);
    }

    @Test
    void the_running_service_may_neither_change_nor_remove_an_entry() {
        var subject = placed();
        for (var statement :
                List.of(
                        "update register_event set kind = 'health' where subject_id = ?",
                        "delete from register_event where subject_id = ?",
                        "update register_value set gap = true where event_id in (select event_id from register_event where subject_id = ?)",
                        "delete from register_value where event_id in (select event_id from register_event where subject_id = ?)")) {
            assertThatThrownBy(
                            () ->
                                    Acting.as(
                                            intake,
                                            () ->
                                                    new TransactionTemplate(transactions)
                                                            .executeWithoutResult(
                                                                    _ ->
                                                                            jdbc.update(
                                                                                    statement,
                                                                                    subject
                                                                                            .value()))))
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void clear_columns_hold_no_stated_value() {
        var marker = "МАРКЕР" + CustodyCast.letters();
        var stated =
                new Fact.Arrest(
                        new Person.AsStated(CustodyCast.somebody()),
                        Stated.of(noon),
                        Stated.of(marker),
                        Stated.of(marker),
                        Stated.of(marker),
                        Stated.of(marker),
                        Stated.of(marker),
                        null,
                        Stated.of(marker),
                        Map.of());
        var subject = Acting.as(intake, () -> taken(register.arrest(intake, stated)));
        var rows =
                Acting.as(
                        intake,
                        () ->
                                new TransactionTemplate(transactions)
                                        .execute(
                                                _ ->
                                                        jdbc.queryForList(
                                                                        """
                                                                        select row_to_json(e)::text || coalesce(v.text, '') from register_event e
                                                                        left join (select event_id, string_agg(row_to_json(w)::text || encode(w.sealed, 'escape'), '') as text
                                                                                   from register_value w group by event_id) v using (event_id)
                                                                        where e.subject_id = ?
                                                                        """,
                                                                        String.class,
                                                                        subject.value())
                                                                .toString()));
        assertThat(rows).isNotEmpty().doesNotContain(marker);
    }

    private void asOwner(String statement) {
        CustodyCast.asOwner(statement);
    }
}
