package qorgan.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// Draws what an operation costs against a size, as SVG. Both axes are logarithmic (each size is
/// ten times the one before), so a cost that grows with the size rises at a slope, and one that
/// doesn't stays level.
public final class Picture {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int TOP = 30;
    private static final int BOTTOM = 340;

    private final String caption;
    private final List<Long> sizes;
    private final List<Line> lines;
    private final int lowest;
    private final int decades;

    private Picture(String caption, List<Long> sizes, List<Line> lines) {
        this.caption = caption;
        this.sizes = sizes;
        this.lines = lines;
        var all =
                lines.stream().flatMapToDouble(line -> line.micros().stream().mapToDouble(m -> m));
        var extent = all.summaryStatistics();
        lowest = (int) Math.floor(Math.log10(extent.getMin()));
        decades = Math.max(1, (int) Math.ceil(Math.log10(extent.getMax())) - lowest);
    }

    /// One thing measured at every size.
    ///
    /// @param micros microseconds, one for each size, all above zero
    /// @param dashed for a line that was not measured but shows the eye what to compare with
    public record Line(String name, String colour, List<Double> micros, boolean dashed) {
        public Line {
            micros = List.copyOf(micros);
        }
    }

    public static String of(String caption, List<Long> sizes, List<Line> lines) {
        return new Picture(caption, sizes, lines).svg();
    }

    private String svg() {
        var svg = new StringBuilder();
        svg.append(
                format(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
                        WIDTH, HEIGHT));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        DoubleStream.iterate(Math.pow(10, lowest), micros -> micros * 10)
                .limit(decades + 1L)
                .forEach(
                        micros ->
                                svg.append(
                                        format(
                                                "<path d=\"M%d %dH%d\" stroke=\"#ddd\"/><text x=\"8\" y=\"%d\">%s µs</text>",
                                                LEFT,
                                                y(micros),
                                                WIDTH - 20,
                                                y(micros) + 4,
                                                String.format(Locale.ROOT, "%.6g", micros)
                                                        .replaceFirst("\\.?0+$", ""))));
        for (int i = 0; i < sizes.size(); i++) {
            svg.append(
                    format(
                            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%,d</text>",
                            x(i), BOTTOM + 20, sizes.get(i)));
        }
        lines.forEach(line -> svg.append(drawn(line)));
        svg.append(format("<text x=\"%d\" y=\"%d\">%s</text>", LEFT, HEIGHT - 12, caption));
        return svg.append("</svg>\n").toString();
    }

    private String drawn(Line line) {
        var path = new StringBuilder();
        for (int i = 0; i < sizes.size(); i++) {
            path.append(i == 0 ? 'M' : 'L')
                    .append(x(i))
                    .append(' ')
                    .append(y(line.micros().get(i)));
        }
        return format(
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/><text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>",
                path,
                line.colour(),
                line.dashed() ? " stroke-dasharray=\"6 4\"" : "",
                LEFT + 8,
                y(line.micros().getFirst()) - 6,
                line.colour(),
                line.name());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + "\n";
    }

    private int x(int i) {
        return LEFT + 30 + i * (WIDTH - LEFT - 90) / Math.max(1, sizes.size() - 1);
    }

    private int y(double micros) {
        double above = Math.log10(micros) - lowest;
        return (int) (BOTTOM - above * (BOTTOM - TOP) / decades);
    }
}
