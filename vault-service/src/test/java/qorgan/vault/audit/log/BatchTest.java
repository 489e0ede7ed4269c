package qorgan.vault.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchTest {
    private static final int QUANTUM = 4;
    private static final int CALM = 8;

    @Test
    void up_to_eight_beats_worth_of_leaves_leave_in_beats_that_look_quiet() {
        for (var waiting = 0; waiting <= QUANTUM * CALM; waiting++) {
            var taken = Batch.taken(waiting, QUANTUM, CALM);
            assertThat(Batch.width(taken, QUANTUM)).isEqualTo(QUANTUM);
            assertThat(taken).isEqualTo(Math.min(waiting, QUANTUM));
        }
    }

    @Test
    void a_queue_that_long_is_gone_after_as_many_beats() {
        var waiting = QUANTUM * CALM;
        for (var beat = 0; beat < CALM; beat++) {
            waiting -= Batch.taken(waiting, QUANTUM, CALM);
        }
        assertThat(waiting).isZero();
    }

    @Test
    void a_longer_queue_is_taken_whole_and_shows_its_order_of_magnitude_alone() {
        assertThat(Batch.taken(33, QUANTUM, CALM)).isEqualTo(33);
        assertThat(Batch.width(33, QUANTUM)).isEqualTo(64);
        assertThat(Batch.width(64, QUANTUM)).isEqualTo(64);
        assertThat(Batch.width(65, QUANTUM)).isEqualTo(128);
    }

    @Test
    void without_calm_beats_everything_is_taken() {
        assertThat(Batch.taken(5, QUANTUM, 0)).isEqualTo(5);
    }
}
