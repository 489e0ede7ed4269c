package qorgan.demo.drill.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// All entries of an exported log, and the roots of its first so many (RFC 6962 section 2.1), the
/// slow way: straight from the entries, so that nothing which the log says about itself is
/// believed.
final class Tree {
    private static final int WIDTH = 256;

    private final List<byte[]> entries;
    private final List<byte[]> hashes;

    private Tree(List<byte[]> entries) {
        this.entries = entries;
        this.hashes = entries.stream().map(entry -> sha256(new byte[1], entry)).toList();
    }

    /// Reads `tile/entries/…` of a log of this size.
    static Tree read(Path log, long size) throws IOException {
        var entries = new ArrayList<byte[]>();
        for (long tile = 0; tile * WIDTH < size; tile++) {
            var width = (int) Math.min(WIDTH, size - tile * WIDTH);
            var name = path(tile) + (width == WIDTH ? "" : ".p/" + width);
            var bytes = Files.readAllBytes(log.resolve("tile/entries/" + name));
            for (int at = 0; at < bytes.length; ) {
                int length = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
                entries.add(Arrays.copyOfRange(bytes, at + 2, at + 2 + length));
                at += 2 + length;
            }
        }
        if (entries.size() != size) {
            throw new IOException("the export holds " + entries.size() + " entries, not " + size);
        }
        return new Tree(entries);
    }

    private static String path(long index) {
        var path = "%03d".formatted(index % 1000);
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path = "x%03d/%s".formatted(rest % 1000, path);
        }
        return path;
    }

    int size() {
        return entries.size();
    }

    byte[] entry(int index) {
        return entries.get(index).clone();
    }

    byte[] hash(int index) {
        return hashes.get(index).clone();
    }

    /// The root over the first `size` entries.
    byte[] root(int size) {
        return size == 0 ? sha256() : root(0, size);
    }

    private byte[] root(int from, int to) {
        if (to - from == 1) {
            return hashes.get(from);
        }
        int half = Integer.highestOneBit(to - from - 1);
        return sha256(new byte[] {1}, root(from, from + half), root(from + half, to));
    }

    static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
