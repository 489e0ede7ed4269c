package qorgan.vault.audit.web;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import qorgan.vault.audit.Reports;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;

/// The periodic report, as PDF in the language asked for and as CSV.
@RestController
@RequestMapping("/api/audit/reports")
class ReportController {
    private final Reports reports;

    ReportController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping("/{month}.pdf")
    ResponseEntity<byte[]> pdf(Actor actor, @PathVariable String month, Locale language) {
        var report = reports.of(actor, month(month));
        return file(reports.pdf(report, language), month + ".pdf", MediaType.APPLICATION_PDF);
    }

    @GetMapping("/{month}.csv")
    ResponseEntity<byte[]> csv(Actor actor, @PathVariable String month) {
        var report = reports.of(actor, month(month));
        return file(reports.csv(report), month + ".csv", MediaType.parseMediaType("text/csv"));
    }

    private static YearMonth month(String written) {
        try {
            return YearMonth.parse(written);
        } catch (DateTimeException unreadable) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, "month");
        }
    }

    private static ResponseEntity<byte[]> file(byte[] bytes, String name, MediaType type) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"report-" + name + "\"")
                .body(bytes);
    }
}
