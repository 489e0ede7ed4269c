package qorgan.vault.audit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.DualControl;
import qorgan.keys.HalfCipher;
import qorgan.keys.PlaneOffice;
import qorgan.keys.RootKeys;
import qorgan.keys.Secret;
import qorgan.keys.agent.LocalKeeper;

/// The two offices' keys of the pretrial plane, held in this process for as long as the offices
/// have no
/// agents of their own: a guard against mistakes, not against a stolen service. The seeds are made
/// at the first start and kept wrapped by the root key. An agent takes its office's place at
/// [DualControl].
@Component
class PlaneKeys {
    private final JdbcClient jdbc;
    private final RootKeys root;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PlaneKeys(
            JdbcClient jdbc, RootKeys root, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.root = root;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    DualControl dualControl() {
        return new DualControl(keeper(PlaneOffice.INVESTIGATION), keeper(PlaneOffice.PROCURACY));
    }

    private LocalKeeper keeper(PlaneOffice office) {
        var seed =
                transaction.execute(
                        _ -> {
                            // Two instances may start at once: one of them makes the seed.
                            jdbc.sql("select pg_advisory_xact_lock(hashtext('audit_plane_key'))")
                                    .query((row, number) -> number)
                                    .list();
                            return kept(office).orElseGet(() -> begin(office));
                        });
        if (seed == null) {
            throw new IllegalStateException("no seed for " + office.code());
        }
        return new LocalKeeper(office, seed);
    }

    private Optional<Secret> kept(PlaneOffice office) {
        return jdbc.sql("select wrapped from audit_plane_key where side = ?")
                .param(office.code())
                .query((row, number) -> row.getBytes(1))
                .optional()
                .map(wrapped -> root.management().unwrap(wrapped, purpose(office)));
    }

    private Secret begin(PlaneOffice office) {
        var pair = HalfCipher.newPair();
        jdbc.sql("insert into audit_plane_key (side, wrapped, made_at) values (?, ?, ?)")
                .params(
                        office.code(),
                        root.management().wrap(pair.seed(), purpose(office)),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return pair.seed();
    }

    private static String purpose(PlaneOffice office) {
        return "plane-key-" + office.code();
    }
}
