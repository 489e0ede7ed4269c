package qorgan.vault.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Many threads commit in one transaction. The first to come commits for itself; whoever comes
/// meanwhile waits, and one of them then commits for all who wait. So the disk is waited for once
/// for many, a lone caller waits for nobody, and each returns only when its own is on the disk.
final class Together<T, R> {
    private static final int MOST = 256;

    private final ConcurrentLinkedQueue<Waiting<T, R>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean led = new AtomicBoolean();
    private final Function<List<T>, List<R>> commit;

    /// @param commit commits all or nothing and gives a result for each, in their order
    Together(Function<List<T>, List<R>> commit) {
        this.commit = commit;
    }

    /// One caller: woken when its own is done, or when it is its turn to commit for all.
    private static final class Waiting<T, R> {
        private final T item;
        private final CompletableFuture<Boolean> woken = new CompletableFuture<>();
        private volatile @Nullable R result;
        private volatile @Nullable RuntimeException thrown;

        private Waiting(T item) {
            this.item = item;
        }

        private boolean isDone() {
            return result != null || thrown != null;
        }

        private void done(R with) {
            result = with;
            woken.complete(true);
        }

        private void failed(RuntimeException with) {
            thrown = with;
            woken.complete(true);
        }
    }

    /// Returns when the item is committed; throws what kept it from being so.
    R commit(T item) {
        var mine = new Waiting<T, R>(item);
        queue.add(mine);
        if (led.compareAndSet(false, true)) {
            lead(mine);
        } else {
            mine.woken.join();
            if (!mine.isDone()) {
                lead(mine);
            }
        }
        var thrown = mine.thrown;
        if (thrown != null) {
            throw thrown;
        }
        return Objects.requireNonNull(mine.result);
    }

    /// Commits until its own is done, then lets another lead. It may have been done by the one
    /// before, between its arrival and its turn.
    private void lead(Waiting<T, R> mine) {
        try {
            while (!mine.isDone()) {
                commitAll();
            }
        } finally {
            handOver();
        }
    }

    private void handOver() {
        do {
            var next = queue.peek();
            if (next != null) {
                next.woken.complete(true);
                return;
            }
            led.set(false);
            // Somebody may have come after the look and before the word.
        } while (!queue.isEmpty() && led.compareAndSet(false, true));
    }

    private void commitAll() {
        var taken = new ArrayList<Waiting<T, R>>();
        for (var next = queue.poll(); next != null; next = queue.poll()) {
            taken.add(next);
            if (taken.size() == MOST) {
                break;
            }
        }
        try {
            if (!commitAll(taken)) {
                // One of them may be at fault; the others must not suffer for it.
                taken.forEach(each -> commitAll(List.of(each)));
            }
        } finally {
            // An error of the machine itself passes through the one who leads; nobody else waits
            // for ever.
            taken.stream()
                    .filter(each -> !each.isDone())
                    .forEach(each -> each.failed(new IllegalStateException("not committed")));
        }
    }

    /// False where nothing was committed and nobody was told yet.
    private boolean commitAll(List<Waiting<T, R>> taken) {
        try {
            var results = commit.apply(taken.stream().map(each -> each.item).toList());
            for (var each = 0; each < taken.size(); each++) {
                taken.get(each).done(results.get(each));
            }
            return true;
        } catch (RuntimeException e) {
            if (taken.size() == 1) {
                taken.getFirst().failed(e);
                return true;
            }
            return false;
        }
    }
}
