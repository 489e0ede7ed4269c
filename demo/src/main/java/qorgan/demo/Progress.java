package qorgan.demo;

import java.io.PrintStream;
import java.time.Duration;

/// Says what is being done, how far it is and how long it took, one line a step.
final class Progress {
    private final PrintStream out;
    private final int steps;
    private final long began = System.nanoTime();
    private int step;

    Progress(PrintStream out, int steps) {
        this.out = out;
        this.steps = steps;
    }

    /// A new step begins.
    synchronized void step(String doing) {
        step++;
        out.printf("[%5.1f s] %d/%d  %s%n", seconds(), step, steps, doing);
        out.flush();
    }

    /// Something to know inside the step.
    synchronized void note(String text) {
        out.printf("[%5.1f s]      %s%n", seconds(), text);
        out.flush();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private double seconds() {
        return elapsed().toMillis() / 1000.0;
    }
}
