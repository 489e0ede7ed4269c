package qorgan.vault.audit;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;

/// Looks that deserve a second look, by rules that can be read aloud. None of them accuses anybody:
/// a night shift, a big case and a famous detainee are all ordinary, and the desk decides.
///
/// What the service does by its duties, what custody does on its own register and what a person
/// does with their own file is left out of all rules but the two that ask who looked at whom (own
/// relatives, somebody watched over) and break-glass, so that alarms stay few.
@Service
public class Unusual {
    /// Beyond this many people a day, and five times the official's own middle day, is much.
    private static final int MANY_PEOPLE = 30;

    private static final int TIMES_THE_MIDDLE = 5;

    /// So many officials at one person on one day, none with a case or a request, is a crowd.
    private static final int CROWD = 5;

    /// On so many days the same official at the same person without a case or a request.
    private static final int DAYS_AGAIN = 3;

    /// Who looked on so many other nights of the last thirty days works at night.
    private static final int NIGHTS_OF_A_SHIFT = 3;

    /// So many people in one night are much for somebody who does not, whatever links them.
    private static final int MANY_AT_NIGHT = 3;

    private static final Duration MONTH = Duration.ofDays(30);

    private static final String LOOKS =
            """
            with looks as (
                select e.*, person, (e.at at time zone 'Asia/Almaty') as local,
                       e.request_id is null and e.case_id is null as unlinked
                from audit_entry e left join lateral unnest(e.subjects) person on true
                where e.opens and e.realm = 'OFFICIALS'
                  and e.kind in ('DISCLOSURE', 'CONTACT', 'VERIFICATION', 'STATUTORY', 'OVERSIGHT', 'PROTECTION')
                  and e.at >= ? and e.at < ?)
            """;

    /// Everything by which an official meets a person: looks, custody's own, and looking them up.
    private static final String MEETINGS =
            """
            with meetings as (
                select e.* from audit_entry e
                where e.realm = 'OFFICIALS' and cardinality(e.subjects) > 0
                  and e.kind in ('DISCLOSURE', 'CONTACT', 'VERIFICATION', 'STATUTORY', 'OVERSIGHT', 'PROTECTION',
                                 'CUSTODY', 'SEARCH', 'BREAK_GLASS')
                  and e.at >= ? and e.at < ?)
            """;

    private final JdbcTemplate jdbc;
    private final EntrySearch search;
    private final AccessLog accessLog;
    private final Permissions permissions;

    Unusual(JdbcTemplate jdbc, EntrySearch search, AccessLog accessLog, Permissions permissions) {
        this.jdbc = jdbc;
        this.search = search;
        this.accessLog = accessLog;
        this.permissions = permissions;
    }

    /// The rules. The sentence beside each is what the desk reads, in its language.
    public enum Rule {
        /// An official who seldom works at night looked between ten in the evening and six in the
        /// morning, at many people or with neither a case nor a request.
        NIGHT,
        /// An official looked at far more people than on their usual day.
        VOLUME,
        /// Many officials looked at one person on one day, without a case or a request.
        CROWD,
        /// An official looked with neither a case nor a request behind it.
        NO_LINK,
        /// An official came back to one person on several days, with neither a case nor a request.
        AGAIN,
        /// A tie between the official and the person is on record.
        OWN_RELATIVE,
        /// A person who is watched over was met with neither a case nor a request, and nothing was
        /// registered about them by that official that day.
        WATCHED,
        /// The ordinary way was broken open; always reviewed.
        BREAK_GLASS
    }

    /// One look and the rules that it meets.
    public record Found(EntryView entry, List<Rule> rules) {
        public Found {
            rules = List.copyOf(rules);
        }
    }

    /// What is unusual in `[from, to)`, newest first.
    @Transactional
    public List<Found> between(Actor dpo, Instant from, Instant to) {
        permissions.require(dpo, Desk.READ);
        var found = find(from, to);
        accessLog.note(
                dpo,
                Note.of(
                        EntryKind.DESK_READING,
                        "audit-unusual",
                        Map.of(
                                "from", from.toString(),
                                "to", to.toString(),
                                "shown", Integer.toString(found.size()))));
        return found;
    }

