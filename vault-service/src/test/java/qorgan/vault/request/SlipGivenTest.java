package qorgan.vault.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;

/// Step 1 of the way of a request: an enquiry is written and gives a slip.
class SlipGivenTest extends ServiceTest {

    @Autowired Requests requests;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    @Test
    void asking_gives_a_number_a_secret_and_a_promise() {
        var slip = ask(cast.aigul(), Enquiries.about("990101300017"));

        assertThat(slip.number()).matches("Q-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}");
        assertThat(slip.secret().replace("-", "")).hasSize(28);
        assertThat(slip.promisedBy()).isAfter(slip.at());
        assertThat(slip.promise()).contains(slip.number()).doesNotContain(slip.secret());
    }

    @Test
    void slips_for_anybody_have_one_shape_and_their_rows_one_size() {
        var slips =
                List.of(
                        ask(cast.aigul(), Enquiries.about("990101300017")),
                        ask(cast.aigul(), Enquiries.about("Ә", "Б", LocalDate.of(1990, 1, 1))),
                        ask(
                                cast.aigul(),
                                Enquiries.enquiry(
                                        new Sought.Described("ә".repeat(1500)),
                                        java.util.Set.of())));

        assertThat(slips.stream().map(slip -> slip.number().length()).distinct()).hasSize(1);
        assertThat(slips.stream().map(slip -> slip.secret().length()).distinct()).hasSize(1);
        assertThat(slips.stream().map(slip -> slip.promise().length()).distinct()).hasSize(1);
        assertThat(slips.stream().map(this::rowSize).distinct()).hasSize(1);
    }

    @Test
    void the_secret_is_nowhere_in_the_row() {
        var slip = ask(cast.aigul(), Enquiries.about("990101300017"));
        var row =
                acting(
                        cast.duty("test"),
                        () ->
                                jdbc.sql(
                                                """
                                                select r::text from request_request r
                                                where request_id = ?
                                                """)
                                        .param(slip.request().value())
                                        .query(String.class)
                                        .single());
        var hex =
                java.util.HexFormat.of().formatHex(slip.secret().getBytes(StandardCharsets.UTF_8));
        assertThat(row).doesNotContain(slip.secret()).doesNotContain(hex);
    }

    @Test
    void a_slip_is_read_by_its_secret_or_by_its_owner_and_by_nobody_else() {
        var slip = ask(cast.aigul(), Enquiries.about("990101300017"));

        assertThat(acting(cast.aigul(), () -> requests.look(cast.aigul(), slip.request())))
                .isInstanceOf(Progress.AwaitingStanding.class);
        assertThat(acting(cast.stranger(), () -> requests.look(slip.number(), slip.secret())))
                .isInstanceOf(Progress.AwaitingStanding.class);
    }

    @Test
    void not_yours_and_no_such_slip_are_one_answer() {
        var slip = ask(cast.aigul(), Enquiries.about("990101300017"));
        var stranger = cast.stranger();

        var notTheirs = acting(stranger, () -> requests.look(stranger, slip.request()));
        var none = acting(stranger, () -> requests.look(stranger, RequestId.random()));
        var wrongSecret = acting(stranger, () -> requests.look(slip.number(), "AAAA"));
        var wrongNumber = acting(stranger, () -> requests.look("Q-2222-2222-2222", slip.secret()));

        assertThat(List.of(notTheirs, none, wrongSecret, wrongNumber))
                .containsOnly(new Progress.NotYours());
    }

    @Test
    void a_clerk_asks_for_somebody_without_account() {
        var slip = ask(cast.clerk(), Enquiries.about("990101300017"));

        assertThat(acting(cast.clerk(), () -> requests.look(cast.clerk(), slip.request())))
                .isInstanceOf(Progress.AwaitingStanding.class);
        assertThat(acting(cast.aigul(), () -> requests.mine(cast.aigul())))
                .noneMatch(mine -> mine.request().equals(slip.request()));
    }

    private Slip ask(Actor actor, Enquiry enquiry) {
        return acting(actor, () -> requests.ask(actor, enquiry));
    }

    private int rowSize(Slip slip) {
        return acting(
                cast.duty("test"),
                () ->
                        jdbc.sql(
                                        """
                                        select octet_length(identity) + octet_length(contact)
                                            + octet_length(terms) + octet_length(sought)
                                        from request_request where request_id = ?
                                        """)
                                .param(slip.request().value())
                                .query(Integer.class)
                                .single());
    }

    private <T> T acting(Actor actor, Supplier<T> work) {
        return Acting.as(actor, () -> transaction.execute(_ -> work.get()));
    }
}
