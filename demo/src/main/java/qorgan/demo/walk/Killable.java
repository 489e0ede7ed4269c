package qorgan.demo.walk;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// A server of the house, as somebody with SIGKILL sees it.
///
/// @param pid its process now, or -1
/// @param isBack whether it runs again and answers
public record Killable(String name, LongSupplier pid, BooleanSupplier isBack) {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /// Kills it and waits until another process of it answers; false where none did.
    boolean killAndWait() {
        var before = pid.getAsLong();
        var process = ProcessHandle.of(before);
        if (process.isEmpty() || !process.get().destroyForcibly()) {
            return false;
        }
        process.get().onExit().join();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var now = pid.getAsLong();
            if (now > 0 && now != before && isBack.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        return false;
    }
}
