package qorgan.vault.audit;

import static qorgan.vault.edge.Paper.text;

import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import qorgan.vault.edge.Paper;

/// The report on paper: a tagged PDF (PDF/UA), its own font inside, every bar beside the number it
/// draws, so that whoever hears the page has what whoever sees it has.
@Component
class ReportPaper {
    private static final int WIDEST_POINTS = 190;

    private final MessageSource messages;

    ReportPaper(MessageSource messages) {
        this.messages = messages;
    }

    byte[] print(Report report, Locale language) {
        return Paper.print(page(report, language), builder -> builder.usePdfUaAccessibility(true));
    }

    private String page(Report report, Locale language) {
        var title =
                say("report.title", language)
                        + ", "
                        + report.month()
                                .getMonth()
                                .getDisplayName(TextStyle.FULL_STANDALONE, language)
                        + " "
                        + report.month().getYear();
        var html = new StringBuilder(8192);
        html.append("<html lang=\"")
                .append(language.getLanguage())
                .append("\"><head><title>")
                .append(text(title))
                .append("</title><meta name=\"description\" content=\"")
                .append(text(title))
                .append("\"/><style>")
                .append("@page{size:A4;margin:18mm}body{font-family:'DejaVu Sans';font-size:9.5pt}")
                .append("h1{font-size:15pt}h2{font-size:11.5pt;margin-bottom:3pt}")
                .append("table{width:100%;border-collapse:collapse}")
                .append("td,th{border-bottom:0.5pt solid #888;padding:2.5pt;text-align:left}")
                .append(".n{width:50pt;text-align:right}.b{width:200pt}")
                .append(".bar{background-color:#0b4f5f;height:7pt}")
                .append("</style></head><body><h1>")
                .append(text(title))
                .append("</h1><p>")
                .append(text(say("report.lead", language)))
                .append("</p>");
        for (var section : report.sections()) {
            section(html, section, language);
        }
        days(html, report, language);
        return html.append("</body></html>").toString();
    }

    private void section(StringBuilder html, Report.Section section, Locale language) {
        heading(html, "report." + section.key(), language);
        if (section.lines().isEmpty()) {
            html.append("<p>").append(text(say("report.none", language))).append("</p>");
            return;
        }
        html.append("<table>");
        head(html, language);
        for (var line : section.lines()) {
            var words =
                    section.words().isEmpty()
                            ? line.code()
                            : say(section.words() + line.code().toLowerCase(Locale.ROOT), language);
            row(html, words, line.count(), section.share(line));
        }
        html.append("</table>");
    }

    private void days(StringBuilder html, Report report, Locale language) {
        heading(html, "report.days", language);
        html.append("<table>");
        head(html, language);
        var most = report.days().stream().mapToLong(Long::longValue).max().orElse(0);
        for (var day = 0; day < report.days().size(); day++) {
            var looks = report.days().get(day);
            row(
                    html,
                    report.month().atDay(day + 1).toString(),
                    looks,
                    most == 0 ? 0 : looks * 100 / most);
        }
        html.append("</table>");
    }

    private void heading(StringBuilder html, String key, Locale language) {
        html.append("<h2>").append(text(say(key, language))).append("</h2>");
    }

    private void head(StringBuilder html, Locale language) {
        html.append("<thead><tr><th>")
                .append(text(say("report.column.what", language)))
                .append("</th><th class=\"n\">")
                .append(text(say("report.column.count", language)))
                .append("</th><th class=\"b\">")
                .append(text(say("report.column.bar", language)))
                .append("</th></tr></thead>");
    }

    /// @param share how long the bar is, in hundredths of the longest
    private static void row(StringBuilder html, String words, @Nullable Long count, long share) {
        var points = share * WIDEST_POINTS / 100;
        html.append("<tr><td>")
                .append(text(words))
                .append("</td><td class=\"n\">")
                .append(count == null ? "&lt; " + Report.THRESHOLD : count.toString())
                .append("</td><td class=\"b\">");
        if (points > 0) {
            html.append("<div class=\"bar\" style=\"width:").append(points).append("pt\"></div>");
        }
        html.append("</td></tr>");
    }

    private String say(String key, Locale language) {
        return messages.getMessage(key, null, language);
    }
}
