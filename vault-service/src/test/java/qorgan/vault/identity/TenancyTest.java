package qorgan.vault.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;

class TenancyTest extends ServiceTest {
    @Autowired JdbcClient sql;
    @Autowired TransactionTemplate transaction;

    @Test
    void the_service_runs_as_a_role_that_owns_nothing() {
        assertThat(sql.sql("select current_user").query(String.class).single())
                .isEqualTo("qorgan_app");
        assertThat(
                        sql.sql("select count(*) from pg_tables where tableowner = 'qorgan_app'")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void nobody_sees_nothing() {
        assertThat(seesUnnamed(Cast.POLICE_ALMATY)).isFalse();
    }

    @Test
    void a_shelters_rows_are_invisible_to_every_custody_office() {
        assertThat(sees(cast.custody(), Cast.SHELTER_ALMATY)).isFalse();
        assertThat(sees(cast.intake(), Cast.SHELTER_ALMATY)).isFalse();
        assertThat(sees(cast.procuratorOfAlmaty(), Cast.SHELTER_ALMATY)).isFalse();
        assertThat(sees(cast.aigul(), Cast.SHELTER_ALMATY)).isFalse();
        assertThat(sees(cast.shelterWorker(), Cast.SHELTER_ALMATY)).isTrue();
        assertThat(sees(cast.subject("victim"), Cast.SHELTER_ALMATY)).isTrue();
    }

    @Test
    void custody_offices_see_each_others_rows_and_a_shelter_does_not() {
        assertThat(sees(cast.custody(), Cast.POLICE_ALMATY)).isTrue();
        assertThat(sees(cast.shelterWorker(), Cast.POLICE_ALMATY)).isFalse();
    }

    @Test
    void acting_inside_an_open_transaction_is_put_back_afterwards() {
        var seen =
                Acting.as(
                        cast.custody(),
                        () ->
                                transaction.execute(
                                        status -> {
                                            var inside =
                                                    Acting.as(
                                                            cast.duty("test"),
                                                            () -> ask(Cast.SHELTER_ALMATY));
                                            return new boolean[] {inside, ask(Cast.SHELTER_ALMATY)};
                                        }));
        assertThat(seen).containsExactly(true, false);
    }

    private boolean sees(Actor actor, Office office) {
        return Acting.as(actor, () -> seesUnnamed(office));
    }

    private boolean seesUnnamed(Office office) {
        return Boolean.TRUE.equals(transaction.execute(status -> ask(office)));
    }

    private boolean ask(Office office) {
        return sql.sql("select qorgan_sees(?)")
                .param(office.id().value())
                .query(Boolean.class)
                .single();
    }
}
