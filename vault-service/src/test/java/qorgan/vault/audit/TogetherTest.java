package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TogetherTest {
    @Test
    void each_gets_its_own_result_and_each_is_committed_once() throws Exception {
        var committed = Collections.synchronizedList(new ArrayList<Integer>());
        var together =
                new Together<Integer, Integer>(
                        items -> {
                            committed.addAll(items);
                            return items.stream().map(item -> -item).toList();
                        });
        var results = at_once(20_000, item -> together.commit(item));
        for (var item = 0; item < results.size(); item++) {
            assertThat(results.get(item).get()).isEqualTo(-item);
        }
        assertThat(committed).hasSize(20_000);
        assertThat(new HashSet<>(committed)).hasSize(20_000);
    }

    @Test
    void those_who_come_while_one_commits_are_committed_together() throws Exception {
        var first = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var sizes = Collections.synchronizedList(new ArrayList<Integer>());
        var together =
                new Together<Integer, Integer>(
                        items -> {
                            sizes.add(items.size());
                            first.countDown();
                            await(release);
                            return items;
                        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Integer>>();
            all.add(threads.submit(() -> together.commit(0)));
            first.await();
            var started = new CountDownLatch(50);
            for (var each = 1; each <= 50; each++) {
                var item = each;
                all.add(
                        threads.submit(
                                () -> {
                                    started.countDown();
                                    return together.commit(item);
                                }));
            }
            started.await();
            release.countDown();
            for (var each : all) {
                each.get();
            }
        }
        assertThat(sizes.getFirst()).isEqualTo(1);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(51);
        assertThat(sizes).hasSizeLessThan(51);
    }

    @Test
    void whoever_is_at_fault_fails_alone() throws Exception {
        var together =
                new Together<Integer, Integer>(
                        items -> {
                            if (items.contains(13)) {
                                throw new IllegalArgumentException("thirteen");
                            }
                            return items;
                        });
        var results = at_once(500, item -> together.commit(item));
        for (var item = 0; item < results.size(); item++) {
            var result = results.get(item);
            if (item == 13) {
                assertThatThrownBy(result::get).hasMessageContaining("thirteen");
            } else {
                assertThat(result.get()).isEqualTo(item);
            }
        }
    }

    /// An error of the machine passes through the one who leads; those with it fail, and nobody
    /// waits for ever.
    @Test
    @Timeout(60)
    void an_error_leaves_nobody_waiting() throws Exception {
        var first = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var together =
                new Together<Integer, Integer>(
                        items -> {
                            if (items.contains(13)) {
                                throw new StackOverflowError("thirteen");
                            }
                            first.countDown();
                            await(release);
                            return items;
                        });
        var failed = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Integer>>();
            all.add(threads.submit(() -> together.commit(0)));
            first.await();
            var started = new CountDownLatch(50);
            for (var each = 1; each <= 50; each++) {
                var item = each;
                all.add(
                        threads.submit(
                                () -> {
                                    started.countDown();
                                    return together.commit(item);
                                }));
            }
            started.await();
            release.countDown();
            for (var each : all) {
                try {
                    assertThat(each.get()).isNotNegative();
                } catch (ExecutionException e) {
                    failed++;
                }
            }
        }
        assertThat(failed).isPositive();
        assertThat(together.commit(501)).isEqualTo(501);
    }

    private interface Act {
        int on(int item);
    }

    private static List<Future<Integer>> at_once(int count, Act act) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<Integer>>();
            for (var each = 0; each < count; each++) {
                var item = each;
                Callable<Integer> call = () -> act.on(item);
                results.add(threads.submit(call));
            }
            return results;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
