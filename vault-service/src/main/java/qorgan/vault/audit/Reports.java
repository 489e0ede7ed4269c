package qorgan.vault.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;

/// The periodic report of a desk: a month of its own operator's entries in numbers, as PDF and CSV,
/// in three languages. Decoys are not counted.
@Service
public class Reports {
    private static final String PURPOSE = "desk-report";
    private static final ZoneId LEGAL_DAY = ZoneId.of("Asia/Almaty");
    private static final int MOST_BASES = 15;

    private static final String COUNTED =
            """
            from audit_entry e left join audit_outcome o on o.entry_id = e.entry_id
            where e.at >= ? and e.at < ? and not audit_has_decoy(e.subjects)
            """;

    private final JdbcTemplate jdbc;
    private final Unusual unusual;
    private final AccessLog accessLog;
    private final ReportPaper paper;
    private final Permissions permissions;
    private final Clock clock;

    Reports(
            JdbcTemplate jdbc,
            Unusual unusual,
            AccessLog accessLog,
            ReportPaper paper,
            Permissions permissions,
            Clock clock) {
        this.jdbc = jdbc;
        this.unusual = unusual;
        this.accessLog = accessLog;
        this.paper = paper;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// The report of a month; making it is an entry.
    @Transactional
    public Report of(Actor dpo, YearMonth month) {
        permissions.require(dpo, Desk.READ);
        var from = month.atDay(1).atStartOfDay(LEGAL_DAY).toInstant();
        var to = month.plusMonths(1).atDay(1).atStartOfDay(LEGAL_DAY).toInstant();
        var sections = new ArrayList<Report.Section>();
        sections.add(section("looks", "kind.", "e.kind", "and e.opens", from, to));
        sections.add(
                section(
                        "outcomes",
                        "outcome.",
                        "o.outcome",
                        "and o.outcome is not null",
                        from,
                        to));
        sections.add(bases(from, to));
        sections.add(section("other", "kind.", "e.kind", "and not e.opens", from, to));
        sections.add(unusual(from, to));
        sections.add(cases(from, to));
        sections.add(findings(from, to));
        sections.add(reviews(from, to));
        accessLog.note(
                dpo,
                Note.of(
                        EntryKind.EXPORT,
                        PURPOSE,
                        Map.of("month", month.toString(), "at", clock.instant().toString())));
        return new Report(
                month,
                sections.stream().map(Report.Section::suppressed).toList(),
                days(month, from, to));
    }

    /// On paper, for the month's report in this language.
    public byte[] pdf(Report report, Locale language) {
        return paper.print(report, language);
    }

    /// As a table for other programs: codes, never words.
    public byte[] csv(Report report) {
        var text = new StringBuilder("section,code,count\r\n");
        for (var section : report.sections()) {
            for (var line : section.lines()) {
                var count = line.count();
                text.append(section.key())
                        .append(',')
                        .append(line.code())
                        .append(',')
                        .append(count == null ? "<" + Report.THRESHOLD : count.toString())
                        .append("\r\n");
            }
        }
        for (var day = 0; day < report.days().size(); day++) {
            text.append("days,")
                    .append(report.month().atDay(day + 1))
                    .append(',')
                    .append(report.days().get(day))
                    .append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Report.Section section(
            String key, String words, String column, String condition, Instant from, Instant to) {
        return new Report.Section(
                key,
                words,
                lines(
                        "select "
                                + column
                                + ", count(*) "
                                + COUNTED
                                + condition
                                + " group by 1 order by 2 desc, 1",
                        from,
                        to));
    }

    private Report.Section bases(Instant from, Instant to) {
        return new Report.Section(
                "bases",
                "",
                lines(
                        "select basis, count(*) from (select unnest(e.basis) as basis "
                                + COUNTED
                                + "and e.opens) cited group by 1 order by 2 desc, 1 limit "
                                + MOST_BASES,
                        from,
                        to));
    }

    private Report.Section unusual(Instant from, Instant to) {
        var counts = new EnumMap<Unusual.Rule, Long>(Unusual.Rule.class);
        for (var found : unusual.find(from, to)) {
            found.rules().forEach(rule -> counts.merge(rule, 1L, Long::sum));
        }
        return new Report.Section(
                "unusual",
                "unusual.rule.",
                Arrays.stream(Unusual.Rule.values())
                        .map(rule -> new Report.Line(rule.name(), counts.getOrDefault(rule, 0L)))
                        .toList());
    }

    /// What a decoy alarmed stays between the decoy and its oversight.
    private Report.Section cases(Instant from, Instant to) {
        return new Report.Section(
                "cases",
                "cause.",
                lines(
                        """
                        select cause, count(*) from audit_case
                        where opened_at >= ? and opened_at < ? and cause <> 'DECOY' group by 1 order by 1
                        """,
                        from,
                        to));
    }

    private Report.Section findings(Instant from, Instant to) {
        return new Report.Section(
                "findings",
                "finding.",
                lines(
                        """
                        select finding, count(*) from audit_case_step
                        where at >= ? and at < ? and finding is not null group by 1 order by 1
                        """,
                        from,
                        to));
    }

    private Report.Section reviews(Instant from, Instant to) {
        return new Report.Section(
                "reviews",
                "verdict.",
                lines(
                        """
                        select verdict, count(*) from audit_review
                        where at >= ? and at < ? group by 1 order by 1
                        """,
                        from,
                        to));
    }

    private List<Report.Line> lines(String sql, Instant from, Instant to) {
        return jdbc.query(
                sql,
                (row, _) -> new Report.Line(row.getString(1), row.getLong(2)),
                Timestamp.from(from),
                Timestamp.from(to));
    }

    /// Looks a day, rounded to tens: a picture needs no more, and a quiet Sunday points at nobody.
    private List<Long> days(YearMonth month, Instant from, Instant to) {
        var counts = new HashMap<Integer, Long>();
        jdbc.query(
                "select extract(day from e.at at time zone 'Asia/Almaty')::int, count(*) "
                        + COUNTED
                        + "and e.opens group by 1",
                row -> {
                    counts.put(row.getInt(1), row.getLong(2));
                },
                Timestamp.from(from),
                Timestamp.from(to));
        var days = new ArrayList<Long>();
        for (var day = 1; day <= month.lengthOfMonth(); day++) {
            days.add((counts.getOrDefault(day, 0L) + 5) / 10 * 10);
        }
        return days;
    }
}
