package qorgan.vault.audit;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import qorgan.vault.identity.Office;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.Offices;

/// Finds entries. What the acting person may not see, row-level security leaves out.
@Component
class EntrySearch {
    private static final String SELECT =
            """
            select e.*, o.outcome, o.duration_millis, p.log_index
            from audit_entry e
            left join audit_outcome o on o.entry_id = e.entry_id
            left join audit_leaf l on l.kind = 'ACCESS' and l.row_id = e.entry_id and l.revision = 0
            left join audit_position p on p.leaf_id = l.leaf_id
            """;

    private final JdbcTemplate jdbc;
    private final Entries entries;
    private final Offices offices;

    EntrySearch(JdbcTemplate jdbc, Entries entries, Offices offices) {
        this.jdbc = jdbc;
        this.entries = entries;
        this.offices = offices;
    }

    EntryPage find(EntryQuery query) {
        var where = new ArrayList<String>();
        var values = new ArrayList<Object>();
        and(where, values, "e.actor = ?", query.actor());
        and(where, values, "e.office = ?", query.office());
        and(where, values, "e.basis @> array[?]", query.basis());
        and(where, values, "e.fields @> array[?]", query.field());
        and(where, values, "e.kind = ?", query.kind() == null ? null : query.kind().name());
        and(where, values, "e.request_id = ?", query.request());
        and(where, values, "e.at >= ?", timestamp(query.from()));
        and(where, values, "e.at < ?", timestamp(query.to()));
        if (query.person() != null) {
            var token = HexFormat.of().parseHex(query.person());
            where.add(
                    "(e.subjects @> array[?::bytea] or exists (select from audit_bulk_part b"
                            + " where b.entry_id = e.entry_id and b.tokens @> array[?::bytea]))");
            values.add(token);
            values.add(token);
        }
        if (query.after() != null) {
            var cursor = Cursor.parse(query.after());
            where.add("(e.at, e.entry_id) < (?, ?)");
            values.add(Timestamp.from(cursor.at()));
            values.add(cursor.entry());
        }
        values.add(query.limit() + 1);
        var found =
                rows(
                        SELECT
                                + (where.isEmpty() ? "" : " where " + String.join(" and ", where))
                                + " order by e.at desc, e.entry_id desc limit ?",
                        values);
        if (found.size() <= query.limit()) {
            return new EntryPage(found, null);
        }
        var page = found.subList(0, query.limit());
        var last = page.getLast();
        return new EntryPage(page, new Cursor(last.at(), last.entry()).text());
    }

    Optional<EntryView> one(EntryId entry) {
        return rows(SELECT + " where e.entry_id = ?", List.of(entry.value())).stream().findFirst();
    }

    /// Entries by a condition of this room's own.
    List<EntryView> where(String condition, List<Object> values) {
        return rows(SELECT + condition, values);
    }

    /// The entries of these numbers, newest first.
    List<EntryView> all(Collection<UUID> entries) {
        return entries.isEmpty()
                ? List.of()
                : rows(
                        SELECT
                                + " where e.entry_id in (select unnest(string_to_array(?, ','))::uuid)"
                                + " order by e.at desc, e.entry_id desc",
                        List.of(
                                entries.stream()
                                        .map(UUID::toString)
                                        .collect(Collectors.joining(","))));
    }

    private List<EntryView> rows(String sql, List<Object> values) {
        var names = offices.all().stream().collect(Collectors.toMap(Office::id, Office::names));
        return jdbc.query(sql, (row, number) -> view(row, number, names), values.toArray());
    }

    private EntryView view(ResultSet row, int number, Map<OfficeId, Map<String, String>> names)
            throws SQLException {
        var entry = entries.read(row, number);
        var hex = HexFormat.of();
        var outcome = row.getString("outcome");
        return new EntryView(
                entry.entry(),
                entry.at(),
                entry.kind(),
                entry.actor(),
                entry.realm(),
                entry.office(),
                names.getOrDefault(new OfficeId(entry.office()), Map.of()),
                entry.channel(),
                entry.assurance(),
                entry.purpose(),
                entry.basis(),
                entry.subjects().stream().map(hex::formatHex).toList(),
                entry.fields(),
                hex.formatHex(entry.decisionDigest()),
                hex.formatHex(entry.packDigest()),
                entry.request(),
                entry.caseId(),
                entry.holder(),
                entry.details(),
                entry.opens(),
                entry.withheldUntil(),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getObject("duration_millis", Long.class),
                row.getObject("log_index", Long.class));
    }

    private static void and(
            List<String> where, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            where.add(condition);
            values.add(value);
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    /// Where the page before ended.
    private record Cursor(Instant at, UUID entry) {
        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((at + " " + entry).getBytes(StandardCharsets.US_ASCII));
        }

        static Cursor parse(String text) {
            try {
                var parts =
                        new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII)
                                .split(" ", -1);
                if (parts.length != 2) {
                    throw new IllegalArgumentException("not a cursor");
                }
                return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("not a cursor", e);
            }
        }
    }
}
