package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Codec;
import qorgan.keys.Field;
import qorgan.keys.Place;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.keys.WarrantRefused;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;

class AccessLogTest extends ServiceTest {
    private static final Field WHEREABOUTS = new Field("W.whereabouts");

    @Autowired AccessLog accessLog;
    @Autowired Entries entries;
    @Autowired Outcomes outcomes;
    @Autowired Leaves leaves;
    @Autowired Vault vault;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;

    private final SubjectId arman = SubjectId.random();

    @Test
    void what_is_sealed_under_a_deposit_opens_under_a_warrant_once() {
        var intake = cast.intake();
        var place = new Place(Cast.ALMATY, arman, WHEREABOUTS, UUID.randomUUID(), 0);
        var sealed =
                Acting.as(
                        intake,
                        () -> {
                            var deposit =
                                    accessLog.deposit(
                                            intake,
                                            arman,
                                            Set.of(WHEREABOUTS),
                                            "custody",
                                            "icpped-17-3");
                            return vault.seal(deposit, place, "cell seven", Codec.TEXT);
                        });
        var committed = Acting.as(intake, () -> accessLog.open(intake, access(arman)));
        try (var opening = vault.open(committed.warrant());
                var plain = opening.plain(sealed, place, Codec.TEXT)) {
            assertThat(plain.value()).isEqualTo("cell seven");
        }
        assertThatThrownBy(() -> vault.open(committed.warrant()))
                .isInstanceOf(WarrantRefused.class);
    }

    @Test
    void an_entry_is_committed_although_the_caller_rolls_back() {
        var intake = cast.intake();
        var committed =
                Acting.as(
                        intake,
                        () ->
                                new TransactionTemplate(transactions)
                                        .execute(
                                                status -> {
                                                    status.setRollbackOnly();
                                                    return accessLog.open(intake, access(arman));
                                                }));
        assertThat(Acting.as(intake, () -> inTransaction(() -> entries.find(committed.entry()))))
                .isPresent();
    }

    @Test
    void an_entry_matches_its_leaf_when_it_is_read_again() {
        var intake = cast.intake();
        Acting.as(
                intake,
                () -> {
                    var entry = accessLog.open(intake, access(arman)).entry();
                    var row = inTransaction(() -> entries.find(entry)).orElseThrow();
                    assertThat(leaves.matches(LeafKind.ACCESS, entry.value(), 0, row.content()))
                            .isTrue();
                });
    }

    @Test
    void an_entry_ends_once() {
        var intake = cast.intake();
        Acting.as(
                intake,
                () -> {
                    var entry = accessLog.open(intake, access(arman)).entry();
                    accessLog.outcome(entry, Outcome.DELIVERED);
                    accessLog.outcome(entry, Outcome.DELIVERED);
                    assertThatThrownBy(() -> accessLog.outcome(entry, Outcome.VOID))
                            .isInstanceOf(IllegalStateException.class);
                    assertThat(outcomes.of(entry)).contains(Outcome.DELIVERED);
                });
    }

    @Test
    void an_outcome_of_nothing_is_refused() {
        assertThatThrownBy(() -> accessLog.outcome(new EntryId(UUID.randomUUID()), Outcome.VOID))
                .isInstanceOf(IllegalStateException.class);
    }

    private <T> T inTransaction(java.util.function.Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(_ -> work.get());
    }

    private static Access access(SubjectId subject) {
        return new Access(
                EntryKind.CUSTODY,
                Set.of(subject),
                Set.of(WHEREABOUTS),
                "custody",
                List.of("icpped-17-3"),
                new byte[32],
                new byte[32],
                null,
                null);
    }
}
