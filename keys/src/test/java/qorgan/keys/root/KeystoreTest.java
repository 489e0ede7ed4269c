package qorgan.keys.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qorgan.keys.Bench;
import qorgan.keys.CannotOpen;
import qorgan.keys.Entropy;
import qorgan.keys.KeyManagement;
import qorgan.keys.Secret;

class KeystoreTest implements KeyManagementContract {
    private static final Passphrase.Cost LIGHT = new Passphrase.Cost(64, 1);
    private static final Quorum TWO_AND_ONE =
            Quorum.parse("operators:2:dana,erlan,zarina; lawyers:1:madina,timur");

    @TempDir Path directory;

    @Override
    public KeyManagement open() {
        var keystore = QuorumKeystore.in(directory);
        return keystore.exists()
                ? opened("dana", "zarina", "timur")
                : keystore.create(TWO_AND_ONE, passphrases(TWO_AND_ONE), LIGHT);
    }

    @Test
    void every_quorum_opens_and_nothing_less_does() {
        open().close();
        for (var quorum :
                List.of(
                        List.of("dana", "erlan", "madina"),
                        List.of("dana", "zarina", "timur"),
                        List.of("timur", "erlan", "zarina", "dana", "madina"))) {
            opened(quorum.toArray(String[]::new)).close();
        }
        for (var few :
                List.of(
                        List.<String>of(),
                        List.of("madina", "timur"),
                        List.of("dana", "erlan", "zarina"),
                        List.of("dana", "madina", "timur"))) {
            var unsealing = unsealing(few.toArray(String[]::new));
            assertThat(unsealing.isComplete()).isFalse();
            assertThatThrownBy(unsealing::open).isInstanceOf(IllegalStateException.class);
        }
        assertThat(unsealing("dana").missing()).isEqualTo(Map.of("operators", 1, "lawyers", 1));
        assertThat(QuorumKeystore.in(directory).quorum()).isEqualTo(TWO_AND_ONE);
    }

    @Test
    void a_wrong_passphrase_is_noticed_and_spoils_nothing() {
        open().close();
        var unsealing = unsealing("dana", "timur");
        assertThatThrownBy(() -> unsealing.give("erlan", "guess".toCharArray()))
                .isInstanceOf(CannotOpen.class);
        assertThatThrownBy(() -> unsealing.give("nobody", "guess".toCharArray()))
                .isInstanceOf(CannotOpen.class);
        unsealing.give("erlan", passphrase("erlan"));
        unsealing.open().close();
    }

    @Test
    void parallel_unsealings_are_kept_apart_and_end() {
        open().close();
        var clock = new Bench.MovingClock(Instant.parse("2026-11-10T09:00:00Z"));
        var unsealings = new Unsealings(QuorumKeystore.in(directory), clock);
        var one = unsealings.begin();
        var two = unsealings.begin();
        assertThat(one).isNotEqualTo(two);
        unsealings.find(one).orElseThrow().give("dana", passphrase("dana"));
        unsealings.find(two).orElseThrow().give("erlan", passphrase("erlan"));
        unsealings.find(two).orElseThrow().give("timur", passphrase("timur"));
        assertThat(unsealings.find(one).orElseThrow().isComplete()).isFalse();
        assertThat(unsealings.find(two).orElseThrow().isComplete()).isFalse();
        clock.move(Duration.ofMinutes(14));
        assertThat(unsealings.find(one)).isPresent();
        clock.move(Duration.ofMinutes(1));
        assertThat(unsealings.find(one)).isEmpty();
        assertThat(unsealings.find(two)).isEmpty();
        var three = unsealings.begin();
        unsealings.end(three);
        assertThat(unsealings.find(three)).isEmpty();
    }

    @Test
    void custodians_unseal_a_starting_service_at_its_door() {
        open().close();
        var clock = new Bench.MovingClock(Instant.parse("2026-11-10T09:00:00Z"));
        try (var door = UnsealingDoor.open(QuorumKeystore.in(directory), 0, clock)) {
            var session = UnsealingDoor.ask(door.port(), "begin");
            assertThat(session).startsWith("session ");
            var name = session.substring("session ".length());
            assertThat(give(door, name, "dana")).isEqualTo("missing {operators=1, lawyers=1}");
            assertThat(UnsealingDoor.ask(door.port(), "give " + name + " erlan wrong one"))
                    .isEqualTo("refused");
            assertThat(give(door, "0123456789abcdef", "erlan")).isEqualTo("refused");
            assertThat(UnsealingDoor.ask(door.port(), "open")).isEqualTo("refused");
            assertThat(give(door, name, "erlan")).isEqualTo("missing {lawyers=1}");
            assertThat(give(door, name, "timur")).isEqualTo("unsealed");
            try (var opened = door.await()) {
                assertThat(opened.describe()).contains("version 1");
            }
        }
    }

    private static String give(UnsealingDoor door, String session, String custodian) {
        return UnsealingDoor.ask(
                door.port(),
                "give " + session + " " + custodian + " " + new String(passphrase(custodian)));
    }

