package qorgan.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/// How far an import is: a bar on a terminal, a line now and then elsewhere.
final class ImportProgress {
    private static final int WIDTH = 30;
    private static final int STEPS_WITHOUT_TERMINAL = 10;

    private final @Nullable PrintWriter out;
    private final boolean terminal;
    private final int total;
    private int done;
    private int taken;
    private int present;
    private int refused;
    private int said = -1;

    ImportProgress(@Nullable PrintWriter out, boolean terminal, int total) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
    }

    synchronized void batch(ImportService.Answer answer, int rows) {
        done += rows;
        taken += answer.taken();
        present += answer.present();
        refused += answer.refused().size();
        show();
    }

    synchronized void refusedHere(int rows) {
        done += rows;
        refused += rows;
        show();
    }

    synchronized int taken() {
        return taken;
    }

    synchronized int present() {
        return present;
    }

    synchronized int refused() {
        return refused;
    }

    synchronized void end() {
        if (out != null && terminal) {
            out.println();
            out.flush();
        }
    }

    private void show() {
        if (out == null) {
            return;
        }
        if (terminal) {
            out.print("\r" + line());
            out.flush();
        } else {
            int step = total == 0 ? 0 : (int) ((long) done * STEPS_WITHOUT_TERMINAL / total);
            if (step > said) {
                said = step;
                out.println(line());
                out.flush();
            }
        }
    }

    private String line() {
        int filled = total == 0 ? WIDTH : (int) ((long) done * WIDTH / total);
        return "[%s%s] %d of %d rows  taken %d, there already %d, refused %d"
                .formatted(
                        "#".repeat(filled),
                        ".".repeat(WIDTH - filled),
                        done,
                        total,
                        taken,
                        present,
                        refused);
    }
}
