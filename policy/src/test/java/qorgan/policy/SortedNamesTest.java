package qorgan.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SortedNamesTest {
    private static SortedNames names(int... positions) {
        var chosen = new BitSet();
        for (var position : positions) {
            chosen.set(position);
        }
        return SortedNames.at(chosen, List.of("a", "b", "c", "d", "e"));
    }

    @Test
    void it_is_a_set_like_any_other() {
        var names = names(1, 3, 4);
        assertThat(names)
                .containsExactly("b", "d", "e")
                .hasSize(3)
                .isEqualTo(Set.of("e", "d", "b"))
                .isEqualTo(new TreeSet<>(names));
        assertThat(names.contains("d")).isTrue();
        assertThat(names.contains("c")).isFalse();
        assertThat(names.comparator()).isNull();
        assertThat(names.first()).isEqualTo("b");
        assertThat(names.last()).isEqualTo("e");
        assertThat(names.headSet("d")).containsExactly("b");
        assertThat(names.tailSet("d")).containsExactly("d", "e");
        assertThat(names.subSet("a", "e")).containsExactly("b", "d");
    }

    @Test
    void it_may_be_empty_and_never_changes() {
        assertThat(names()).isEmpty();
        assertThatThrownBy(() -> names().first()).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> names(1).add("z"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> names(1).remove("b"))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
