package qorgan.vault.edge;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.springframework.web.util.HtmlUtils;

/// A page printed as PDF, its own font inside, so that each Kazakh letter is there on every
/// machine.
public final class Paper {
    private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";

    /// The font's family, for the page's styles.
    private static final String FAMILY = "DejaVu Sans";

    private Paper() {}

    /// @param page well-formed XHTML in that font
    /// @param conformance what the kind of paper demands: PDF/A to be kept, PDF/UA to be heard
    public static byte[] print(String page, Consumer<PdfRendererBuilder> conformance) {
        var out = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder();
        builder.useFastMode();
        conformance.accept(builder);
        builder.useFont(() -> font("DejaVuSans.ttf"), FAMILY, 400, FontStyle.NORMAL, true);
        builder.useFont(() -> font("DejaVuSans-Bold.ttf"), FAMILY, 700, FontStyle.NORMAL, true);
        builder.withHtmlContent(page, null);
        builder.toStream(out);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// Values come from forms: nothing of them may become markup, or a character XML forbids.
    public static String text(String value) {
        var clean = value.replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ");
        return HtmlUtils.htmlEscape(clean, "UTF-8");
    }

    private static InputStream font(String name) {
        var stream = Paper.class.getResourceAsStream(FONTS + name);
        if (stream == null) {
            throw new IllegalStateException("the font is not in the build: " + name);
        }
        return stream;
    }
}
