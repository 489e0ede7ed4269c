package qorgan.vault.subject;

import java.sql.Array;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import qorgan.keys.BlindIndexes;
import qorgan.keys.Deposit;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;

/// The blind index: keyed hashes of numbers and of folded name parts with the birth date. It is
/// global, while row-level security keeps a shelter's people out of everybody else's sight.
@Component
class PersonIndex {
    /// Who has every token of one version of the key, both live versions in one statement: between
    /// two, a row could move from one to the other. Beside them the newest version there is. Uses
    /// the primary key (kind, token, subject_id): never a scan over the people of a country.
    static final String LOOKUP =
            """
            select subject_index_version(), array(
                select distinct subject_id from subject_index
                where kind = ? and token = any (?) group by subject_id, key_version
                having count(*) = case key_version when ? then ? else ? end limit 2)
            """;

    /// Who stands under these numbers, and the newest version there is, in one statement.
    static final String STANDING =
            """
            select subject_index_version() as newest, i.token, p.subject_id, p.region, p.office
            from (select) one
            left join (subject_index i join subject_person p using (subject_id))
                on i.kind = 'iin' and i.token = any (?)
            order by p.registered_at desc, p.subject_id
            """;

    static final String IIN = "iin";
    static final String NAME = "name";

    /// Who stands under a number already.
    record Standing(SubjectId subject, Region region, UUID office) {}

    private final JdbcTemplate jdbc;
    private final Fingerprints fingerprints;
    private final BlindIndexes indexes;

    PersonIndex(JdbcTemplate jdbc, Fingerprints fingerprints, BlindIndexes indexes) {
        this.jdbc = jdbc;
        this.fingerprints = fingerprints;
        this.indexes = indexes;
    }

    /// Holds these people's numbers until the transaction ends and says under whom they stand.
    /// Locks are taken in one order, so that two batches wait for each other instead of dying; and
    /// by a fingerprint, which is the same for every instance while the key of the index changes.
    Map<String, Standing> holdNumbers(Collection<NewSubject> stated) {
        var locks =
                numbers(stated).stream()
                        .map(iin -> hex(fingerprints.of("number", iin)))
                        .sorted()
                        .toArray();
        if (locks.length == 0) {
            return Map.of();
        }
        jdbc.query(
                """
                select pg_advisory_xact_lock(hashtextextended(t, 0))
                from unnest(?) with ordinality as u (t, n) order by n
                """,
                _ -> {},
                (Object) array("text", locks));
        return standing(stated);
    }

    /// Under whom these people's numbers stand, by number.
    Map<String, Standing> standing(Collection<NewSubject> stated) {
        while (true) {
            var live = indexes.liveVersions();
            var found = standing(Numbers.of(stated, fingerprints, live));
            if (isNewest(live, found.newest())) {
                return found.standing();
            }
        }
    }

    /// What to look for, computed once for each number: `iins` says whose a token is.
    private record Numbers(TreeMap<String, byte[]> tokens, Map<String, String> iins) {
        static Numbers of(
                Collection<NewSubject> stated, Fingerprints fingerprints, List<Integer> live) {
            var numbers = new Numbers(new TreeMap<>(), new HashMap<>());
            for (var iin : numbers(stated)) {
                for (int version : live) {
                    var token = fingerprints.iinLookup(iin, version);
                    numbers.tokens.put(hex(token), token);
                    numbers.iins.put(hex(token), iin);
                }
            }
            return numbers;
        }
    }

    private record Found(int newest, Map<String, Standing> standing) {}

    private Found standing(Numbers numbers) {
        var standing = new HashMap<String, Standing>();
        var newest = new AtomicInteger();
        if (numbers.tokens().isEmpty()) {
            return new Found(0, standing);
        }
        jdbc.query(
                STANDING,
                found -> {
                    newest.set(found.getInt("newest"));
                    byte[] token = found.getBytes("token");
                    if (token != null) {
                        standing.put(
                                Objects.requireNonNull(numbers.iins().get(hex(token))),
                                new Standing(
                                        new SubjectId(found.getObject("subject_id", UUID.class)),
                                        new Region(found.getString("region")),
                                        found.getObject("office", UUID.class)));
                    }
                },
                (Object) array("bytea", numbers.tokens().values().toArray(byte[][]::new)));
        return new Found(newest.get(), standing);
    }

