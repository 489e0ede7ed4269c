package qorgan.keys.agent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.keys.PlaneOffice;
import qorgan.keys.SubjectId;

/// Reads the service's tables over JDBC with the agent's own role, which may select from
/// `audit_entry`, `audit_outcome`, `disclosure_pretrial`, `disclosure_grant`,
/// `disclosure_revocation`
/// and nothing else.
///
/// The log keeps opaque tokens for people, which an agent cannot resolve. So the persons of an
/// entry
/// are those of the pretrial records of its case, and what binds an opening to one person are the
/// records in the signed grants and the place bound into the half. The recipient is who acts: a
/// grant
/// is read by the person it was given for. Assignments are not signed in this version of the
/// service,
/// so this view knows none, and statutory readers are refused.
public final class DatabaseRecords implements AgentRecords {
    private static final String ENTRY =
            """
            select e.at, e.actor, e.fields, e.request_id, e.case_id,
                   exists (select from audit_outcome o where o.entry_id = e.entry_id)
            from audit_entry e where e.entry_id = ? and e.opens
            """;
    private static final String SUBJECTS =
            "select distinct subject_id from disclosure_pretrial where case_id = ?";
    private static final String GRANTED =
            """
            select g.grant_id from disclosure_grant g
            left join disclosure_revocation r on r.grant_id = g.grant_id
            where g.request_id = ? and g.side = ?
            order by r.grant_id is not null, g.valid_to desc limit 1
            """;
    private static final String GRANT =
            """
            select g.statement, g.signature, r.revoked_at from disclosure_grant g
            left join disclosure_revocation r on r.grant_id = g.grant_id where g.grant_id = ?
            """;

    private final Supplier<Connection> connections;

    /// @param connections gives an open connection for each question
    public DatabaseRecords(Supplier<Connection> connections) {
        this.connections = connections;
    }

    @Override
    public Optional<Entry> entry(UUID entry) {
        return one(ENTRY, List.of(entry), row -> entry(entry, row));
    }

    private Entry entry(UUID id, ResultSet row) throws SQLException {
        var at = instant(row, 1);
        if (at == null) {
            throw new SQLException("an entry without its instant");
        }
        var request = row.getObject(4, UUID.class);
        var caseId = row.getObject(5, UUID.class);
        var official = row.getObject(2, UUID.class);
        return new Entry(
                id,
                at,
                row.getBoolean(6),
                official,
                caseId == null ? Set.of() : subjects(caseId),
                fields(row),
                request,
                official,
                caseId,
                request == null ? new Basis.None() : basis(request));
    }

    private static Set<Field> fields(ResultSet row) throws SQLException {
        var fields = new HashSet<Field>();
        for (var code : (String[]) row.getArray(3).getArray()) {
            fields.add(new Field(code));
        }
        return fields;
    }

    private Set<SubjectId> subjects(UUID caseId) {
        return new HashSet<>(
                all(SUBJECTS, List.of(caseId), row -> new SubjectId(row.getObject(1, UUID.class))));
    }

    private Basis basis(UUID request) {
        var investigation = granted(request, PlaneOffice.INVESTIGATION);
        var procuracy = granted(request, PlaneOffice.PROCURACY);
        return investigation.isPresent() && procuracy.isPresent()
                ? new Basis.Grants(investigation.get(), procuracy.get())
                : new Basis.None();
    }

    private Optional<UUID> granted(UUID request, PlaneOffice side) {
        return one(GRANTED, List.of(request, side.code()), row -> row.getObject(1, UUID.class));
    }

    @Override
    public Optional<Grant> grant(UUID grant) {
        return one(
                GRANT,
                List.of(grant),
                row -> new Grant(row.getBytes(1), row.getBytes(2), instant(row, 3)));
    }

    @Override
    public Optional<Assignment> assignment(UUID assignment) {
        return Optional.empty();
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> Optional<T> one(String sql, List<Object> parameters, Reading<T> reading) {
        return all(sql, parameters, reading).stream().findFirst();
    }

    private <T> List<T> all(String sql, List<Object> parameters, Reading<T> reading) {
        try (var connection = connections.get();
                var statement = prepared(connection, sql, parameters);
                var rows = statement.executeQuery()) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(reading.of(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the agent cannot read the database", e);
        }
    }

    private static PreparedStatement prepared(
            Connection connection, String sql, List<Object> parameters) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        return statement;
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
