package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.ServiceTest;
import qorgan.vault.audit.log.Sequencer;
import qorgan.vault.identity.Acting;

/// An entry that opened something and whose service died before it could say how that ended.
class UnendedTest extends ServiceTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired AccessLog accessLog;
    @Autowired Outcomes outcomes;
    @Autowired Leaves leaves;
    @Autowired Unended unended;
    @Autowired Sequencer sequencer;
    @Autowired JdbcTemplate jdbc;

    @Test
    void what_nobody_ended_ends_as_unknown_once_its_checkpoint_is_old_enough() {
        var open = opened();
        var ended = opened();
        as(() -> accessLog.outcome(ended, Outcome.DELIVERED));
        sequence();
        unended.end(HOUR);
        assertThat(outcome(open)).isEmpty();
        unended.end(Duration.ZERO);
        assertThat(outcome(open)).contains(Outcome.UNKNOWN);
        assertThat(outcome(ended)).contains(Outcome.DELIVERED);
        assertThat(leaves.find(LeafKind.OUTCOME, open.value(), 0)).isPresent();
    }

    @Test
    void an_answer_that_comes_after_that_does_not_leave() {
        var open = opened();
        sequence();
        unended.end(Duration.ZERO);
        assertThatThrownBy(() -> as(() -> accessLog.outcome(open, Outcome.DELIVERED)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(outcome(open)).contains(Outcome.UNKNOWN);
    }

    @Test
    void what_a_wrong_clock_of_an_instance_says_makes_nothing_older() {
        var open = opened();
        sequence();
        clock.advance(Duration.ofDays(2));
        unended.end(HOUR);
        assertThat(outcome(open)).isEmpty();
    }

    private EntryId opened() {
        var intake = cast.intake();
        return Acting.as(
                        intake,
                        () ->
                                accessLog.open(
                                        intake,
                                        new Access(
                                                EntryKind.CUSTODY,
                                                Set.of(SubjectId.random()),
                                                Set.of(new Field("W.whereabouts")),
                                                "custody",
                                                List.of("icpped-17-3"),
                                                new byte[0],
                                                new byte[0],
                                                null,
                                                null)))
                .entry();
    }

    private Optional<Outcome> outcome(EntryId entry) {
        return Acting.as(cast.intake(), () -> outcomes.of(entry));
    }

    private void as(Runnable act) {
        Acting.as(
                cast.intake(),
                () -> {
                    act.run();
                    return true;
                });
    }

    private void sequence() {
        for (var beats = 0; beats < 50 && waiting() > 0; beats++) {
            sequencer.beat();
        }
    }

    private long waiting() {
        var waiting = jdbc.queryForObject("select count(*) from audit_leaf_pending", Long.class);
        return waiting == null ? 0 : waiting;
    }
}
