package qorgan.vault.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// In whose name the current thread works. PostgreSQL's row-level security hears of it: every
/// transaction that begins inside [#as] carries the actor in its settings (`qorgan.office` and its
/// siblings), which `qorgan_sees(office)` reads. A transaction of nobody sees no row.
///
/// The web layer does this for every request. A listener or a clock does it for its duty.
public final class Acting {
    private static final ScopedValue<Actor> CURRENT = ScopedValue.newInstance();
    private static final String ABORTED_TRANSACTION = "25P02";
    private static final String SETTINGS =
            """
            select set_config('qorgan.actor', ?, true), set_config('qorgan.realm', ?, true),
                   set_config('qorgan.office', ?, true), set_config('qorgan.operator', ?, true),
                   set_config('qorgan.roles', ?, true)
            """;

    private Acting() {}

    /// Does `work` in the name of `actor`. If a transaction is already open, its settings change
    /// for the time of the work and are put back afterwards.
    public static <T extends @Nullable Object> T as(Actor actor, Supplier<T> work) {
        var before = CURRENT.isBound() ? CURRENT.get() : null;
        return ScopedValue.where(CURRENT, actor)
                .call(
                        () -> {
                            tellOpenTransaction(actor);
                            try {
                                return work.get();
                            } finally {
                                tellOpenTransaction(before);
                            }
                        });
    }

    public static void as(Actor actor, Runnable work) {
        Acting.<@Nullable Object>as(
                actor,
                () -> {
                    work.run();
                    return null;
                });
    }

    /// Lets a request go on in the name of `actor`.
    static void serve(
            Actor actor, FilterChain chain, ServletRequest request, ServletResponse response)
            throws IOException, ServletException {
        try {
            ScopedValue.where(CURRENT, actor)
                    .call(
                            () -> {
                                try {
                                    chain.doFilter(request, response);
                                } catch (ServletException e) {
                                    throw new Carried(e);
                                }
                                return true;
                            });
        } catch (Carried carried) {
            throw carried.thrown;
        }
    }

    /// A scoped call lets one type of exception through; the other travels inside it.
    private static final class Carried extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient ServletException thrown;

        Carried(ServletException thrown) {
            super(thrown);
            this.thrown = thrown;
        }
    }

    public static Optional<Actor> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    private static void tellOpenTransaction(@Nullable Actor actor) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return;
        }
        for (var resource : TransactionSynchronizationManager.getResourceMap().values()) {
            if (resource instanceof ConnectionHolder holder) {
                try {
                    tell(holder.getConnection(), actor);
                } catch (SQLException e) {
                    // After an error PostgreSQL takes nothing but a rollback, so nothing more can
                    // be seen.
                    if (!ABORTED_TRANSACTION.equals(e.getSQLState())) {
                        throw new UncategorizedSQLException("acting", null, e);
                    }
                }
            }
        }
    }

    static void tell(Connection connection, @Nullable Actor actor) throws SQLException {
        try (PreparedStatement settings = connection.prepareStatement(SETTINGS)) {
            settings.setString(1, actor == null ? "" : actor.id().toString());
            settings.setString(2, actor == null ? "" : actor.realm().name());
            settings.setString(
                    3, actor == null || actor.office() == null ? "" : actor.office().toString());
            settings.setString(
                    4, actor == null || actor.operator() == null ? "" : actor.operator().code());
            settings.setString(
                    5,
                    actor == null
                            ? ""
                            : actor.roles().stream()
                                    .map(Role::code)
                                    .sorted()
                                    .collect(Collectors.joining(",", ",", ",")));
            settings.execute();
        }
    }
}
