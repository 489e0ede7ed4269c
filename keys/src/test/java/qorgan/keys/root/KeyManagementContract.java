package qorgan.keys.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import qorgan.keys.CannotOpen;
import qorgan.keys.Entropy;
import qorgan.keys.KeyManagement;
import qorgan.keys.VaultSealed;

/// What every provider of the root key must do.
interface KeyManagementContract {
    /// The provider under test, open; the same root each time within one test.
    KeyManagement open();

    @Test
    default void what_was_wrapped_unwraps_also_in_another_process() {
        try (var key = Entropy.key()) {
            byte[] wrapped;
            try (var root = open()) {
                wrapped = root.wrap(key, "class/W/1");
                try (var back = root.unwrap(wrapped, "class/W/1")) {
                    assertThat(back.sameAs(key)).isTrue();
                }
                assertThat(root.wrap(key, "class/W/1")).isNotEqualTo(wrapped);
            }
            try (var root = open();
                    var back = root.unwrap(wrapped, "class/W/1")) {
                assertThat(back.sameAs(key)).isTrue();
            }
        }
    }

    @Test
    default void another_purpose_or_a_changed_byte_does_not_unwrap() {
        try (var key = Entropy.key();
                var root = open()) {
            byte[] wrapped = root.wrap(key, "class/W/1");
            assertThatThrownBy(() -> root.unwrap(wrapped, "class/W/2"))
                    .isInstanceOf(CannotOpen.class);
            byte[] changed = wrapped.clone();
            changed[changed.length - 1] ^= 1;
            assertThatThrownBy(() -> root.unwrap(changed, "class/W/1"))
                    .isInstanceOf(CannotOpen.class);
            assertThatThrownBy(() -> root.unwrap(new byte[0], "class/W/1"))
                    .isInstanceOf(CannotOpen.class);
            assertThatThrownBy(() -> root.unwrap(new byte[] {0, 0, 0, 99, 1}, "class/W/1"))
                    .isInstanceOf(CannotOpen.class);
        }
    }

    @Test
    default void after_a_rotation_old_and_new_unwrap() {
        try (var key = Entropy.key()) {
            byte[] before;
            byte[] after;
            try (var root = open()) {
                before = root.wrap(key, "x");
                var described = root.describe();
                root.rotate();
                assertThat(root.describe()).isNotEqualTo(described).contains("version 2");
                after = root.wrap(key, "x");
            }
            try (var root = open();
                    var first = root.unwrap(before, "x");
                    var second = root.unwrap(after, "x")) {
                assertThat(first.sameAs(key)).isTrue();
                assertThat(second.sameAs(key)).isTrue();
                assertThat(root.describe()).contains("version 2");
            }
        }
    }

    @Test
    default void closed_it_does_nothing() {
        try (var key = Entropy.key()) {
            var root = open();
            byte[] wrapped = root.wrap(key, "x");
            root.close();
            assertThatThrownBy(() -> root.wrap(key, "x")).isInstanceOf(VaultSealed.class);
            assertThatThrownBy(() -> root.unwrap(wrapped, "x")).isInstanceOf(VaultSealed.class);
            assertThatThrownBy(root::rotate).isInstanceOf(VaultSealed.class);
            assertThat(root.describe()).contains("sealed").startsWith(root.name());
        }
    }
}
