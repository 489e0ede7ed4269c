package qorgan.keys.agent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;

/// Reads the service's tables over JDBC with the agent's own role, which may select a few columns
/// of `audit_entry`, `audit_outcome`, `disclosure_grant`, `disclosure_revocation` and
/// `identity_assignment` and nothing else.
///
/// The log keeps opaque tokens for people, which an agent cannot resolve and need not: what binds
/// an opening to one person is the place bound into the half, and the record that commits to its
/// case. The recipient of grants is who acts.
public final class DatabaseRecords implements AgentRecords, AutoCloseable {
    private static final String ENTRY =
            """
            select e.at, e.actor, e.fields, e.request_id, e.case_id, e.basis,
                   exists (select from audit_outcome o where o.entry_id = e.entry_id)
            from audit_entry e where e.entry_id = ? and e.opens
            """;
    private static final String STANDING =
            """
            select exists (select from disclosure_grant g where g.grant_id = ?
                and not exists (select from disclosure_revocation r where r.grant_id = g.grant_id))
            """;
    private static final String CONFIRMED =
            """
            select exists (select from identity_assignment a where a.assignment_id = ?
                and a.confirmed_at is not null and a.ended_at is null)
            """;

    private final Supplier<Connection> connections;
    private @Nullable Connection kept;

    /// @param connections gives a new connection; it is kept until it breaks
    public DatabaseRecords(Supplier<Connection> connections) {
        this.connections = connections;
    }

    @Override
    public Optional<Entry> entry(UUID entry) {
        return ask(
                ENTRY,
                entry,
                row -> row.next() ? Optional.of(entry(entry, row)) : Optional.<Entry>empty());
    }

    private static Entry entry(UUID id, ResultSet row) throws SQLException {
        var fields = new HashSet<Field>();
        for (var code : (String[]) row.getArray(3).getArray()) {
            fields.add(new Field(code));
        }
        return new Entry(
                id,
                row.getObject(1, OffsetDateTime.class).toInstant(),
                row.getBoolean(7),
                row.getObject(2, UUID.class),
                fields,
                row.getObject(4, UUID.class),
                row.getObject(5, UUID.class),
                new HashSet<>(Arrays.asList((String[]) row.getArray(6).getArray())));
    }

    @Override
    public boolean isStanding(UUID grant) {
        return ask(STANDING, grant, row -> row.next() && row.getBoolean(1));
    }

    @Override
    public boolean isConfirmed(UUID assignment) {
        return ask(CONFIRMED, assignment, row -> row.next() && row.getBoolean(1));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// A question on the kept connection, and once more on a new one where that broke: reading
    /// twice changes nothing.
    private synchronized <T> T ask(String sql, UUID about, Reading<T> reading) {
        var open = kept;
        if (open != null) {
            try {
                return ask(open, sql, about, reading);
            } catch (SQLException e) {
                close();
            }
        }
        var fresh = connections.get();
        kept = fresh;
        try {
            return ask(fresh, sql, about, reading);
        } catch (SQLException e) {
            close();
            throw new IllegalStateException("the agent cannot read the database", e);
        }
    }

    private static <T> T ask(Connection on, String sql, UUID about, Reading<T> reading)
            throws SQLException {
        try (var statement = on.prepareStatement(sql)) {
            statement.setObject(1, about);
            try (var rows = statement.executeQuery()) {
                return reading.of(rows);
            }
        }
    }

    @Override
    public synchronized void close() {
        var open = kept;
        kept = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // It is gone either way.
                return;
            }
        }
    }
}
