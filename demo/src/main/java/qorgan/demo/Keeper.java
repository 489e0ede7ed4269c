package qorgan.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Keeps the house's processes up: one that went away is started again on the data it had.
final class Keeper implements AutoCloseable {
    private static final long BEAT_MILLIS = 500;

    private final List<Server> servers;
    private final Progress progress;
    private final ScheduledExecutorService beat =
            Executors.newScheduledThreadPool(
                    3, Thread.ofPlatform().daemon().name("keeper-", 0).factory());

    Keeper(List<Server> servers, Progress progress) {
        this.servers = List.copyOf(servers);
        this.progress = progress;
    }

    void watch() {
        for (var server : servers) {
            beat.scheduleWithFixedDelay(
                    () -> look(server), BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look(Server server) {
        if (!server.isAlive() && !beat.isShutdown()) {
            progress.note(server.name() + " went away; starting it again");
            startAgain(server);
        }
    }

    /// What fails now is tried again at the next beat: a killed server may leave children that hold
    /// its port for a moment.
    private void startAgain(Server server) {
        try {
            server.start();
            progress.note(server.name() + " is back");
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            progress.note(server.name() + " did not start: " + e.getMessage());
        }
    }

    /// Stops watching, waits for a start that is under way.
    @Override
    public void close() {
        beat.shutdown();
        try {
            if (!beat.awaitTermination(90, TimeUnit.SECONDS)) {
                beat.shutdownNow();
            }
        } catch (InterruptedException e) {
            beat.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
