package qorgan.vault.subject;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Codec;
import qorgan.keys.Deposit;
import qorgan.keys.Entropy;
import qorgan.keys.Field;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.LeafedRows;
import qorgan.vault.audit.Outcome;
import qorgan.vault.audit.ProofHealth;
import qorgan.vault.audit.RowContent;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assurance;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.Permissions;
import qorgan.vault.identity.Role;

/// Opening a protected envelope for reading: a data-protection officer and a procurator, two people
/// of two offices, each with a written reason of a listed kind, for a day at most (rule
/// `prot-unseal-two-person`). The person is told afterwards. The protection itself goes on.
@Service
public class Unsealings {
    private static final Field REASON = new Field("S.step_reason");
    private static final String PURPOSE = "unsealing";
    private static final String RULE = "prot-unseal-two-person";
    static final String PERMISSION = "subject:unseal";
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final byte[] NONE = new byte[0];

    private final Permissions permissions;
    private final Envelopes envelopes;
    private final AccessLog log;
    private final Vault vault;
    private final LeafedRows rows;
    private final ProofHealth proof;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Unsealings(
            Permissions permissions,
            Envelopes envelopes,
            AccessLog log,
            Vault vault,
            LeafedRows rows,
            ProofHealth proof,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.permissions = permissions;
        this.envelopes = envelopes;
        this.log = log;
        this.vault = vault;
        this.rows = rows;
        this.proof = proof;
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// For what an envelope may be opened.
    public enum Ground {
        REPRISAL,
        FRAUD_INQUIRY,
        COURT_ORDER;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Ground> of(String code) {
            for (var ground : values()) {
                if (ground.code().equals(code)) {
                    return Optional.of(ground);
                }
            }
            return Optional.empty();
        }
    }

    /// The first person asks for it.
    @Transactional
    public Unsealing propose(
            Actor actor, EnvelopeId envelope, Ground ground, Stated<String> reason) {
        permissions.require(actor, PERMISSION);
        if (!actor.assurance().reaches(Assurance.GOLD)) {
            return new Unsealing.NeedsSecondFactor();
        }
        var sealed = envelopes.find(envelope);
        if (sealed.isEmpty()) {
            return new Unsealing.NothingHere();
        }
        var id = Entropy.uuid();
        var deposit = deposit(actor, sealed.get());
        rows.insert(
                LeafKind.PROTECTED_ENVELOPE,
                id,
                0,
                RowContent.of("subject_unsealing")
                        .with("region", sealed.get().region().code())
                        .with("office", sealed.get().office())
                        .with("unsealing_id", id)
                        .with("envelope_id", envelope.value())
                        .with("ground", ground.code())
                        .with("proposer", actor.id().value())
                        .with("from_office", actor.officeOrThrow().value())
                        .with("as_role", role(actor))
                        .with("proposed_at", now())
                        .with("entry_id", deposit.entry())
                        .sealed("reason", reason(deposit, sealed.get(), id, reason)));
        return new Unsealing.Proposed(id);
    }

    /// The second person agrees: of the other side, of another office.
    @Transactional
    public Unsealing confirm(Actor actor, UUID unsealing, Stated<String> reason) {
        permissions.require(actor, PERMISSION);
        if (!actor.assurance().reaches(Assurance.GOLD)) {
            return new Unsealing.NeedsSecondFactor();
        }
        var proposal = proposal(unsealing);
        var sealed = proposal.flatMap(found -> envelopes.find(found.envelope()));
        if (sealed.isEmpty() || window(unsealing).isPresent()) {
            return new Unsealing.NothingHere();
        }
        if (proposal.get().proposer().equals(actor.id().value())
                || proposal.get().role().equals(role(actor))) {
            return new Unsealing.NeedsAnotherPerson();
        }
        if (proposal.get().office().equals(actor.officeOrThrow().value())) {
            return new Unsealing.NeedsAnotherOffice();
        }
        var now = now();
        var to = now.plus(LONGEST);
        var deposit = deposit(actor, sealed.get());
        rows.insert(
                LeafKind.PROTECTED_ENVELOPE,
                unsealing,
                1,
                RowContent.of("subject_unsealing_confirmed")
                        .with("region", sealed.get().region().code())
                        .with("office", sealed.get().office())
                        .with("unsealing_id", unsealing)
                        .with("proposer", proposal.get().proposer())
                        .with("from_office", proposal.get().office())
                        .with("as_role", proposal.get().role())
                        .with("second", actor.id().value())
                        .with("second_office", actor.officeOrThrow().value())
                        .with("second_role", role(actor))
                        .with("opens_at", now)
                        .with("closes_at", to)
                        .with("entry_id", deposit.entry())
                        .sealed("reason", reason(deposit, sealed.get(), Entropy.uuid(), reason)));
        events.publishEvent(
                new Unsealed(
                        unsealing,
                        sealed.get().subject(),
                        new OfficeId(sealed.get().office()),
                        now));
        return new Unsealing.Opened(unsealing, now, to);
    }

    /// One of the two reads what is in the envelope, under an entry of its own. Not while proof
    /// lags: what is protected stops then.
    public Unsealing read(Actor actor, UUID unsealing) {
        permissions.require(actor, PERMISSION);
        var proposal = transaction.execute(_ -> proposal(unsealing).orElse(null));
        var window = transaction.execute(_ -> window(unsealing).orElse(null));
        var now = clock.instant();
        if (proposal == null
                || window == null
                || !window.isOf(actor)
                || now.isBefore(window.from())
                || !now.isBefore(window.to())
                || proof.lagging()) {
            return new Unsealing.NothingHere();
        }
        var sealed = transaction.execute(_ -> envelopes.find(proposal.envelope()).orElse(null));
        if (sealed == null) {
            return new Unsealing.NothingHere();
        }
        var values = transaction.execute(_ -> envelopes.valuesOf(proposal.envelope()));
        if (values == null || values.isEmpty()) {
            return new Unsealing.Read(Map.of());
        }
        var committed =
                log.open(
                        actor,
                        new Access(
                                EntryKind.PROTECTION,
                                Set.of(sealed.subject()),
                                values.keySet(),
                                PURPOSE,
                                List.of(RULE),
                                NONE,
                                NONE,
                                null,
                                null));
        var read = new HashMap<Field, String>();
        try (var opening = vault.open(committed.warrant())) {
            values.forEach(
                    (field, value) -> {
                        try (var plain =
                                opening.plain(value.sealed(), value.place(), value.codec())) {
                            read.put(field, plain.value());
                        }
                    });
        }
        log.outcome(committed.entry(), Outcome.DELIVERED);
        return new Unsealing.Read(read);
    }

    private static String role(Actor actor) {
        return actor.has(Role.PROCURATOR) ? Role.PROCURATOR.code() : Role.DPO.code();
    }

    private Deposit deposit(Actor actor, Envelopes.Envelope envelope) {
        return log.deposit(actor, envelope.subject(), Set.of(REASON), PURPOSE, RULE);
    }

    private byte[] reason(
            Deposit deposit, Envelopes.Envelope envelope, UUID record, Stated<String> reason) {
        return vault.seal(
                        deposit,
                        new Place(
                                new Region(envelope.region().code()),
                                new SubjectId(envelope.subject().value()),
                                REASON,
                                record,
                                0),
                        reason.value(),
                        Codec.TEXT)
                .bytes();
    }

    private record Proposal(EnvelopeId envelope, UUID proposer, UUID office, String role) {}

    private record Open(UUID first, UUID second, Instant from, Instant to) {
        boolean isOf(Actor actor) {
            return actor.id().value().equals(first) || actor.id().value().equals(second);
        }
    }

    private Optional<Proposal> proposal(UUID unsealing) {
        return jdbc.sql("select * from subject_unsealing where unsealing_id = ?")
                .param(unsealing)
                .query(
                        (row, _) ->
                                new Proposal(
                                        new EnvelopeId(row.getObject("envelope_id", UUID.class)),
                                        row.getObject("proposer", UUID.class),
                                        row.getObject("from_office", UUID.class),
                                        row.getString("as_role")))
                .optional();
    }

    /// The confirmation, if it is what its leaf committed to.
    private Optional<Open> window(UUID unsealing) {
        return jdbc.sql("select * from subject_unsealing_confirmed where unsealing_id = ?")
                .param(unsealing)
                .query((row, _) -> believed(unsealing, row))
                .optional();
    }

    private Open believed(UUID unsealing, ResultSet row) throws SQLException {
        var opens = row.getObject("opens_at", OffsetDateTime.class).toInstant();
        var closes = row.getObject("closes_at", OffsetDateTime.class).toInstant();
        rows.believe(
                LeafKind.PROTECTED_ENVELOPE,
                unsealing,
                1,
                RowContent.of("subject_unsealing_confirmed")
                        .with("region", row.getString("region"))
                        .with("office", row.getObject("office", UUID.class))
                        .with("unsealing_id", unsealing)
                        .with("proposer", row.getObject("proposer", UUID.class))
                        .with("from_office", row.getObject("from_office", UUID.class))
                        .with("as_role", row.getString("as_role"))
                        .with("second", row.getObject("second", UUID.class))
                        .with("second_office", row.getObject("second_office", UUID.class))
                        .with("second_role", row.getString("second_role"))
                        .with("opens_at", opens)
                        .with("closes_at", closes)
                        .with("entry_id", row.getObject("entry_id", UUID.class))
                        .sealed("reason", row.getBytes("reason")));
        return new Open(
                row.getObject("proposer", UUID.class),
                row.getObject("second", UUID.class),
                opens,
                closes);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
