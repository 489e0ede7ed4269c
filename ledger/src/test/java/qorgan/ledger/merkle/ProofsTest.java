package qorgan.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProofsTest {
    /// A tree of 2^62 + 1 leaves is as high as a size of 63 bits allows: 63 siblings and no more.
    @Test
    void the_longest_proof_there_can_be_is_taken_and_no_longer_one() {
        var random = new Random(63);
        long size = (1L << 62) + 1;
        Hash leaf = random(random);
        var path = new ArrayList<Hash>();
        Hash root = leaf;
        var hasher = new Hasher();
        for (int i = 0; i < 63; i++) {
            path.add(random(random));
            root = hasher.node(root, path.getLast());
        }
        assertThat(Proofs.includes(0, size, leaf, path, root)).isTrue();
        // The first leaf alone is a tree of one, whose root the whole tree extends on the same way.
        assertThat(Proofs.extendsTree(1, leaf, size, root, path)).isTrue();
        path.add(random(random));
        var longer = hasher.node(root, path.getLast());
        assertThat(Proofs.includes(0, size, leaf, path, longer)).isFalse();
        assertThat(Proofs.extendsTree(1, leaf, size, longer, path)).isFalse();
    }

    @Test
    void nothing_comes_from_nothing_and_an_empty_proof_shows_no_growth() {
        var root = Hasher.leafOf(new byte[] {1});
        assertThat(Proofs.extendsTree(0, Hasher.emptyRoot(), 0, Hasher.emptyRoot(), List.of()))
                .isTrue();
        assertThat(Proofs.extendsTree(0, Hasher.emptyRoot(), 0, root, List.of())).isFalse();
        assertThat(Proofs.extendsTree(0, root, 5, root, List.of())).isFalse();
        assertThat(Proofs.extendsTree(3, root, 5, root, List.of())).isFalse();
        assertThat(Proofs.extendsTree(4, root, 5, root, List.of())).isFalse();
    }

    private static Hash random(Random random) {
        var bytes = new byte[Hash.SIZE];
        random.nextBytes(bytes);
        return Hash.of(bytes);
    }

    private static final int SIZES = 66;

    /// The entries that the Certificate Transparency implementations share as their first test.
    private static final List<byte[]> SHARED =
            List.of(
                            "",
                            "00",
                            "10",
                            "2021",
                            "3031",
                            "40414243",
                            "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f")
                    .stream()
                    .map(HexFormat.of()::parseHex)
                    .toList();

    private static final List<String> SHARED_ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void roots_are_those_that_other_implementations_publish() {
        for (int size = 0; size <= SHARED.size(); size++) {
            var expected = Hash.of(HexFormat.of().parseHex(SHARED_ROOTS.get(size)));
            assertThat(Twin.root(SHARED.subList(0, size))).isEqualTo(expected);
            assertThat(Proofs.root(size, nodes(SHARED))).isEqualTo(expected);
            assertThat(frontier(SHARED.subList(0, size)).root()).isEqualTo(expected);
        }
    }

    @Test
    void every_inclusion_proof_is_the_twins_and_holds() {
        var entries = entries(SIZES);
        for (int size = 1; size <= SIZES; size++) {
            var part = entries.subList(0, size);
            var root = Twin.root(part);
            for (int index = 0; index < size; index++) {
                var path = Proofs.inclusion(index, size, nodes(part));
                assertThat(path).isEqualTo(Twin.path(index, part));
                var leaf = Hasher.leafOf(part.get(index));
                assertThat(Proofs.includes(index, size, leaf, path, root)).isTrue();
                assertThat(bentInclusions(index, size, leaf, path, root)).isFalse();
            }
        }
    }

    @Test
    void every_consistency_proof_is_the_twins_and_holds() {
        var entries = entries(SIZES);
        for (int size = 0; size <= SIZES; size++) {
            var part = entries.subList(0, size);
            var root = Twin.root(part);
            for (int old = 0; old <= size; old++) {
                var oldRoot = Twin.root(part.subList(0, old));
                var path = Proofs.consistency(old, size, nodes(part));
                assertThat(path).isEqualTo(Twin.proof(old, part));
                assertThat(Proofs.extendsTree(old, oldRoot, size, root, path)).isTrue();
                assertThat(bentConsistencies(old, oldRoot, size, root, path)).isFalse();
            }
        }
    }

    @Test
    void a_frontier_grows_by_subtrees_as_by_leaves() {
        var entries = entries(SIZES);
        var nodes = nodes(entries);
        for (int level = 0; level <= 4; level++) {
            var frontier = new Frontier();
            for (int i = 0; i < SIZES >> level; i++) {
                frontier.append(nodes.node(level, i), level);
            }
            int covered = SIZES >> level << level;
            assertThat(frontier.root()).isEqualTo(Twin.root(entries.subList(0, covered)));
            assertThat(new Frontier(covered, frontier.peaks()).root()).isEqualTo(frontier.root());
        }
    }

    @Test
    void what_makes_no_sense_is_refused() {
        var nodes = nodes(entries(4));
        assertThatThrownBy(() -> Proofs.inclusion(4, 4, nodes))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proofs.inclusion(-1, 4, nodes))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proofs.consistency(5, 4, nodes))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Frontier(3, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        var oneLeaf = frontier(entries(1));
        assertThatThrownBy(() -> oneLeaf.append(Hasher.emptyRoot(), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash.of(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_endless_proof_is_refused_unhashed() {
        var hash = Hasher.emptyRoot();
        var path = Collections.nCopies(64, hash);
        assertThat(Proofs.includes(0, Long.MAX_VALUE, hash, path, hash)).isFalse();
        assertThat(Proofs.extendsTree(1, hash, Long.MAX_VALUE, hash, path)).isFalse();
    }

    private static boolean bentInclusions(
            int index, int size, Hash leaf, List<Hash> path, Hash root) {
        return Proofs.includes(index + 1, size, leaf, path, root)
                || Proofs.includes(index - 1, size, leaf, path, root)
                || Proofs.includes(index, size, flipped(leaf), path, root)
                || Proofs.includes(index, size, leaf, path, flipped(root))
                || bent(path).stream().anyMatch(p -> Proofs.includes(index, size, leaf, p, root));
    }

    private static boolean bentConsistencies(
            int old, Hash oldRoot, int size, Hash root, List<Hash> path) {
        return Proofs.extendsTree(old, flipped(oldRoot), size, root, path)
                || (old > 0 && Proofs.extendsTree(old, oldRoot, size, flipped(root), path))
                || Proofs.extendsTree(size + 1, oldRoot, size, root, path)
                || bent(path).stream()
                        .anyMatch(p -> Proofs.extendsTree(old, oldRoot, size, root, p));
    }

    private static List<List<Hash>> bent(List<Hash> path) {
        var all = new ArrayList<List<Hash>>();
        var longer = new ArrayList<>(path);
        longer.add(Hasher.emptyRoot());
        all.add(longer);
        for (int i = 0; i < path.size(); i++) {
            var flip = new ArrayList<>(path);
            flip.set(i, flipped(path.get(i)));
            var drop = new ArrayList<>(path);
            drop.remove(i);
            all.add(flip);
            all.add(drop);
        }
        return all;
    }

    private static Hash flipped(Hash hash) {
        byte[] bytes = hash.bytes();
        bytes[31] ^= 1;
        return Hash.of(bytes);
    }

    private static Frontier frontier(List<byte[]> entries) {
        var frontier = new Frontier();
        entries.forEach(entry -> frontier.append(Hasher.leafOf(entry)));
        return frontier;
    }

    private static Nodes nodes(List<byte[]> entries) {
        return (level, index) ->
                Twin.root(entries.subList((int) index << level, (int) (index + 1) << level));
    }

    private static List<byte[]> entries(int count) {
        var entries = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            entries.add(ByteBuffer.allocate(4).putInt(i).array());
        }
        return entries;
    }
}