    /// Whether a statement that saw this newest version was asked with it. A change whose key does
    /// not exist yet has no rows either.
    private boolean isNewest(List<Integer> asked, int newest) {
        if (newest <= asked.getFirst()) {
            return true;
        }
        indexes.refresh();
        return indexes.currentVersion() <= asked.getFirst();
    }

    private static TreeSet<String> numbers(Collection<NewSubject> stated) {
        return stated.stream()
                .flatMap(subject -> number(subject).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> number(NewSubject subject) {
        return Optional.ofNullable(subject.iin()).map(iin -> iin.number().value());
    }

    /// Enters these people, each under the entry by which they come in.
    void enter(Collection<Draft> drafts, Map<SubjectId, Deposit> deposits) {
        int version = indexes.currentVersion();
        var rows = new ArrayList<Object[]>();
        for (var draft : drafts) {
            var stated = draft.stated();
            var deposit = Objects.requireNonNull(deposits.get(draft.subject()));
            number(stated)
                    .map(iin -> fingerprints.iin(deposit, iin, version))
                    .ifPresent(token -> rows.add(row(draft, IIN, token, version)));
            var birth = stated.birthDate();
            if (birth != null) {
                for (var name : stated.names()) {
                    indexes.storedName(deposit, name.written().value(), birth.value(), version)
                            .forEach(token -> rows.add(row(draft, NAME, token, version)));
                }
            }
        }
        jdbc.batchUpdate(
                """
                insert into subject_index (region, office, kind, token, subject_id, key_version)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                rows);
    }

    private static Object[] row(Draft draft, String kind, byte[] token, int version) {
        return new Object[] {
            draft.region().code(), draft.office(), kind, token, draft.subject().value(), version
        };
    }

    Match byIin(String iin) {
        return match(lookup(IIN, version -> List.of(fingerprints.iinLookup(iin, version))));
    }

    /// By family and given name; the patronymic decides only where these fit several people.
    Match byName(PersonName name, LocalDate birth) {
        var wide = byTokens(name.family().value() + " " + name.given().value(), birth);
        if (wide.size() < 2 || name.patronymic() == null) {
            return match(wide);
        }
        return match(byTokens(name.written().value(), birth));
    }

    private Collection<SubjectId> byTokens(String name, LocalDate birth) {
        return lookup(NAME, version -> indexes.nameLookup(name, birth, version));
    }

    private List<SubjectId> lookup(String kind, IntFunction<List<byte[]>> tokens) {
        while (true) {
            var live = indexes.liveVersions();
            var wanted = live.stream().map(version -> distinct(tokens.apply(version))).toList();
            if (wanted.getFirst().isEmpty()) {
                return List.of();
            }
            var hit = lookup(kind, live.getFirst(), wanted.getFirst(), wanted.getLast());
            if (isNewest(live, hit.newest())) {
                return hit.subjects();
            }
        }
    }

    private record Hit(int newest, List<SubjectId> subjects) {}

    private Hit lookup(
            String kind, int current, Map<String, byte[]> under, Map<String, byte[]> before) {
        var both = new TreeMap<>(under);
        both.putAll(before);
        return Objects.requireNonNull(
                jdbc.queryForObject(
                        LOOKUP,
                        (found, _) ->
                                new Hit(
                                        found.getInt(1),
                                        Arrays.stream((UUID[]) found.getArray(2).getArray())
                                                .map(SubjectId::new)
                                                .toList()),
                        kind,
                        array("bytea", both.values().toArray(byte[][]::new)),
                        current,
                        under.size(),
                        before.size()));
    }

    private static Map<String, byte[]> distinct(List<byte[]> tokens) {
        var distinct = new TreeMap<String, byte[]>();
        tokens.forEach(token -> distinct.put(hex(token), token));
        return distinct;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static Match match(Collection<SubjectId> found) {
        return switch (found.size()) {
            case 0 -> new Match.None();
            case 1 -> new Match.One(found.iterator().next());
            default -> new Match.Several();
        };
    }

    private Array array(String type, Object[] elements) {
        return Objects.requireNonNull(
                jdbc.execute(
                        (ConnectionCallback<Array>)
                                connection -> connection.createArrayOf(type, elements)));
    }
}
