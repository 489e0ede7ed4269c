package qorgan.vault.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.vault.audit.log.Checkpoints;
import qorgan.vault.audit.log.LogSettings;
import qorgan.vault.audit.log.SelfCheck;
import qorgan.vault.audit.log.Sequencer;
import qorgan.vault.audit.log.Witnesses;

/// Looks after the log: every few seconds each instance checks it, and the one that leads says when
/// proof begins or ceases to lag, and ends what nobody ended; after each beat the leader asks the
/// witnesses.
@Component
class LogWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LogWatch.class);
    /// The web server starts two thousand and some below the last phase.
    private static final int BEFORE_REQUESTS = SmartLifecycle.DEFAULT_PHASE - 4096;

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration WINDOW_AT_START = Duration.ofDays(1);

    private final SelfCheck selfCheck;
    private final Unended unended;
    private final ProofHealth health;
    private final Sequencer sequencer;
    private final Witnesses witnesses;
    private final Checkpoints checkpoints;
    private final LogSettings settings;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private @Nullable ScheduledExecutorService timer;
    private boolean lagged;
    private Duration window = WINDOW_AT_START;

    LogWatch(
            SelfCheck selfCheck,
            Unended unended,
            ProofHealth health,
            Sequencer sequencer,
            Witnesses witnesses,
            Checkpoints checkpoints,
            LogSettings settings,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.selfCheck = selfCheck;
        this.unended = unended;
        this.health = health;
        this.sequencer = sequencer;
        this.witnesses = witnesses;
        this.checkpoints = checkpoints;
        this.settings = settings;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// One round: checks, and on the leader tells of a change.
    synchronized void round() {
        if (!selfCheck.run(window)) {
            log.error("the log does not agree with itself; P, M, D and S stop");
        }
        window = WINDOW;
        var now = health.measure();
        if (sequencer.leads()) {
            var ended = unended.end(settings.outcomeWithin());
            if (ended > 0) {
                log.warn("{} entries had no outcome; it is unknown", ended);
            }
        }
        if (sequencer.leads() && now.lagging() != lagged) {
            lagged = now.lagging();
            transaction.executeWithoutResult(
                    _ ->
                            events.publishEvent(
                                    now.lagging()
                                            ? new ProofLagging(clock.instant(), now.reasons())
                                            : new ProofCaughtUp(clock.instant())));
        }
    }

    private void guardedRound() {
        try {
            round();
        } catch (DataAccessException | TransactionException e) {
            log.warn("the log could not be checked: {}", e.getClass().getSimpleName());
        }
    }

    private void askWitnesses() {
        try {
            if (sequencer.leads()) {
                witnesses.ask();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException e) {
            log.warn("no checkpoint for the witnesses: {}", e.getClass().getSimpleName());
        }
    }

    /// Every ten minutes: checkpoints that nobody needs any more.
    private void prune() {
        try {
            checkpoints.prune();
        } catch (DataAccessException e) {
            log.warn("checkpoints were not pruned: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public synchronized void start() {
        if (timer != null || settings.beat().isZero()) {
            return;
        }
        var fresh =
                Executors.newScheduledThreadPool(
                        2, Thread.ofPlatform().name("log-watch-", 0).daemon().factory());
        // Before the first request: an older database than this instance remembers opens nothing.
        guardedRound();
        fresh.scheduleWithFixedDelay(
                this::guardedRound, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        fresh.scheduleWithFixedDelay(this::prune, 10, 10, TimeUnit.MINUTES);
        if (!settings.witnesses().isEmpty()) {
            var beat = settings.beat().toMillis();
            fresh.scheduleWithFixedDelay(this::askWitnesses, beat, beat, TimeUnit.MILLISECONDS);
        }
        timer = fresh;
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public int getPhase() {
        return BEFORE_REQUESTS;
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
