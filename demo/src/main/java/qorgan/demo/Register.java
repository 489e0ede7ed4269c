package qorgan.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import qorgan.demo.country.PaperRegister;

/// Writes a register of invented rows to try `bin/qorgan import` with.
final class Register {
    private static final long SEED = 10_000;

    private Register() {}

    static int write(Path file, int rows, int bad) throws IOException {
        // Whole days, so that two files made on one day are the same file.
        var today = Clock.systemUTC().instant().truncatedTo(ChronoUnit.DAYS);
        Files.write(file, PaperRegister.lines(SEED, today, rows, bad));
        System.out.println(rows + " rows, " + bad + " of them bad: " + file);
        return 0;
    }
}
