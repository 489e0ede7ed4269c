package qorgan.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeeperTest {
    /// A real process that does nothing, and says each time it is started.
    private static final class Idle implements Server {
        private final LinkedBlockingQueue<Long> starts = new LinkedBlockingQueue<>();
        private volatile Process process;

        private Idle() throws IOException {
            process = begin();
            starts.add(process.pid());
        }

        private static Process begin() throws IOException {
            return new ProcessBuilder("sleep", "600").start();
        }

        @Override
        public String name() {
            return "idle";
        }

        @Override
        public void start() throws IOException {
            process = begin();
            starts.add(process.pid());
        }

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public void stop() {
            process.destroyForcibly();
        }
    }

    @Test
    void what_was_killed_is_started_again_and_what_was_stopped_is_not() throws Exception {
        var idle = new Idle();
        var said = new ByteArrayOutputStream();
        var keeper = new Keeper(List.of(idle), new Progress(new PrintStream(said), 1));
        keeper.watch();
        var first = idle.starts.poll(1, TimeUnit.SECONDS);
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        var second = idle.starts.poll(20, TimeUnit.SECONDS);
        assertThat(second).isNotNull().isNotEqualTo(first);
        assertThat(idle.isAlive()).isTrue();
        keeper.close();
        idle.stop();
        idle.process.waitFor();
        assertThat(idle.starts).isEmpty();
        assertThat(said.toString()).contains("idle went away", "idle is back");
    }
}
