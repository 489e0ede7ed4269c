package qorgan.vault.register;

import static org.assertj.core.api.Assertions.assertThat;
import static qorgan.vault.register.CustodyCast.arrest;
import static qorgan.vault.register.CustodyCast.transfer;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import qorgan.vault.identity.Acting;

/// Two officers with the same fact at the same moment.
class TwoOfficersTest extends RegisterFixture {
    @Test
    void of_two_officers_registering_one_transfer_one_wins_and_the_other_is_told()
            throws Exception {
        var subject = placed();
        var first = cast.custody();
        var second = cast.custodyOfAstana();
        var barrier = new CyclicBarrier(2);
        Callable<Recorded> one =
                () -> {
                    barrier.await();
                    return Acting.as(
                            first,
                            () ->
                                    register.transfer(
                                            first,
                                            transfer(
                                                    subject,
                                                    holding,
                                                    remandOfAstana,
                                                    noon.plusSeconds(1200),
                                                    false)));
                };
        Callable<Recorded> other =
                () -> {
                    barrier.await();
                    return Acting.as(
                            second,
                            () ->
                                    register.transfer(
                                            second,
                                            transfer(
                                                    subject,
                                                    holding,
                                                    remandOfAstana,
                                                    noon.plusSeconds(1380),
                                                    false)));
                };
        try (var threads = Executors.newFixedThreadPool(2)) {
            var outcomes =
                    threads.invokeAll(List.of(one, other)).stream()
                            .map(
                                    future -> {
                                        try {
                                            return future.get();
                                        } catch (java.util.concurrent.ExecutionException
                                                | InterruptedException e) {
                                            throw new AssertionError(e);
                                        }
                                    })
                            .toList();
            assertThat(outcomes).hasAtLeastOneElementOfType(Recorded.Taken.class);
            assertThat(outcomes).hasAtLeastOneElementOfType(Recorded.AlreadyRegistered.class);
        }
        assertThat(Acting.as(first, () -> register.lines(first, subject)))
                .filteredOn(line -> line.kind() == EventKind.TRANSFER)
                .hasSize(1);
    }

    @Test
    void two_officers_registering_one_arrest_by_number_make_one_person() throws Exception {
        var iin = CustodyCast.iin();
        var barrier = new CyclicBarrier(2);
        Callable<Recorded> act =
                () -> {
                    barrier.await();
                    return Acting.as(
                            intake,
                            () ->
                                    register.arrest(
                                            intake,
                                            arrest(
                                                    new Person.AsStated(
                                                            CustodyCast.withNumber(iin)),
                                                    noon)));
                };
        try (var threads = Executors.newFixedThreadPool(2)) {
            var futures = threads.invokeAll(List.of(act, act));
            var outcomes = List.of(futures.get(0).get(), futures.get(1).get());
            assertThat(outcomes).hasAtLeastOneElementOfType(Recorded.Taken.class);
            assertThat(outcomes).hasAtLeastOneElementOfType(Recorded.AlreadyRegistered.class);
        }
    }
}
