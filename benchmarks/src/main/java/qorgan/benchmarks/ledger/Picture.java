package qorgan.benchmarks.ledger;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// Draws the rows of [LogSizes]: both axes logarithmic, so that what grows with the log would rise.
final class Picture {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int TOP = 30;
    private static final int BOTTOM = 340;
    private static final int DECADES = 5; // from 0.1 µs to 10 ms

    private Picture() {}

    static String of(List<LogSizes.Row> rows) {
        var svg = new StringBuilder();
        svg.append(
                String.format(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                        WIDTH, HEIGHT));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        for (int decade = 0; decade <= DECADES; decade++) {
            int y = y(Math.pow(10, decade - 1));
            svg.append(
                    String.format(
                            "<path d=\"M%d %dH%d\" stroke=\"#ddd\"/><text x=\"8\" y=\"%d\">%s µs</text>%n",
                            LEFT,
                            y,
                            WIDTH - 20,
                            y + 4,
                            decade == 0 ? "0.1" : "1" + "0".repeat(decade - 1)));
        }
        for (int i = 0; i < rows.size(); i++) {
            svg.append(
                    String.format(
                            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%,d</text>%n",
                            x(i, rows.size()), BOTTOM + 20, rows.get(i).size()));
        }
        line(svg, rows, "append of 100", "#1f77b4", LogSizes.Row::appendMicros);
        line(svg, rows, "inclusion proof", "#d62728", LogSizes.Row::inclusionMicros);
        line(svg, rows, "consistency proof", "#9467bd", LogSizes.Row::consistencyMicros);
        line(svg, rows, "check of a proof", "#2ca02c", LogSizes.Row::checkMicros);
        svg.append(
                String.format(
                        "<text x=\"%d\" y=\"%d\">entries in the log; median of one operation</text>%n</svg>%n",
                        LEFT, HEIGHT - 12));
        return svg.toString();
    }

    private static void line(
            StringBuilder svg,
            List<LogSizes.Row> rows,
            String name,
            String colour,
            ToDoubleFunction<LogSizes.Row> value) {
        var path = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            path.append(i == 0 ? 'M' : 'L')
                    .append(x(i, rows.size()))
                    .append(' ')
                    .append(y(value.applyAsDouble(rows.get(i))));
        }
        svg.append(
                String.format(
                        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/><text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
                        path,
                        colour,
                        LEFT + 8,
                        y(value.applyAsDouble(rows.getFirst())) - 6,
                        colour,
                        name));
    }

    private static int x(int i, int count) {
        return LEFT + 30 + i * (WIDTH - LEFT - 90) / Math.max(1, count - 1);
    }

    private static int y(double micros) {
        double decades = Math.log10(Math.max(micros, 0.1)) + 1;
        return (int) (BOTTOM - decades * (BOTTOM - TOP) / DECADES);
    }
}
