package qorgan.keys;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How this process's memory, and with it keys, could reach a disk or another process: a heap dump,
/// a core file, swap, a debugger that attaches.
///
/// @param heapDumps a heap dump is written when memory runs out
/// @param attachable another process of the same user may attach and dump the heap
/// @param coreFiles the limit of a core file is not zero
/// @param swap memory may be swapped out
public record MemoryOnDisk(boolean heapDumps, boolean attachable, boolean coreFiles, boolean swap) {
    private static final Path SELF = Path.of("/proc/self");
    private static final Path SWAPS = Path.of("/proc/swaps");
    private static final Path CGROUP_SWAP = Path.of("/sys/fs/cgroup/memory.swap.max");
    private static final String CORE = "Max core file size";

    /// This process on this machine. What a system without `/proc` does is not seen.
    public static MemoryOnDisk here() {
        var machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return new MemoryOnDisk(
                isOn(machine, "HeapDumpOnOutOfMemoryError"),
                !isOn(machine, "DisableAttachMechanism"),
                leavesCoreFiles(lines(SELF.resolve("limits"))),
                swaps(lines(SWAPS), lines(CGROUP_SWAP)));
    }

    /// What to change, a line each, naming no value.
    ///
    /// @param swapEncrypted whoever runs this machine says that its swap is encrypted
    public List<String> faults(boolean swapEncrypted) {
        var faults = new ArrayList<String>();
        if (heapDumps) {
            faults.add("heap dumps are on (-XX:-HeapDumpOnOutOfMemoryError): they hold keys");
        }
        if (attachable) {
            faults.add("others may attach and dump the heap (-XX:+DisableAttachMechanism)");
        }
        if (coreFiles) {
            faults.add("core files are on (ulimit -c 0): they hold keys");
        }
        if (swap && !swapEncrypted) {
            faults.add("memory may be swapped out: swapoff, memory.swap.max 0, or encrypted swap");
        }
        return List.copyOf(faults);
    }

    /// The soft limit is the first number of its line; zero means that none is written.
    static boolean leavesCoreFiles(List<String> limits) {
        return limits.stream()
                .filter(line -> line.startsWith(CORE))
                .anyMatch(line -> !line.substring(CORE.length()).strip().startsWith("0 "));
    }

    /// A compressed device in memory is no disk, and a group without swap gets none.
    static boolean swaps(List<String> devices, List<String> group) {
        return !group.contains("0")
                && devices.stream().skip(1).anyMatch(line -> !line.startsWith("/dev/zram"));
    }

    private static boolean isOn(HotSpotDiagnosticMXBean machine, String flag) {
        return Boolean.parseBoolean(machine.getVMOption(flag).getValue());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