    List<Found> find(Instant from, Instant to) {
        var rules = new LinkedHashMap<UUID, List<Rule>>();
        for (var rule : Rule.values()) {
            for (var entry : entries(rule, from, to)) {
                rules.computeIfAbsent(entry, _ -> new ArrayList<>()).add(rule);
            }
        }
        return search.all(rules.keySet()).stream()
                .map(entry -> new Found(entry, rules.getOrDefault(entry.entry(), List.of())))
                .toList();
    }

    private List<UUID> entries(Rule rule, Instant from, Instant to) {
        return switch (rule) {
            case NIGHT ->
                    ids(
                            LOOKS
                                    + """
                                    , nights as (
                                        select l.*, (local - interval '12 hours')::date as night from looks l
                                        where extract(hour from local) not between 6 and 21)
                                    select distinct n.entry_id from nights n
                                    where n.at >= ?
                                      and (n.unlinked
                                           or (select count(distinct m.person) from nights m
                                               where m.actor = n.actor and m.night = n.night) >= ?)
                                      and (select count(distinct m.night) from nights m
                                           where m.actor = n.actor and m.night < n.night) < ?
                                    """,
                            from.minus(MONTH),
                            to,
                            Timestamp.from(from),
                            MANY_AT_NIGHT,
                            NIGHTS_OF_A_SHIFT);
            case VOLUME ->
                    ids(
                            LOOKS
                                    + """
                                    , days as (
                                        select actor, date_trunc('day', at) as day, count(distinct person) as people,
                                               (array_agg(entry_id order by at desc))[1] as last
                                        from looks group by 1, 2),
                                    middle as (
                                        select actor, percentile_disc(0.5) within group (order by people) as people
                                        from days group by 1)
                                    select d.last from days d join middle m using (actor)
                                    where d.day >= ? and d.people > ? and d.people > ? * m.people
                                    """,
                            from.minus(MONTH),
                            to,
                            Timestamp.from(from.minus(Duration.ofDays(1))),
                            MANY_PEOPLE,
                            TIMES_THE_MIDDLE);
            case CROWD ->
                    ids(
                            LOOKS
                                    + """
                                    select (array_agg(entry_id order by at desc))[1] from looks
                                    where request_id is null and case_id is null and person is not null
                                    group by person, date_trunc('day', at) having count(distinct actor) >= ?
                                    """,
                            from,
                            to,
                            CROWD);
            case NO_LINK ->
                    ids(
                            LOOKS
                                    + """
                                    select distinct entry_id from looks
                                    where request_id is null and case_id is null and kind in ('DISCLOSURE', 'STATUTORY')
                                    """,
                            from,
                            to);
            case AGAIN ->
                    ids(
                            LOOKS
                                    + """
                                    select (array_agg(entry_id order by at desc))[1] from looks
                                    where request_id is null and case_id is null and person is not null
                                    group by actor, person having count(distinct date_trunc('day', at)) >= ?
                                    """,
                            from,
                            to,
                            DAYS_AGAIN);
            case OWN_RELATIVE ->
                    ids(
                            MEETINGS
                                    + """
                                    select entry_id from meetings where audit_tied(actor, subjects)
                                    """,
                            from,
                            to);
            case WATCHED ->
                    ids(
                            MEETINGS
                                    + """
                                    select m.entry_id from meetings m
                                    where m.request_id is null and m.case_id is null
                                      and (m.kind <> 'CUSTODY' or m.holder <> m.office)
                                      and exists (select from unnest(m.subjects) person
                                                  where audit_watched(person, m.at))
                                      and not exists (select from audit_entry d
                                                      where d.kind = 'DEPOSIT' and d.actor = m.actor
                                                        and d.subjects && m.subjects
                                                        and d.at between m.at - interval '12 hours'
                                                                     and m.at + interval '12 hours')
                                    """,
                            from,
                            to);
            case BREAK_GLASS ->
                    ids(
                            "select entry_id from audit_entry where kind = 'BREAK_GLASS' and at >="
                                    + " ? and at < ?",
                            from,
                            to);
        };
    }

    private List<UUID> ids(String sql, Instant from, Instant to, Object... more) {
        var values = new ArrayList<Object>();
        values.add(Timestamp.from(from));
        values.add(Timestamp.from(to));
        values.addAll(List.of(more));
        return jdbc.query(sql, (row, _) -> row.getObject(1, UUID.class), values.toArray());
    }
}
