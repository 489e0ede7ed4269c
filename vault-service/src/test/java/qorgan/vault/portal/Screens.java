package qorgan.vault.portal;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Pictures of pages, kept small: eight colours are enough for text on plain ground.
final class Screens {
    private static final int COLOURS = 8;

    private final @Nullable Path folder;

    /// A list goes on and on; its beginning shows what it is.
    private static final int TALLEST = 2_400;

    /// Writes to the folder that `-Dqorgan.screens=DIR` names, and nothing without it.
    Screens() {
        var named = System.getProperty("qorgan.screens");
        this.folder = named == null || named.isBlank() ? null : Path.of(named).toAbsolutePath();
    }

    boolean areWanted() {
        return folder != null;
    }

    void keep(String name, String language, byte[] png) {
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
            var whole = ImageIO.read(new ByteArrayInputStream(png));
            var height = Math.min(whole.getHeight(), TALLEST);
            var picture = reduced(whole.getSubimage(0, 0, whole.getWidth(), height));
            ImageIO.write(picture, "png", folder.resolve(name + "." + language + ".png").toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static BufferedImage reduced(BufferedImage picture) {
        var seen = new HashMap<Integer, Integer>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                seen.merge(picture.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        int[] palette = palette(seen);
        var nearest = new HashMap<Integer, Integer>();
        var reduced =
                new BufferedImage(
                        picture.getWidth(),
                        picture.getHeight(),
                        BufferedImage.TYPE_BYTE_BINARY,
                        new IndexColorModel(4, palette.length, palette, 0, false, -1, 0));
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                var colour = picture.getRGB(x, y) & 0xffffff;
                reduced.getRaster()
                        .setSample(
                                x, y, 0, nearest.computeIfAbsent(colour, c -> nearest(palette, c)));
            }
        }
        return reduced;
    }

    /// The most frequent colours, no two of them too much alike.
    private static int[] palette(Map<Integer, Integer> seen) {
        var chosen = new java.util.ArrayList<Integer>();
        seen.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .forEach(
                        entry -> {
                            if (chosen.size() < COLOURS
                                    && chosen.stream()
                                            .allMatch(c -> distance(c, entry.getKey()) > 2500)) {
                                chosen.add(entry.getKey());
                            }
                        });
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int nearest(int[] palette, int colour) {
        int best = 0;
        for (int i = 1; i < palette.length; i++) {
            if (distance(palette[i], colour) < distance(palette[best], colour)) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int two) {
        int red = (one >> 16 & 255) - (two >> 16 & 255);
        int green = (one >> 8 & 255) - (two >> 8 & 255);
        int blue = (one & 255) - (two & 255);
        return red * red + green * green + blue * blue;
    }
}
