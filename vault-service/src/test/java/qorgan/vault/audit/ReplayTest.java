package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.embedded.EmbeddedPostgres;
import qorgan.policy.Decision;
import qorgan.policy.DecisionRecord;
import qorgan.policy.Facts;
import qorgan.policy.RecipientRole;
import qorgan.policy.norm.Truth;
import qorgan.vault.ServiceTest;
import qorgan.vault.TestDatabase;
import qorgan.vault.identity.Acting;

class ReplayTest extends ServiceTest {
    @Autowired Law law;
    @Autowired Decisions decisions;
    @Autowired Replays replays;
    @Autowired PlatformTransactionManager transactions;

    @Test
    void a_decision_replayed_comes_out_the_same() {
        var decision = decided();
        var digest = kept(decision);
        var dpo = cast.dpoOfPolice();
        var replayed = Acting.as(dpo, () -> replays.replay(dpo, digest));
        assertThat(replayed).isInstanceOf(Replays.Replayed.Same.class);
        var told = ((Replays.Replayed.Same) replayed).decision();
        assertThat(told.result()).isEqualTo(decision.result().name());
        assertThat(told.released()).containsExactlyInAnyOrderElementsOf(decision.released());
        assertThat(told.withheld().keySet()).isEqualTo(decision.withheld().keySet());
    }

    @Test
    void what_is_stored_says_nothing_without_the_key() throws SQLException {
        var digest = kept(decided());
        var postgres = TestDatabase.postgres();
        try (var owner =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(),
                                EmbeddedPostgres.OWNER,
                                postgres.passwords().owner());
                var statement =
                        owner.prepareStatement(
                                "select position(convert_to('subject.', 'UTF8') in record) from audit_decision where digest = ?")) {
            statement.setBytes(1, digest);
            try (var row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isZero();
            }
        }
    }

    @Test
    void an_unknown_decision_is_nothing() {
        var dpo = cast.dpoOfPolice();
        assertThat(Acting.as(dpo, () -> replays.replay(dpo, new byte[32])))
                .isEqualTo(new Replays.Replayed.NothingHere());
    }

    private Decision decided() {
        return law.engine()
                .decide(
                        Facts.asking(
                                        clock.instant(),
                                        Facts.Requester.of(RecipientRole.SUBJECT).called("one"),
                                        List.of(
                                                "W.whereabouts",
                                                "M.diagnosis",
                                                "P.suspicion_ground"))
                                .about(
                                        new Facts.Subject(
                                                Facts.Match.EXACT,
                                                null,
                                                null,
                                                Truth.FALSE,
                                                Truth.UNKNOWN,
                                                Truth.UNKNOWN,
                                                Truth.FALSE))
                                .build());
    }

    private byte[] kept(Decision decision) {
        var intake = cast.intake();
        return Acting.as(
                intake,
                () ->
                        new TransactionTemplate(transactions)
                                .execute(
                                        _ ->
                                                decisions.keep(
                                                        intake,
                                                        HexFormat.of()
                                                                .parseHex(law.packs().digest()),
                                                        UUID.randomUUID(),
                                                        DecisionRecord.of(decision)
                                                                .toJson(law.packs()))));
    }
}
