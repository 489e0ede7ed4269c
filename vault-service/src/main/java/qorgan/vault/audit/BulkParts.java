package qorgan.vault.audit;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import qorgan.ledger.merkle.Frontier;
import qorgan.ledger.merkle.Hasher;

/// The people of a bulk entry: their tokens in parts, and the root that the entry's leaf commits
/// to.
@Component
class BulkParts {
    private static final int PART = 1000;

    private final JdbcTemplate jdbc;

    BulkParts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(EntryId entry, EntryRow row, List<byte[]> members) {
        for (var from = 0; from < members.size(); from += PART) {
            var part = members.subList(from, Math.min(from + PART, members.size()));
            var number = from / PART;
            jdbc.update(
                    "insert into audit_bulk_part (region, office, entry_id, part, tokens) values (?, ?, ?, ?, ?)",
                    statement -> {
                        statement.setString(1, row.region());
                        statement.setObject(2, row.office());
                        statement.setObject(3, entry.value());
                        statement.setInt(4, number);
                        statement.setArray(
                                5,
                                statement
                                        .getConnection()
                                        .createArrayOf("bytea", part.toArray(new byte[0][])));
                    });
        }
    }

    List<byte[]> of(EntryId entry) {
        return jdbc
                .query(
                        "select tokens from audit_bulk_part where entry_id = ? order by part",
                        (row, _) -> List.of((byte[][]) row.getArray(1).getArray()),
                        entry.value())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    static byte[] root(List<byte[]> members) {
        var tree = new Frontier();
        members.forEach(token -> tree.append(Hasher.leafOf(token)));
        return tree.root().bytes();
    }
}
