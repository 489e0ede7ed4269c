package qorgan.demo.drill;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What clients were told, a line each: only what arrived whole and said that it is so.
final class Journal implements AutoCloseable {
    private final BufferedWriter out;
    private final Map<String, Integer> counts = new TreeMap<>();

    Journal(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
    }

    synchronized void told(String what, String... cells) {
        try {
            out.write(what + "\t" + String.join("\t", cells) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        counts.merge(what, 1, Integer::sum);
    }

    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
