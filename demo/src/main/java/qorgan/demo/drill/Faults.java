package qorgan.demo.drill;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Breaks one thing after the other, in an order drawn from the seed in which each comes before any
/// comes again, and lets what died be started anew.
final class Faults {
    private static final long[] JUMPS = {45_000, -45_000, 7_200_000, -7_200_000};

    private final Site site;
    private final Random random;
    private final Consumer<String> say;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private final List<Fault> next = new ArrayList<>();

    Faults(Site site, Random random, Consumer<String> say) {
        this.site = site;
        this.random = random;
        this.say = say;
    }

    Map<Fault, Integer> done() {
        return new EnumMap<>(done);
    }

    /// Breaks something, mends what does not mend itself, and starts what died.
    void one() throws IOException, InterruptedException {
        if (next.isEmpty()) {
            next.addAll(List.of(Fault.values()));
            Collections.shuffle(next, random);
        }
        var fault = next.removeFirst();
        say.accept(fault.words());
        try {
            strike(fault);
            done.merge(fault, 1, Integer::sum);
        } catch (SQLException away) {
            say.accept("  the database was away already");
        }
        site.revive();
    }

    private void strike(Fault fault) throws IOException, InterruptedException, SQLException {
        switch (fault) {
            case KILL_INSTANCE -> site.instance(random.nextInt(2)).kill();
            case KILL_SEQUENCER -> site.sequencer().kill();
            case KILL_DATABASE -> site.storage().kill();
            case KILL_WITNESS -> site.witness().kill();
            case CUT_SEQUENCER -> site.storage().cutLeader();
            case FREEZE_SEQUENCER -> freeze(site.sequencer());
            case JUMP -> {
                int which = random.nextInt(2);
                site.jump(which, JUMPS[random.nextInt(JUMPS.length)]);
                pause(2_000 + random.nextInt(3_000));
                site.jump(which, 0);
            }
            case SLOW_DISK -> {
                site.storage().slow(true);
                pause(2_000 + random.nextInt(2_000));
                site.storage().slow(false);
            }
            case FULL_DISK -> {
                site.storage().full(true);
                pause(1_000 + random.nextInt(1_500));
                site.storage().full(false);
            }
        }
    }

    /// While it stands still it holds the lock and knows nothing; then its session is gone, another
    /// leads, and what it had begun must not get through.
    private void freeze(Program sequencer) throws IOException, InterruptedException, SQLException {
        sequencer.freeze();
        try {
            pause(1_000);
            site.storage().cutLeader();
            pause(2_500);
        } finally {
            sequencer.thaw();
        }
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
