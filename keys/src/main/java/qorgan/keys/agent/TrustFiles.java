package qorgan.keys.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import qorgan.keys.sign.TrustAnchors;

/// An agent's trust from its office's own files, read again when one of them changes: a new CRL or
/// another official counts without a restart.
public final class TrustFiles implements Supplier<AgentTrust> {
    private final Path settings;
    private final Path folder;
    private List<String> seen = List.of();
    private @Nullable AgentTrust current;

    /// @param settings JSON, as [AgentTrust#read] takes it
    /// @param folder roots, CRLs and OCSP answers
    public TrustFiles(Path settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    @Override
    public synchronized AgentTrust get() {
        try {
            var now = state();
            var known = current;
            if (known == null || !now.equals(seen)) {
                known = AgentTrust.read(Files.readAllBytes(settings), TrustAnchors.in(folder));
                current = known;
                seen = now;
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> state() throws IOException {
        var state = new ArrayList<String>();
        state.add(of(settings));
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                state.add(of(file));
            }
        }
        return state;
    }

    private static String of(Path file) throws IOException {
        return file.getFileName() + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
    }
}
