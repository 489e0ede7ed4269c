package qorgan.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryOnDiskTest {
    private static final String HEAD = "Filename Type Size Used Priority";

    @Test
    void a_core_file_is_off_when_its_soft_limit_is_zero() {
        assertThat(MemoryOnDisk.leavesCoreFiles(limits("0", "unlimited"))).isFalse();
        assertThat(MemoryOnDisk.leavesCoreFiles(limits("0", "0"))).isFalse();
        assertThat(MemoryOnDisk.leavesCoreFiles(limits("unlimited", "unlimited"))).isTrue();
        assertThat(MemoryOnDisk.leavesCoreFiles(limits("1024", "2048"))).isTrue();
        assertThat(MemoryOnDisk.leavesCoreFiles(List.of())).isFalse();
    }

    @Test
    void swap_on_a_disk_counts_where_this_process_may_use_it() {
        assertThat(MemoryOnDisk.swaps(List.of(HEAD), List.of("max"))).isFalse();
        assertThat(MemoryOnDisk.swaps(List.of(HEAD, "/dev/sda2 partition"), List.of())).isTrue();
        assertThat(MemoryOnDisk.swaps(List.of(HEAD, "/dev/sda2 partition"), List.of("max")))
                .isTrue();
        assertThat(MemoryOnDisk.swaps(List.of(HEAD, "/swapfile file"), List.of("0"))).isFalse();
        assertThat(MemoryOnDisk.swaps(List.of(HEAD, "/dev/zram0 partition"), List.of())).isFalse();
    }

    @Test
    void each_way_to_a_disk_is_a_fault_by_itself() {
        assertThat(new MemoryOnDisk(false, false, false, false).faults(false)).isEmpty();
        assertThat(new MemoryOnDisk(true, false, false, false).faults(true))
                .singleElement()
                .asString()
                .contains("heap dumps");
        assertThat(new MemoryOnDisk(false, true, false, false).faults(true))
                .singleElement()
                .asString()
                .contains("attach");
        assertThat(new MemoryOnDisk(false, false, true, false).faults(true))
                .singleElement()
                .asString()
                .contains("core files");
        assertThat(new MemoryOnDisk(false, false, false, true).faults(false))
                .singleElement()
                .asString()
                .contains("swapped");
        assertThat(new MemoryOnDisk(false, false, false, true).faults(true)).isEmpty();
    }

    @Test
    void a_real_process_is_seen_as_it_was_started() throws IOException, InterruptedException {
        assertThat(seen("ulimit -c 0 && exec", "-XX:+DisableAttachMechanism"))
                .contains("heapDumps=false", "attachable=false", "coreFiles=false");
        assertThat(seen("exec", "-XX:+HeapDumpOnOutOfMemoryError"))
                .contains("heapDumps=true", "attachable=true");
    }

    /// Prints what it sees of itself.
    static final class Seen {
        public static void main(String[] none) {
            System.out.println(MemoryOnDisk.here());
        }
    }

    private static String seen(String before, String flag)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        flag,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Seen.class.getName()));
        var quoted = new StringBuilder(before);
        command.forEach(word -> quoted.append(" '").append(word).append('\''));
        var process =
                new ProcessBuilder("sh", "-c", quoted.toString()).redirectErrorStream(true).start();
        var told = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(told).isZero();
        return told;
    }

    private static List<String> limits(String soft, String hard) {
        return List.of(
                "Limit                     Soft Limit           Hard Limit           Units",
                "Max cpu time              unlimited            unlimited            seconds",
                "Max core file size        " + soft + "                    " + hard + "   bytes");
    }
}
