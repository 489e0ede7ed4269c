package qorgan.policy.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Instant TEN = Instant.parse("2026-04-14T10:00:00Z");
    private static final Instant NOON = Instant.parse("2026-04-14T12:00:00Z");

    private static void both(Window window, Instant at, boolean holds) {
        assertThat(window.holds(at)).isEqualTo(holds);
    }

    @Test
    void it_holds_from_its_start_and_before_its_end() {
        var window = new Window(TEN, NOON);
        both(window, TEN.minusNanos(1), false);
        both(window, TEN, true);
        both(window, NOON.minusNanos(1), true);
        both(window, NOON, false);
        assertThat(window.isBefore(TEN.minusNanos(1))).isTrue();
        assertThat(window.isBefore(TEN)).isFalse();
        assertThat(window.isAfter(NOON)).isTrue();
        assertThat(window.isAfter(NOON.minusNanos(1))).isFalse();
    }

    @Test
    void an_open_side_has_no_end() {
        both(new Window(null, NOON), Instant.MIN, true);
        both(new Window(TEN, null), Instant.MAX, true);
        both(Window.ALWAYS, TEN, true);
    }

    @Test
    void it_begins_before_it_ends() {
        assertThatThrownBy(() -> new Window(TEN, TEN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Window(NOON, TEN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void windows_that_only_touch_do_not_overlap() {
        var morning = new Window(TEN, NOON);
        var later = new Window(NOON, NOON.plusSeconds(1));
        assertThat(morning.overlaps(later)).isFalse();
        assertThat(later.overlaps(morning)).isFalse();
        assertThat(morning.overlaps(new Window(null, NOON))).isTrue();
        assertThat(morning.overlaps(new Window(null, TEN))).isFalse();
        assertThat(morning.overlaps(new Window(TEN.plusSeconds(1), null))).isTrue();
        assertThat(Window.ALWAYS.overlaps(morning)).isTrue();
        assertThat(morning.overlaps(Window.ALWAYS)).isTrue();
        assertThat(new Window(NOON, null).overlaps(morning)).isFalse();
    }
}
