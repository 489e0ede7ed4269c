package qorgan.keys;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `subject_key` over plain JDBC, for the commands that maintain it beside a running
/// service. Each call is a transaction of its own, so that a killed command leaves whole rows.
public final class KeyTable implements SubjectKeyStore {
    private static final String COLUMNS = "region, owner, purpose, version, wrapping, bytes";
    private static final String NAME =
            " where region = ? and owner = ? and purpose = ? and version = ?";

    private static final List<String> TYPES =
            List.of("text", "uuid", "text", "int4", "text", "bytea", "text", "bytea");

    /// A whole batch in one statement: one way to the database and back for all of them.
    private static final String REPLACE =
            """
            update subject_key k set wrapping = n.wrapping, bytes = n.bytes
            from unnest(?::text[], ?::uuid[], ?::text[], ?::int4[], ?::text[], ?::bytea[],
                    ?::text[], ?::bytea[])
                as n(region, owner, purpose, version, was, had, wrapping, bytes)
            where k.region = n.region and k.owner = n.owner and k.purpose = n.purpose
                and k.version = n.version and k.wrapping = n.was and k.bytes = n.had
            """;

    private final Connection connection;

    public KeyTable(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<WrappedKey> load(KeyName name) {
        return query(
                        "select " + COLUMNS + " from subject_key" + NAME,
                        statement -> name(statement, 1, name))
                .stream()
                .findFirst();
    }

    @Override
    public Optional<WrappedKey> latest(String region, UUID owner, String purpose) {
        return query(
                        "select "
                                + COLUMNS
                                + " from subject_key where region = ? and owner = ? and purpose = ?"
                                + " order by version desc limit 1",
                        statement -> {
                            statement.setString(1, region);
                            statement.setObject(2, owner);
                            statement.setString(3, purpose);
                        })
                .stream()
                .findFirst();
    }

    @Override
    public WrappedKey insertIfAbsent(WrappedKey key) {
        update(
                "insert into subject_key ("
                        + COLUMNS
                        + ") values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                statement -> {
                    name(statement, 1, key.name());
                    statement.setString(5, key.wrapping());
                    statement.setBytes(6, key.bytes());
                });
        return load(key.name()).orElseThrow();
    }

    @Override
    public boolean replace(WrappedKey expected, WrappedKey next) {
        return replaceAll(List.of(new Replacement(expected, next))) == 1;
    }

    @Override
    public int replaceAll(List<Replacement> replacements) {
        try (var statement = connection.prepareStatement(REPLACE)) {
            var columns = new Object[8][replacements.size()];
            for (int i = 0; i < replacements.size(); i++) {
                var each = replacements.get(i);
                var name = each.expected().name();
                columns[0][i] = name.region();
                columns[1][i] = name.owner();
                columns[2][i] = name.purpose();
                columns[3][i] = name.version();
                columns[4][i] = each.expected().wrapping();
                columns[5][i] = each.expected().bytes();
                columns[6][i] = each.next().wrapping();
                columns[7][i] = each.next().bytes();
            }
            for (int i = 0; i < columns.length; i++) {
                statement.setArray(i + 1, connection.createArrayOf(TYPES.get(i), columns[i]));
            }
            int done = statement.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return done;
        } catch (SQLException e) {
            throw new IllegalStateException("the table of keys is not written", e);
        }
    }

    @Override
    public List<WrappedKey> after(@Nullable KeyName last, int limit) {
        // As the index subject_key_walk has it.
        var order =
                "region collate \"C\", (owner::text) collate \"C\", purpose collate \"C\", version";
        var beginning = last == null ? "" : " where (" + order + ") > (?, ?, ?, ?)";
        return query(
                "select "
                        + COLUMNS
                        + " from subject_key"
                        + beginning
                        + " order by "
                        + order
                        + " limit "
                        + limit,
                statement -> {
                    if (last != null) {
                        statement.setString(1, last.region());
                        statement.setString(2, last.owner().toString());
                        statement.setString(3, last.purpose());
                        statement.setInt(4, last.version());
                    }
                });
    }

    @Override
    public int remove(String region, UUID owner, String purpose) {
        return update(
                "delete from subject_key where region = ? and owner = ? and purpose = ?",
                statement -> {
                    statement.setString(1, region);
                    statement.setObject(2, owner);
                    statement.setString(3, purpose);
                });
    }

    /// How many keys there are of each purpose, by what they are wrapped under.
    public Map<String, Long> counts() {
        var counts = new LinkedHashMap<String, Long>();
        try (var statement =
                        connection.prepareStatement(
                                "select purpose || ' under ' || wrapping, count(*) from subject_key"
                                        + " group by 1 order by 1");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
            return counts;
        } catch (SQLException e) {
            throw new IllegalStateException("the table of keys is not read", e);
        }
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private List<WrappedKey> query(String sql, Parameters parameters) {
        try (var statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            try (var rows = statement.executeQuery()) {
                var keys = new ArrayList<WrappedKey>();
                while (rows.next()) {
                    keys.add(key(rows));
                }
                return keys;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the table of keys is not read", e);
        }
    }

    private int update(String sql, Parameters parameters) {
        try (var statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            int count = statement.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return count;
        } catch (SQLException e) {
            throw new IllegalStateException("the table of keys is not written", e);
        }
    }

    private static void name(PreparedStatement statement, int at, KeyName name)
            throws SQLException {
        statement.setString(at, name.region());
        statement.setObject(at + 1, name.owner());
        statement.setString(at + 2, name.purpose());
        statement.setInt(at + 3, name.version());
    }

    private static WrappedKey key(ResultSet row) throws SQLException {
        return new WrappedKey(
                new KeyName(
                        row.getString(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getInt(4)),
                row.getString(5),
                row.getBytes(6));
    }
}
