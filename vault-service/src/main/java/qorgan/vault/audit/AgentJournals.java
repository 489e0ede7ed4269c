package qorgan.vault.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.HalfRefused;
import qorgan.keys.agent.AgentJournal;
import qorgan.keys.agent.RemoteKeeper;

/// Puts what the offices' key agents did on the ledger: each line of their journals, given halves
/// and refusals alike, becomes a leaf. A stolen service can leave this undone, not undo it: the
/// agents keep their journals, and a line that does not follow the one before is never taken.
@Component
class AgentJournals {
    private static final Logger log = LoggerFactory.getLogger(AgentJournals.class);
    private static final String FIRST = "0".repeat(64);

    private final PlaneKeys plane;
    private final JdbcClient jdbc;
    private final Leaves leaves;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AgentJournals(
            PlaneKeys plane,
            JdbcClient jdbc,
            Leaves leaves,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.plane = plane;
        this.jdbc = jdbc;
        this.leaves = leaves;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(
            initialDelayString = "${qorgan.keys.journal:PT20S}",
            fixedDelayString = "${qorgan.keys.journal:PT20S}")
    void beat() {
        for (var keeper : plane.keepers()) {
            try {
                take(keeper);
            } catch (HalfRefused e) {
                log.warn("the key agent of the {} does not answer", keeper.office().code());
            } catch (IllegalStateException e) {
                log.error("the journal of the {} is broken", keeper.office().code());
            } catch (DataAccessException e) {
                log.warn("journals were not taken over: {}", e.getClass().getSimpleName());
            }
        }
    }

    /// Takes over every line that is not here yet, and gives how many there were.
    ///
    /// @throws IllegalStateException when a line does not follow the one before
    int take(RemoteKeeper keeper) {
        int taken = 0;
        while (true) {
            int fresh = batch(keeper);
            if (fresh == 0) {
                return taken;
            }
            taken += fresh;
        }
    }

    private int batch(RemoteKeeper keeper) {
        var office = keeper.office().code();
        var last = last(office);
        var lines = keeper.journalFrom(last.number() + 1);
        var done =
                transaction.execute(
                        _ -> {
                            var before = last;
                            for (var text : lines) {
                                before = append(office, text, before);
                            }
                            return before.number() - last.number();
                        });
        return done == null ? 0 : done.intValue();
    }

    private record Last(long number, String hash) {}

    private Last last(String office) {
        return jdbc.sql(
                        "select number, line from audit_agent_line where office = ? order by number"
                                + " desc limit 1")
                .param(office)
                .query((row, number) -> new Last(row.getLong(1), hash(row.getString(2))))
                .optional()
                .orElseGet(() -> new Last(-1, FIRST));
    }

    private Last append(String office, String text, Last before) {
        var line = AgentJournal.read(text);
        if (line.number() != before.number() + 1
                || !line.previous().equals(before.hash())
                || !line.office().equals(office)) {
            throw new IllegalStateException("a line of an agent's journal does not follow");
        }
        int inserted =
                jdbc.sql(
                                """
                                insert into audit_agent_line (office, number, line, taken_at)
                                values (?, ?, ?, ?) on conflict do nothing
                                """)
                        .params(office, line.number(), text, Timestamp.from(clock.instant()))
                        .update();
        // Another instance may have been quicker, and has written the leaf.
        if (inserted == 1) {
            leaves.append(LeafKind.KEY_HALF, row(office, line.number()), 0, text.getBytes(UTF_8));
        }
        return new Last(line.number(), hash(text));
    }

    /// A line has no identifier of its own; its leaf goes by office and number.
    static UUID row(String office, long number) {
        return UUID.nameUUIDFromBytes(("key agent/" + office + "/" + number).getBytes(UTF_8));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
