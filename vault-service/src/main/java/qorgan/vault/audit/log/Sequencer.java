package qorgan.vault.audit.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import qorgan.ledger.tiles.Edge;

/// Gives each committed leaf its place in the log, and publishes a signed checkpoint on each beat.
///
/// Disclosures only insert; one instance sequences. It is elected by an advisory lock of
/// PostgreSQL, and everything a beat writes (positions, full tiles, the checkpoint, the emptied
/// queue) is one transaction **on the session that holds the lock**. That is the fence: a leader
/// whose session is gone has lost both the lock and the possibility to commit, so two leaders can
/// never both write, whichever process, connection or server dies at which moment. The primary key
/// of `audit_position` says the same a second time.
///
/// A leaf is neither skipped nor doubled: it leaves the queue in the transaction that gives it a
/// position, and `leaf_id` is unique there. A leaf committed late (its transaction was slow) is
/// simply taken on a later beat: the order is the one in which leaves became visible to the
/// sequencer.
@Component
public class Sequencer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Sequencer.class);

    /// The advisory lock: the ASCII letters "qorganlg".
    private static final long LOCK = 0x716f7267616e6c67L;

    private static final int MOST = 8192;

    private final DataSource dataSource;
    private final StoredTiles tiles;
    private final Checkpoints checkpoints;
    private final LogSigner signer;
    private final LogSettings settings;
    private final Alarms alarms;
    private final String instance;
    private @Nullable ScheduledExecutorService timer;
    private @Nullable Leading leading;

    Sequencer(
            DataSource dataSource,
            StoredTiles tiles,
            Checkpoints checkpoints,
            LogSigner signer,
            LogSettings settings,
            Alarms alarms,
            @Value("${qorgan.instance}") String instance) {
        this.dataSource = dataSource;
        this.tiles = tiles;
        this.checkpoints = checkpoints;
        this.signer = signer;
        this.settings = settings;
        this.alarms = alarms;
        this.instance = instance;
    }

    private record Leading(Connection session, Edge edge) {}

    /// One beat: is elected if nobody leads, and as the leader integrates what is queued. True if
    /// this instance leads afterwards.
    public synchronized boolean beat() {
        try {
            var current = leading == null ? elect() : leading;
            leading = current;
            if (current == null) {
                return false;
            }
            leading = new Leading(current.session(), integrate(current));
            return true;
        } catch (SQLException e) {
            log.warn("the sequencer lost its session, sqlstate {}", e.getSQLState());
            resign();
            return false;
        } catch (LogBroken e) {
            alarms.inconsistent(e.what());
            log.error("the log does not agree with itself: {}", e.what());
            resign();
            return false;
        }
    }

    /// Whether this instance led on its last beat.
    public synchronized boolean leads() {
        return leading != null;
    }

    /// Gives the lead up; another instance takes it on its next beat.
    public synchronized void resign() {
        var gone = leading;
        leading = null;
        if (gone == null) {
            return;
        }
        release(gone.session());
    }

    private @Nullable Leading elect() throws SQLException, LogBroken {
        var session = dataSource.getConnection();
        var elected = false;
        try {
            session.setAutoCommit(true);
            try (var statement = session.prepareStatement("select pg_try_advisory_lock(?)")) {
                statement.setLong(1, LOCK);
                try (var row = statement.executeQuery()) {
                    elected = row.next() && row.getBoolean(1);
                }
            }
            if (!elected) {
                session.close();
                return null;
            }
            try (var statement =
                    session.prepareStatement("insert into audit_term (instance) values (?)")) {
                statement.setString(1, instance);
                statement.executeUpdate();
            }
            return new Leading(session, checkpoints.edge(tiles));
        } catch (SQLException | LogBroken e) {
            release(session);
            throw e;
        }
    }

    private Edge integrate(Leading current) throws SQLException, LogBroken {
        var session = current.session();
        session.setAutoCommit(false);
        requireNothingBehind(session, current.edge().size());
        var waiting = Batch.queued(session, MOST);
        var queued =
                waiting.subList(
                        0, Batch.taken(waiting.size(), settings.quantum(), settings.calmBeats()));
        var width = Batch.width(queued.size(), settings.quantum());
        var batch = new Batch(queued, signer.padding(width - queued.size()));
        var grown = current.edge().append(batch.entries());
        batch.store(session, current.edge().size(), grown);
        checkpoints.insert(session, signer.sign(grown.edge()));
        session.commit();
        return grown.edge();
    }

    /// The tree in memory must be the tree in the database: otherwise somebody else has written.
    private static void requireNothingBehind(Connection session, long size)
            throws SQLException, LogBroken {
        try (var statement =
                        session.prepareStatement(
                                "select coalesce(max(log_index) + 1, 0) from audit_position");
                var row = statement.executeQuery()) {
            if (!row.next() || row.getLong(1) != size) {
                throw new LogBroken("positions end elsewhere than the tree of " + size);
            }
        }
    }

    private static void release(Connection session) {
        try {
            if (!session.getAutoCommit()) {
                session.rollback();
            }
            session.setAutoCommit(true);
            try (var statement = session.prepareStatement("select pg_advisory_unlock(?)")) {
                statement.setLong(1, LOCK);
                statement.execute();
            }
            session.close();
        } catch (SQLException e) {
            log.info("the sequencer's session is dropped, sqlstate {}", e.getSQLState());
            drop(session);
        }
    }

    private static void drop(Connection session) {
        try {
            session.abort(Runnable::run);
        } catch (SQLException e) {
            log.info("the sequencer's session was gone already, sqlstate {}", e.getSQLState());
        }
    }

    /// The first beat is at once: what waited while nobody led is in the log before the first
    /// request, and no reader finds proof lagging because of a start.
    @Override
    public synchronized void start() {
        if (timer != null || settings.beat().isZero()) {
            return;
        }
        guardedBeat();
        var fresh =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("sequencer").daemon().factory());
        var beat = settings.beat().toMillis();
        fresh.scheduleAtFixedRate(this::guardedBeat, beat, beat, TimeUnit.MILLISECONDS);
        timer = fresh;
    }

    /// A timer forgets a task that throws; the log must go on after any bug of one beat.
    private void guardedBeat() {
        try {
            beat();
        } catch (RuntimeException e) {
            log.error("a beat of the sequencer failed", e);
            resign();
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService running;
        synchronized (this) {
            running = timer;
            timer = null;
        }
        if (running != null) {
            running.shutdownNow();
        }
        resign();
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