    @Test
    void another_quorum_replaces_the_shares_and_keeps_the_keys() throws IOException {
        byte[] wrapped;
        try (var key = Entropy.key();
                var opened = (OpenKeystore) open()) {
            opened.keep("office", key);
            wrapped = opened.wrap(key, "x");
            byte[] old = Files.readAllBytes(directory.resolve(QuorumKeystore.CUSTODIANS));
            var three = Quorum.parse("board:3:a,b,c,d,e");
            QuorumKeystore.in(directory).reshare(opened, three, passphrases(three), LIGHT);
            opened.close();
            try (var again = opened("a", "c", "e");
                    var back = again.unwrap(wrapped, "x");
                    var kept = again.kept("office").orElseThrow()) {
                assertThat(back.sameAs(key)).isTrue();
                assertThat(kept.sameAs(key)).isTrue();
                assertThat(again.kept("other")).isEmpty();
            }
            Files.write(directory.resolve(QuorumKeystore.CUSTODIANS), old);
            var stale = unsealing("dana", "zarina", "timur");
            assertThatThrownBy(stale::open).isInstanceOf(CannotOpen.class);
        }
    }

    /// Whatever happens in the middle of it, one of the two quorums opens every key.
    @Test
    void a_change_of_custodians_that_fails_leaves_the_old_ones_and_all_keys() throws IOException {
        try (var opened = (OpenKeystore) open()) {
            var three = Quorum.parse("board:3:a,b,c,d,e");
            var inTheWay = Files.createDirectory(directory.resolve("custodians.json.new"));
            var keystore = QuorumKeystore.in(directory);
            assertThatThrownBy(() -> keystore.reshare(opened, three, passphrases(three), LIGHT))
                    .isInstanceOf(UncheckedIOException.class);
            opened.rotate();
            try (var again = opened("dana", "zarina", "timur")) {
                assertThat(again.describe()).contains("version 2");
            }
            Files.delete(inTheWay);
            keystore.reshare(opened, three, passphrases(three), LIGHT);
            opened.rotate();
            try (var again = opened("a", "c", "e")) {
                assertThat(again.describe()).contains("version 3");
            }
        }
    }

    @Test
    void a_keystore_is_made_once_with_every_passphrase() {
        open().close();
        var keystore = QuorumKeystore.in(directory);
        assertThatThrownBy(() -> keystore.create(TWO_AND_ONE, passphrases(TWO_AND_ONE), LIGHT))
                .isInstanceOf(IllegalStateException.class);
        var other = QuorumKeystore.in(directory.resolve("other"));
        assertThatThrownBy(() -> other.create(TWO_AND_ONE, Map.of(), LIGHT))
                .isInstanceOf(IllegalArgumentException.class);
        keystore.openAutomatically(passphrases(TWO_AND_ONE)).close();
        assertThat(QuorumKeystore.BANNER).anyMatch(line -> line.contains("demo"));
    }

    @Test
    void quorums_that_nobody_can_reach_are_refused() {
        for (var text :
                List.of("", "a:0:x", "a:2:x", "a:1:x;a:1:y", "a:1:x;b:1:x", "a:1", ":1:x")) {
            assertThatThrownBy(() -> Quorum.parse(text))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shares_join_in_every_combination_that_reaches_the_threshold() {
        try (var secret = Entropy.key()) {
            for (int threshold = 1; threshold <= 4; threshold++) {
                var shares = Shares.split(secret, threshold, 4);
                for (int chosen = 1; chosen < 16; chosen++) {
                    var given = new HashMap<Integer, Secret>();
                    for (int i = 0; i < 4; i++) {
                        if ((chosen >> i & 1) == 1 && given.size() < threshold) {
                            given.put(i + 1, shares.get(i));
                        }
                    }
                    if (given.size() < threshold) {
                        int needed = threshold;
                        assertThatThrownBy(() -> Shares.join(given, needed))
                                .isInstanceOf(IllegalArgumentException.class);
                    } else {
                        assertThat(Shares.join(given, threshold).sameAs(secret)).isTrue();
                    }
                }
                if (threshold > 1) {
                    assertThat(shares.getFirst().sameAs(secret)).isFalse();
                }
            }
            assertThatThrownBy(() -> Shares.split(secret, 0, 1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Shares.split(secret, 3, 2))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Shares.split(secret, 2, 256))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Unsealing unsealing(String... custodians) {
        var unsealing = new Unsealing(QuorumKeystore.in(directory));
        for (var custodian : custodians) {
            unsealing.give(custodian, passphrase(custodian));
        }
        return unsealing;
    }

    private OpenKeystore opened(String... custodians) {
        return unsealing(custodians).open();
    }

    private static Map<String, char[]> passphrases(Quorum quorum) {
        var passphrases = new HashMap<String, char[]>();
        quorum.custodians().forEach(name -> passphrases.put(name, passphrase(name)));
        return passphrases;
    }

    private static char[] passphrase(String custodian) {
        return ("the passphrase of " + custodian).toCharArray();
    }
}
