package qorgan.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import qorgan.demo.client.BrokenOff;

/// The living house: starts it, fills it once, prints how to get in, and stays until it is told to
/// stop.
final class Living {
    private Living() {}

    static int run(Path place) throws IOException, GeneralSecurityException, InterruptedException {
        var home = Home.take(place);
        var progress = new Progress(System.out, House.STEPS + 1);
        var house =
                House.in(home, Ports.of(home.at("ports.properties")), progress, Clock.systemUTC());
        var stopped = new CountDownLatch(1);
        var stopping = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("stopping")
                                .unstarted(
                                        () -> {
                                            stopping.set(true);
                                            System.out.println("\nstopping everything ...");
                                            house.close();
                                            System.out.println(
                                                    "stopped; the data stays in " + place);
                                            stopped.countDown();
                                        }));
        try {
            house.open();
            progress.step("the country");
            new Settling(house, progress).settle();
            System.out.println(new Welcome(house).text());
        } catch (IOException | IllegalStateException | CompletionException | BrokenOff e) {
            // What fails because somebody pressed Ctrl-C in the middle is no failure.
            if (!stopping.get()) {
                throw e;
            }
        }
        stopped.await();
        return 0;
    }
}
