package qorgan.demo;

import java.io.IOException;

/// One of the processes that make up the house.
interface Server {
    String name();

    /// Starts it and returns when it answers; after a crash it goes on with the data it had.
    void start() throws IOException;

    boolean isAlive();

    /// Stops it; does nothing where it is not running.
    void stop();
}
