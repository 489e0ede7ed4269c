package qorgan.benchmarks.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.function.ToDoubleFunction;
import qorgan.benchmarks.Picture;
import qorgan.ledger.merkle.Hasher;
import qorgan.ledger.merkle.Proofs;
import qorgan.ledger.tiles.Edge;
import qorgan.ledger.tiles.TileTree;

/// The cost of appending to a log, of proving from it and of checking a proof, against the log's
/// size from ten thousand to ten million entries. Each figure is the median of many single
/// operations.
///
/// `java … qorgan.benchmarks.ledger.LogSizes [DIR]` prints a table; with a directory it also writes
/// `log-sizes.csv` and the picture `log-sizes.svg`.
public final class LogSizes {
    private static final long[] SIZES = {10_000, 100_000, 1_000_000, 10_000_000};
    private static final int BATCH = 100;
    private static final int ROUNDS = 2_000;

    private LogSizes() {}

    record Row(
            long size,
            double appendMicros,
            double inclusionMicros,
            double consistencyMicros,
            double checkMicros,
            int proofBytes) {
        String csv() {
            return String.format(
                    "%d,%.1f,%.1f,%.1f,%.1f,%d",
                    size,
                    appendMicros,
                    inclusionMicros,
                    consistencyMicros,
                    checkMicros,
                    proofBytes);
        }
    }

    public static void main(String[] args) throws IOException {
        var rows = measure();
        String header =
                "entries,append of "
                        + BATCH
                        + " us,inclusion us,consistency us,check us,proof bytes";
        System.out.println(header);
        rows.forEach(row -> System.out.println(row.csv()));
        if (args.length > 0) {
            Path folder = Files.createDirectories(Path.of(args[0]));
            var csv = new StringBuilder(header).append('\n');
            rows.forEach(row -> csv.append(row.csv()).append('\n'));
            Files.writeString(folder.resolve("log-sizes.csv"), csv, StandardCharsets.UTF_8);
            Files.writeString(
                    folder.resolve("log-sizes.svg"), picture(rows), StandardCharsets.UTF_8);
        }
    }

    private static String picture(List<Row> rows) {
        return Picture.of(
                "entries in the log; median of one operation",
                rows.stream().map(Row::size).toList(),
                List.of(
                        line(rows, "append of " + BATCH, "#1f77b4", Row::appendMicros),
                        line(rows, "inclusion proof", "#d62728", Row::inclusionMicros),
                        line(rows, "consistency proof", "#9467bd", Row::consistencyMicros),
                        line(rows, "check of a proof", "#2ca02c", Row::checkMicros)));
    }

    private static Picture.Line line(
            List<Row> rows, String name, String colour, ToDoubleFunction<Row> micros) {
        var values = rows.stream().mapToDouble(micros).boxed().toList();
        return new Picture.Line(name, colour, values, false);
    }

    private static List<Row> measure() throws IOException {
        var rows = new ArrayList<Row>();
        var source = new GeneratedTiles();
        var edge = Edge.EMPTY;
        measure(source, grow(source, edge, 5_000)); // warms the machine up
        for (long size : SIZES) {
            edge = grow(source, edge, size);
            rows.add(measure(source, edge));
        }
        return rows;
    }

    private static Edge grow(GeneratedTiles source, Edge from, long size) {
        var edge = from;
        while (edge.size() < size) {
            int count = (int) Math.min(size - edge.size(), 4096);
            var grown = edge.append(GeneratedTiles.entries(edge.size(), count));
            source.keepUpper(grown.files());
            edge = grown.edge();
        }
        return edge;
    }

    private static Row measure(GeneratedTiles source, Edge edge) throws IOException {
        long size = edge.size();
        var batch = GeneratedTiles.entries(size, BATCH);
        var random = new Random(size);
        long[] indexes = random.longs(ROUNDS, 0, size).toArray();
        var root = edge.root();
        if (!new TileTree(source, size).root().equals(root)) {
            throw new IllegalStateException("the generated tiles are not the tree's");
        }
        double append = median(indexes, _ -> edge.append(batch));
        double inclusion = median(indexes, index -> new TileTree(source, size).inclusion(index));
        double consistency =
                median(indexes, index -> new TileTree(source, size).consistency(index));
        var path = new TileTree(source, size).inclusion(indexes[0]);
        var leaf = Hasher.leafOf(GeneratedTiles.entry(indexes[0]));
        double check =
                median(
                        indexes,
                        _ -> {
                            if (!Proofs.includes(indexes[0], size, leaf, path, root)) {
                                throw new IllegalStateException("a proof that does not hold");
                            }
                        });
        return new Row(size, append, inclusion, consistency, check, GeneratedTiles.bytes(path));
    }

    /// Runs once unmeasured, so that generated tiles are there, and then once with the clock.
    private static double median(long[] indexes, LongConsumer act) {
        try {
            for (long index : indexes) {
                act.accept(index);
            }
            var times = new long[indexes.length];
            for (int i = 0; i < indexes.length; i++) {
                long start = System.nanoTime();
                act.accept(indexes[i]);
                times[i] = System.nanoTime() - start;
            }
            Arrays.sort(times);
            return times[times.length / 2] / 1000.0;
        } catch (UncheckedIOException missing) {
            throw new IllegalStateException("a tile was not generated", missing);
        }
    }
}
