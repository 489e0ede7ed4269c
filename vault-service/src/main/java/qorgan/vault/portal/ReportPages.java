package qorgan.vault.portal;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import qorgan.vault.audit.Report;
import qorgan.vault.audit.Reports;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Reading;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;

/// The months of which the desk may save a report.
@Controller
class ReportPages {
    private static final int MONTHS = 13;
    private static final String PERMISSION = "audit:read";

    private final Reports reports;
    private final Permissions permissions;
    private final Clock clock;

    ReportPages(Reports reports, Permissions permissions, Clock clock) {
        this.reports = reports;
        this.permissions = permissions;
        this.clock = clock;
    }

    @GetMapping("/audit/reports")
    String form(Actor dpo, Model model) {
        permissions.require(dpo, PERMISSION);
        model.addAttribute("months", months());
        return "audit-reports";
    }

    /// The month on the page; making it is an entry like saving it.
    @PostMapping("/audit/reports/show")
    @Reading
    String show(Actor dpo, @RequestParam String month, Model model) {
        permissions.require(dpo, PERMISSION);
        var report = reports.of(dpo, read(month));
        model.addAttribute("report", report);
        model.addAttribute(
                "most", Math.max(1, report.days().stream().max(Long::compare).orElse(1L)));
        model.addAttribute("threshold", Report.THRESHOLD);
        return "audit-report";
    }

    @PostMapping("/audit/reports/{format}")
    @Reading
    ResponseEntity<byte[]> save(
            Actor dpo, @PathVariable String format, @RequestParam String month, Locale language) {
        permissions.require(dpo, PERMISSION);
        var asked = read(month);
        var report = reports.of(dpo, asked);
        return switch (format) {
            case "pdf" ->
                    Carried.file(
                            reports.pdf(report, language),
                            "report-" + asked + ".pdf",
                            MediaType.APPLICATION_PDF);
            case "csv" ->
                    Carried.file(
                            reports.csv(report),
                            "report-" + asked + ".csv",
                            MediaType.parseMediaType("text/csv"));
            default -> throw new Refused(ProblemCode.NOTHING_HERE);
        };
    }

    private List<YearMonth> months() {
        var now = YearMonth.from(clock.instant().atZone(Typed.ZONE));
        return IntStream.range(0, MONTHS).mapToObj(now::minusMonths).toList();
    }

    private static YearMonth read(String month) {
        try {
            return YearMonth.parse(month);
        } catch (DateTimeException unreadable) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, "month");
        }
    }
}
