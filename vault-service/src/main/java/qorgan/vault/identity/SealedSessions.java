package qorgan.vault.identity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;
import qorgan.vault.edge.BearerSeal;

/// Sessions in the database, each sealed under its own identifier, which only the browser's cookie
/// holds. A restart or another instance goes on where the person was; whoever reads the table
/// learns how many sessions there are and when they end.
final class SealedSessions implements SessionRepository<PortalSession> {
    /// A use is written down when the last written one is this old.
    private static final Duration COARSE = Duration.ofMinutes(1);

    private static final BearerSeal SEAL = new BearerSeal("qorgan session 1");

    private final JdbcClient sql;
    private final Clock clock;
    private final Duration length;

    /// @param length how long after its last use a session ends
    SealedSessions(JdbcClient sql, Clock clock, Duration length) {
        this.sql = sql;
        this.clock = clock;
        this.length = length;
    }

    private record Row(byte[] sealed, java.time.Instant endsAt) {}

    @Override
    public PortalSession createSession() {
        return new PortalSession(named(BearerSeal.drawn()), null);
    }

    private MapSession named(String id) {
        var session = new MapSession(id);
        session.setSessionIdGenerator(BearerSeal::drawn);
        session.setMaxInactiveInterval(length);
        return session;
    }

    @Override
    public void save(PortalSession session) {
        var now = clock.instant();
        if (!session.keptUnder().equals(session.getId())) {
            deleteById(session.keptUnder());
        }
        if (session.isChanged()) {
            sql.sql("delete from identity_session where ends_at < ?")
                    .param(Timestamp.from(now))
                    .update();
            var row = digest(session.getId());
            sql.sql(
                            """
                            insert into identity_session (id_digest, sealed, ends_at) values (?, ?, ?)
                            on conflict (id_digest) do update
                            set sealed = excluded.sealed, ends_at = excluded.ends_at
                            """)
                    .params(
                            row,
                            SEAL.seal(session.getId(), row, written(session.held())),
                            Timestamp.from(now.plus(length)))
                    .update();
        } else if (session.keptUseAt() != null && session.keptUseAt().plus(COARSE).isBefore(now)) {
            sql.sql("update identity_session set ends_at = ? where id_digest = ?")
                    .params(Timestamp.from(now.plus(length)), digest(session.getId()))
                    .update();
        }
    }

    @Override
    public @Nullable PortalSession findById(String id) {
        var row = digest(id);
        return sql.sql(
                        "select sealed, ends_at from identity_session where id_digest = ? and ends_at > ?")
                .params(row, Timestamp.from(clock.instant()))
                .query((found, at) -> new Row(found.getBytes(1), found.getTimestamp(2).toInstant()))
                .optional()
                .flatMap(
                        found ->
                                SEAL.open(id, row, found.sealed())
                                        .map(plain -> read(id, plain, found)))
                .orElse(null);
    }

    @Override
    public void deleteById(String id) {
        sql.sql("delete from identity_session where id_digest = ?").param(digest(id)).update();
    }

    private PortalSession read(String id, byte[] plain, Row row) {
        var session = named(id);
        attributes(plain).forEach(session::setAttribute);
        return new PortalSession(session, row.endsAt().minus(length));
    }

    private static byte[] written(MapSession session) {
        var attributes = new HashMap<String, Object>();
        for (var name : session.getAttributeNames()) {
            attributes.put(name, session.<Object>getRequiredAttribute(name));
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(attributes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// What comes here was sealed by [#save] of this service: nobody else's bytes open.
    @SuppressWarnings("unchecked")
    private static Map<String, Object> attributes(byte[] plain) {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(plain))) {
            return (Map<String, Object>) in.readObject();
        } catch (IOException | ClassNotFoundException ofAnotherVersion) {
            return Map.of();
        }
    }

    private static byte[] digest(String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
