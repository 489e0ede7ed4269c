package qorgan.vault.disclosure;

import static qorgan.vault.edge.Paper.text;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Map;
import org.springframework.stereotype.Component;
import qorgan.vault.edge.Paper;
import qorgan.vault.request.Language;

/// The receipt on paper: PDF/A-2u out of the same canonical content as the JSON, with its own font
/// embedded, so that every Kazakh letter stands on any machine and can be copied out again.
@Component
class ReceiptPaper {

    private static final byte[] COLOURS = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    private final Words words;

    ReceiptPaper(Words words) {
        this.words = words;
    }

    /// @param content the receipt's canonical content, as signed
    /// @param digest its SHA-256 in hexadecimal, printed so that paper and file can be compared
    byte[] print(ReceiptContent content, String digest) {
        return Paper.print(
                page(content, digest),
                builder -> {
                    builder.usePdfAConformance(PdfAConformance.PDFA_2_U);
                    builder.useColorProfile(COLOURS);
                });
    }

    private String page(ReceiptContent content, String digest) {
        var language = content.language();
        var html = new StringBuilder(4096);
        html.append("<html lang=\"").append(language.code()).append("\"><head><title>");
        html.append(text(words.of(language, "receipt.title")));
        html.append("</title><style>")
                .append("@page{size:A4;margin:20mm}body{font-family:'DejaVu Sans';font-size:10pt}")
                .append(
                        "h1{font-size:15pt}h2{font-size:12pt}table{width:100%;border-collapse:collapse}")
                .append("td,th{border-bottom:1px solid #888;padding:4px;text-align:left;")
                .append("vertical-align:top}.small{font-size:7.5pt}")
                .append("</style></head><body><h1>");
        html.append(text(words.of(language, "receipt.title"))).append("</h1><table>");
        for (var line : content.heading().entrySet()) {
            row(html, words.of(language, "receipt." + line.getKey()), line.getValue());
        }
        html.append("</table>");
        released(html, language, content);
        withheld(html, language, content);
        html.append("<p>").append(text(words.of(language, "receipt.proof"))).append("</p>");
        html.append("<p class=\"small\">SHA-256 ").append(text(digest)).append("</p>");
        return html.append("</body></html>").toString();
    }

    private void released(StringBuilder html, Language language, ReceiptContent content) {
        if (content.released().isEmpty()) {
            return;
        }
        html.append("<h2>").append(text(words.of(language, "receipt.released"))).append("</h2>");
        html.append("<table>");
        heads(html, language, "field", "value", "recorded", "norm");
        for (var line : content.released()) {
            cells(
                    html,
                    words.field(language, line.field().code()),
                    line.value(),
                    line.recordedAt() + " " + line.source(),
                    String.join(", ", line.citations()));
        }
        html.append("</table>");
    }

    private void withheld(StringBuilder html, Language language, ReceiptContent content) {
        if (content.withheld().isEmpty()) {
            return;
        }
        html.append("<h2>").append(text(words.of(language, "receipt.withheld"))).append("</h2>");
        html.append("<table>");
        heads(html, language, "field", "ground", "official", "remedy");
        for (var line : content.withheld()) {
            var official = line.official();
            var due = line.due();
            cells(
                    html,
                    words.field(language, line.field().code()),
                    words.ground(language, line.ground())
                            + (line.article().isEmpty() ? "" : " (" + line.article() + ")"),
                    official != null ? official : due == null ? "" : due.toString(),
                    line.remedy());
        }
        html.append("</table>");
    }

    private void heads(StringBuilder html, Language language, String... keys) {
        html.append("<tr>");
        for (var key : keys) {
            html.append("<th>")
                    .append(text(words.of(language, "receipt.column." + key)))
                    .append("</th>");
        }
        html.append("</tr>");
    }

    private static void cells(StringBuilder html, String... values) {
        html.append("<tr>");
        for (var value : values) {
            html.append("<td>").append(text(value)).append("</td>");
        }
        html.append("</tr>");
    }

    private static void row(StringBuilder html, String head, String value) {
        html.append("<tr><th>").append(text(head)).append("</th><td>");
        html.append(text(value)).append("</td></tr>");
    }

    /// The heading's keys, in the order in which they are printed.
    static Map<String, String> ordered(String... pairs) {
        var map = new java.util.LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
