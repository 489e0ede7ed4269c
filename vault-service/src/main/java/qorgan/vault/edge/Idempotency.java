package qorgan.vault.edge;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What became of a call that must not happen twice. It keeps digests, a status and the address of
/// what was made: identifiers, never a body. For a form of the portal it keeps the answering page,
/// too, ten minutes long and sealed as [BearerSeal] says.
@Component
class Idempotency {
    private static final Duration KEPT = Duration.ofHours(48);
    private static final Duration PAGE_KEPT = Duration.ofMinutes(10);
    private static final Duration ABANDONED = Duration.ofMinutes(10);
    private static final String PURGE = "delete from edge_idempotency where started_at < ?";
    private static final String FORGET_PAGES =
            "update edge_idempotency set page = null where page is not null and started_at < ?";

    private final JdbcClient sql;
    private final Clock clock;

    Idempotency(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    sealed interface Before {
        /// Nobody has used this key: go ahead, and say how it ended.
        record First() implements Before {}

        /// The same call is running now.
        record Running() implements Before {}

        /// The same call was begun and its end was never heard of.
        record Unknown() implements Before {}

        /// The key belongs to another call.
        record Reused() implements Before {}

        /// @param page what a form was answered with, sealed, while it is kept
        record Done(int status, @Nullable String location, byte @Nullable [] page)
                implements Before {}
    }

    private record Row(
            byte[] body,
            String state,
            int status,
            @Nullable String location,
            byte @Nullable [] page,
            Instant at) {}

    Before begin(byte[] key, byte[] body) {
        var now = clock.instant();
        sql.sql(PURGE).param(Timestamp.from(now.minus(KEPT))).update();
        sql.sql(FORGET_PAGES).param(Timestamp.from(now.minus(PAGE_KEPT))).update();
        var inserted =
                sql.sql(
                                """
                                insert into edge_idempotency (key_digest, body_digest, state, started_at)
                                values (?, ?, 'running', ?) on conflict (key_digest) do nothing
                                """)
                        .params(key, body, Timestamp.from(now))
                        .update();
        return inserted == 1 ? new Before.First() : look(key, body, now);
    }

    private Before look(byte[] key, byte[] body, Instant now) {
        var found =
                sql.sql(
                                """
                                select body_digest, state, status, location, page, started_at
                                from edge_idempotency where key_digest = ?
                                """)
                        .param(key)
                        .query(
                                (row, number) ->
                                        new Row(
                                                row.getBytes(1),
                                                row.getString(2),
                                                row.getInt(3),
                                                row.getString(4),
                                                row.getBytes(5),
                                                row.getTimestamp(6).toInstant()))
                        .optional();
        if (found.isEmpty()) {
            return new Before.Running(); // just given back; the next look begins it
        }
        var row = found.get();
        if (!Arrays.equals(row.body(), body)) {
            return new Before.Reused();
        }
        if (row.state().equals("done")) {
            return new Before.Done(row.status(), row.location(), row.page());
        }
        return row.at().isBefore(now.minus(ABANDONED))
                ? new Before.Unknown()
                : new Before.Running();
    }

    void done(byte[] key, int status, @Nullable String location, byte @Nullable [] page) {
        sql.sql(
                        """
                        update edge_idempotency
                        set state = 'done', status = :status, location = :location, page = :page
                        where key_digest = :key
                        """)
                .param("status", status)
                .param("location", location)
                .param("page", page, Types.BINARY)
                .param("key", key)
                .update();
    }

    /// The call changed nothing, so the key is free again.
    void giveBack(byte[] key) {
        sql.sql("delete from edge_idempotency where key_digest = ? and state = 'running'")
                .param(key)
                .update();
    }
}
