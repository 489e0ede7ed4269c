package qorgan.demo;

import java.io.IOException;

/// One of the processes that make up the house.
interface Server {
    String name();

    /// Starts it and returns when it answers; after a crash it goes on with the data it had.
    void start() throws IOException;

    /// The process that is it now, or -1 where there is none of its own.
    long pid();

    default boolean isAlive() {
        var pid = pid();
        return pid > 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /// Stops it; does nothing where it is not running.
    void stop();
}
