package qorgan.benchmarks.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/// What so many clients at once achieve: acts a second, and how long one took.
record Figures(String what, int clients, double perSecond, double p50, double p99, double worst) {
    interface Act {
        void once(int client) throws Exception;
    }

    /// Lets the clients act without pause; what happens in the warm-up does not count.
    static Figures of(String what, int clients, int warmSeconds, int seconds, Act act)
            throws Exception {
        run(clients, warmSeconds, act);
        var taken = new ConcurrentLinkedQueue<long[]>();
        var began = System.nanoTime();
        for (var each : run(clients, seconds, act)) {
            taken.add(each);
        }
        var lasted = (System.nanoTime() - began) / 1e9;
        var all = taken.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return of(what, clients, all.length / lasted, all);
    }

    static Figures of(String what, int clients, double perSecond, long[] sorted) {
        return new Figures(
                what, clients, perSecond, at(sorted, 0.50), at(sorted, 0.99), at(sorted, 1.0));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / 1e6;
    }

    private static List<long[]> run(int clients, int seconds, Act act) throws Exception {
        var over = new AtomicBoolean();
        var ready = new CountDownLatch(clients);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<long[]>>();
            for (int client = 0; client < clients; client++) {
                int number = client;
                all.add(
                        threads.submit(
                                () -> {
                                    ready.countDown();
                                    ready.await();
                                    var taken = new long[1 << 16];
                                    int count = 0;
                                    while (!over.get() && count < taken.length) {
                                        long start = System.nanoTime();
                                        act.once(number);
                                        taken[count++] = System.nanoTime() - start;
                                    }
                                    return Arrays.copyOf(taken, count);
                                }));
            }
            Thread.sleep(seconds * 1000L);
            over.set(true);
            var results = new ArrayList<long[]>();
            for (var each : all) {
                results.add(each.get());
            }
            return results;
        }
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.1f | %.1f | %.1f |",
                what,
                clients,
                perSecond,
                p50,
                p99,
                worst);
    }
}
