package qorgan.vault.subject;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import qorgan.keys.VaultSealed;

/// Lets [IndexWalk] go on: on a beat it looks whether there is something to move, and then takes
/// step after step, each only when the rate allows it. A service that was killed goes on by itself
/// when it is back.
@Component
class IndexBeat implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(IndexBeat.class);
    private static final int BATCH = 500;
    private static final int SMALLEST_BATCH = 10;

    private final IndexWalk walk;
    private final Duration beat;
    private int batch = BATCH;
    private @Nullable ScheduledExecutorService timer;

    IndexBeat(IndexWalk walk, @Value("${qorgan.keys.index-beat:PT5S}") Duration beat) {
        this.walk = walk;
        this.beat = beat;
    }

    private void turn() {
        long began = System.nanoTime();
        long wait = beat.toMillis();
        try {
            var step = walk.step(batch);
            if (!step.over()) {
                wait = owed(step, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
                batch = batchFor(step.perSecond());
            }
        } catch (DataAccessException | TransactionException | VaultSealed e) {
            log.warn("the index was not moved on: {}", e.getClass().getSimpleName());
        }
        next(wait);
    }

    /// How long to wait so that no more people a second are moved than allowed.
    static long owed(IndexWalk.Step step, long tookMillis) {
        return step.perSecond() == 0
                ? 0
                : Math.max(0, step.people() * 1000L / step.perSecond() - tookMillis);
    }

    /// A batch is about a fifth of a second's worth, so that a low rate does not come in bursts.
    static int batchFor(int perSecond) {
        return perSecond == 0 ? BATCH : Math.clamp(perSecond / 5, SMALLEST_BATCH, BATCH);
    }

    private synchronized void next(long millis) {
        if (timer != null) {
            var unused = timer.schedule(this::turn, millis, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void start() {
        if (timer == null && !beat.isZero()) {
            timer =
                    Executors.newSingleThreadScheduledExecutor(
                            Thread.ofPlatform().name("index-walk").daemon().factory());
            next(beat.toMillis());
        }
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
