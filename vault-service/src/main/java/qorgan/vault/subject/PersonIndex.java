package qorgan.vault.subject;

import java.sql.Array;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
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
    /// Uses the primary key (kind, token, subject_id): never a scan over the people of a country.
    static final String LOOKUP =
            """
            select subject_id from subject_index where kind = ? and token = any (?)
            group by subject_id having count(*) = ? limit 2
            """;

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
    /// Locks are taken in one order, so that two batches wait for each other instead of dying.
    Map<String, Standing> holdNumbers(Collection<NewSubject> stated) {
        var numbers = Numbers.of(stated, fingerprints);
        if (numbers.isEmpty()) {
            return Map.of();
        }
        jdbc.query(
                """
                select pg_advisory_xact_lock(hashtextextended(t, 0))
                from unnest(?) with ordinality as u (t, n) order by n
                """,
                _ -> {},
                (Object) array("text", numbers.locks().toArray()));
        return standing(numbers);
    }

    /// Under whom these people's numbers stand, by number.
    Map<String, Standing> standing(Collection<NewSubject> stated) {
        return standing(Numbers.of(stated, fingerprints));
    }

    /// What to look for, computed once for each number: `iins` says whose a token is, `locks` has
    /// one of each number in one order.
    private record Numbers(
            TreeMap<String, byte[]> tokens, Map<String, String> iins, TreeSet<String> locks) {
        static Numbers of(Collection<NewSubject> stated, Fingerprints fingerprints) {
            var numbers = new Numbers(new TreeMap<>(), new HashMap<>(), new TreeSet<>());
            stated.stream()
                    .flatMap(subject -> number(subject).stream())
                    .distinct()
                    .forEach(iin -> numbers.add(iin, fingerprints.iinLookups(iin)));
            return numbers;
        }

        private void add(String iin, List<byte[]> lookups) {
            locks.add(hex(lookups.getFirst()));
            for (var token : lookups) {
                tokens.put(hex(token), token);
                iins.put(hex(token), iin);
            }
        }

        boolean isEmpty() {
            return tokens.isEmpty();
        }
    }

    private Map<String, Standing> standing(Numbers numbers) {
        var standing = new HashMap<String, Standing>();
        if (numbers.isEmpty()) {
            return standing;
        }
        jdbc.query(
                """
                select i.token, p.subject_id, p.region, p.office
                from subject_index i join subject_person p using (subject_id)
                where i.kind = 'iin' and i.token = any (?) order by p.registered_at desc, p.subject_id
                """,
                found -> {
                    standing.put(
                            Objects.requireNonNull(
                                    numbers.iins().get(hex(found.getBytes("token")))),
                            new Standing(
                                    new SubjectId(found.getObject("subject_id", UUID.class)),
                                    new Region(found.getString("region")),
                                    found.getObject("office", UUID.class)));
                },
                (Object) array("bytea", numbers.tokens().values().toArray(byte[][]::new)));
        return standing;
    }

    private static Optional<String> number(NewSubject subject) {
        return Optional.ofNullable(subject.iin()).map(iin -> iin.number().value());
    }

    /// Enters these people, each under the entry by which they come in.
    void enter(Collection<Draft> drafts, Map<SubjectId, Deposit> deposits) {
        var rows = new LinkedHashSet<Row>();
        for (var draft : drafts) {
            var stated = draft.stated();
            var deposit = Objects.requireNonNull(deposits.get(draft.subject()));
            number(stated)
                    .ifPresent(iin -> rows.add(row(draft, "iin", fingerprints.iin(deposit, iin))));
            var birth = stated.birthDate();
            if (birth != null) {
                for (var name : stated.names()) {
                    for (var token :
                            indexes.storedName(deposit, name.written().value(), birth.value())) {
                        rows.add(row(draft, "name", token));
                    }
                }
            }
        }
        jdbc.batchUpdate(
                """
                insert into subject_index (region, office, kind, token, subject_id)
                values (?, ?, ?, ?, ?) on conflict do nothing
                """,
                rows.stream().map(Row::parameters).toList());
    }

    private record Row(
            String region, UUID office, String kind, String token, UUID subject, byte[] bytes) {
        Object[] parameters() {
            return new Object[] {region, office, kind, bytes, subject};
        }
    }

    private static Row row(Draft draft, String kind, byte[] token) {
        return new Row(
                draft.region().code(),
                draft.office(),
                kind,
                hex(token),
                draft.subject().value(),
                token);
    }

    Match byIin(String iin) {
        var found = new TreeMap<UUID, SubjectId>();
        for (var token : fingerprints.iinLookups(iin)) {
            lookup("iin", List.of(token)).forEach(subject -> found.put(subject.value(), subject));
        }
        return match(found.values());
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
        var found = new TreeMap<UUID, SubjectId>();
        for (var tokens : indexes.nameLookups(name, birth)) {
            lookup("name", tokens).forEach(subject -> found.put(subject.value(), subject));
        }
        return found.values();
    }

    private List<SubjectId> lookup(String kind, List<byte[]> tokens) {
        var distinct = new TreeMap<String, byte[]>();
        tokens.forEach(token -> distinct.put(hex(token), token));
        if (distinct.isEmpty()) {
            return List.of();
        }
        return jdbc.query(
                LOOKUP,
                (found, _) -> new SubjectId(found.getObject("subject_id", UUID.class)),
                kind,
                array("bytea", distinct.values().toArray(byte[][]::new)),
                distinct.size());
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
