package qorgan.vault.subject;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Codec;
import qorgan.keys.Deposit;
import qorgan.keys.Entropy;
import qorgan.keys.Field;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.Leaves;
import qorgan.vault.audit.Watched;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;

/// The protection unit's envelopes: who somebody really is and where. Sealed, and the measure
/// ended, by two people; a proposal to seal protects at once and lapses after a day, so that nobody
/// waits unprotected and nobody can hide a person alone.
@Service
public class Envelopes {
    private static final Field REASON = new Field("S.step_reason");
    private static final String PURPOSE = "protection";
    private static final String BASIS = "prot-sealed-envelope";

    private final Permissions permissions;
    private final Subjects subjects;
    private final AccessLog log;
    private final Vault vault;
    private final Leaves leaves;
    private final Watched watched;
    private final JdbcClient jdbc;
    private final Clock clock;

    Envelopes(
            Permissions permissions,
            Subjects subjects,
            AccessLog log,
            Vault vault,
            Leaves leaves,
            Watched watched,
            JdbcClient jdbc,
            Clock clock) {
        this.permissions = permissions;
        this.subjects = subjects;
        this.log = log;
        this.vault = vault;
        this.leaves = leaves;
        this.watched = watched;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Proposes to seal: the first of two people.
    @Transactional
    public Step seal(Actor actor, SubjectId subject, NewEnvelope stated) {
        permissions.require(actor, "subject:protect");
        var region = subjects.regionOf(subject);
        if (region.isEmpty()) {
            return new Step.NothingHere();
        }
        var fields = new HashSet<>(stated.values().keySet());
        fields.add(REASON);
        var deposit = log.deposit(actor, subject, fields, PURPOSE, BASIS);
        var envelope =
                new Envelope(
                        region.get(),
                        actor.officeOrThrow().value(),
                        Entropy.uuid(),
                        subject,
                        stated.restrictsAccess());
        var now = now();
        jdbc.sql(
                        """
                        insert into subject_envelope (region, office, envelope_id, subject_id, restricts, made_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        envelope.region().code(),
                        envelope.office(),
                        envelope.id(),
                        subject.value(),
                        envelope.restricts(),
                        now.atOffset(ZoneOffset.UTC))
                .update();
        var digests = new TreeMap<Field, Sealed<String>>();
        stated.values()
                .forEach(
                        (field, value) -> digests.put(field, put(envelope, field, value, deposit)));
        watched.protect(actor, subject);
        step(actor, envelope, "seal_proposed", null, stated.reason(), deposit, now, digests);
        return new Step.Done(new EnvelopeId(envelope.id()), now);
    }

    /// Confirms a proposal to seal: the second person.
    @Transactional
    public Step confirmSeal(Actor actor, EnvelopeId envelope, Stated<String> reason) {
        return confirm(actor, envelope, "seal_proposed", "seal_confirmed", reason);
    }

    /// Proposes to end the measure, with a written reason. What is sealed stays sealed; who may
    /// read it is another question ([Unsealings]).
    @Transactional
    public Step proposeEnd(Actor actor, EnvelopeId id, Stated<String> reason) {
        permissions.require(actor, "subject:protect");
        var envelope = envelope(id);
        if (envelope.isEmpty()
                || proposal(id, "seal_proposed").isEmpty()
                || proposal(id, "unseal_proposed").isPresent()) {
            return new Step.NothingHere();
        }
        var now = now();
        var deposit = log.deposit(actor, envelope.get().subject(), Set.of(REASON), PURPOSE, BASIS);
        step(actor, envelope.get(), "unseal_proposed", null, reason, deposit, now, Map.of());
        return new Step.Done(id, now);
    }

    /// Confirms the end: another person, of another office. The measure ends here.
    @Transactional
    public Step confirmEnd(Actor actor, EnvelopeId envelope, Stated<String> reason) {
        return confirm(actor, envelope, "unseal_proposed", "unseal_confirmed", reason);
    }

    private Step confirm(
            Actor actor, EnvelopeId id, String answers, String step, Stated<String> reason) {
        permissions.require(actor, "subject:protect");
        var envelope = envelope(id);
        var proposal = proposal(id, answers);
        if (envelope.isEmpty() || proposal.isEmpty() || proposal(id, step).isPresent()) {
            return new Step.NothingHere();
        }
        if (proposal.get().actor().equals(actor.id().value())) {
            return new Step.NeedsAnotherPerson();
        }
        if (step.equals("unseal_confirmed")
                && proposal.get().office().equals(actor.officeOrThrow().value())) {
            return new Step.NeedsAnotherOffice();
        }
        var now = now();
        var deposit = log.deposit(actor, envelope.get().subject(), Set.of(REASON), PURPOSE, BASIS);
        step(actor, envelope.get(), step, proposal.get(), reason, deposit, now, Map.of());
        return new Step.Done(id, now);
    }

    /// The sealed values of the envelopes that stand for a person, for the court, the protection
    /// unit and a two-person unsealing.
    @Transactional(readOnly = true)
    public Map<Field, SealedValue> sealed(SubjectId subject) {
        var values = new HashMap<Field, SealedValue>();
        jdbc.sql(
                        """
                        select e.region, e.envelope_id, e.made_at, v.field, v.sealed
                        from subject_envelope e join subject_envelope_value v using (envelope_id)
                        where e.subject_id = ? and not exists (
                            select 1 from subject_envelope_step s
                            where s.envelope_id = e.envelope_id and s.step = 'unseal_confirmed')
                        order by e.made_at
                        """)
                .param(subject.value())
                .query(
                        found -> {
                            var field = new Field(found.getString("field"));
                            var record = found.getObject("envelope_id", UUID.class);
                            values.put(
                                    field,
                                    new SealedValue(
                                            new Place(
                                                    new Region(found.getString("region")),
                                                    subject,
                                                    field,
                                                    record,
                                                    0),
                                            Sealed.of(found.getBytes("sealed")),
                                            found.getTimestamp("made_at").toInstant(),
                                            record));
                        });
        return Map.copyOf(values);
    }

    record Envelope(Region region, UUID office, UUID id, SubjectId subject, boolean restricts) {}

    /// An envelope whose measure stands, for whoever acts.
    Optional<Envelope> find(EnvelopeId id) {
        return envelope(id)
                .filter(
                        _ ->
                                proposal(id, "seal_proposed").isPresent()
                                        && proposal(id, "unseal_confirmed").isEmpty());
    }

    /// What is in one envelope.
    Map<Field, SealedValue> valuesOf(EnvelopeId id) {
        var values = new HashMap<Field, SealedValue>();
        envelope(id)
                .ifPresent(
                        envelope ->
                                sealed(envelope.subject())
                                        .forEach(
                                                (field, value) -> {
                                                    if (value.source().equals(id.value())) {
                                                        values.put(field, value);
                                                    }
                                                }));
        return values;
    }

    private record Proposal(UUID actor, UUID office) {}

    private Optional<Envelope> envelope(EnvelopeId id) {
        return jdbc.sql(
                        "select region, office, subject_id, restricts from subject_envelope where"
                                + " envelope_id = ?")
                .param(id.value())
                .query(
                        (found, _) ->
                                new Envelope(
                                        new Region(found.getString("region")),
                                        found.getObject("office", UUID.class),
                                        id.value(),
                                        new SubjectId(found.getObject("subject_id", UUID.class)),
                                        found.getBoolean("restricts")))
                .optional();
    }

    private Optional<Proposal> proposal(EnvelopeId id, String step) {
        return jdbc.sql(
                        "select actor, office from subject_envelope_step where envelope_id = ? and"
                                + " step = ?")
                .params(id.value(), step)
                .query(
                        (found, _) ->
                                new Proposal(
                                        found.getObject("actor", UUID.class),
                                        found.getObject("office", UUID.class)))
                .optional();
    }

    private Sealed<String> put(
            Envelope envelope, Field field, Stated<String> value, Deposit deposit) {
        var place = new Place(envelope.region(), envelope.subject(), field, envelope.id(), 0);
        var sealed = vault.seal(deposit, place, value.value(), Codec.TEXT);
        jdbc.sql(
                        """
                        insert into subject_envelope_value (region, office, envelope_id, field, sealed)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(
                        envelope.region().code(),
                        envelope.office(),
                        envelope.id(),
                        field.code(),
                        sealed.bytes())
                .update();
        return sealed;
    }

    private void step(
            Actor actor,
            Envelope envelope,
            String step,
            @Nullable Proposal proposal,
            Stated<String> reason,
            Deposit deposit,
            Instant now,
            Map<Field, Sealed<String>> values) {
        var id = Entropy.uuid();
        var place = new Place(envelope.region(), envelope.subject(), REASON, id, 0);
        var sealed = vault.seal(deposit, place, reason.value(), Codec.TEXT);
        jdbc.sql(
                        """
                        insert into subject_envelope_step (region, office, step_id, envelope_id, step, actor, answers,
                            proposer, proposer_office, reason, at, entry_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        envelope.region().code(),
                        actor.officeOrThrow().value(),
                        id,
                        envelope.id(),
                        step,
                        actor.id().value())
                .param(proposal == null ? null : step.replace("confirmed", "proposed"))
                .param(proposal == null ? null : proposal.actor())
                .param(proposal == null ? null : proposal.office())
                .params(sealed.bytes(), now.atOffset(ZoneOffset.UTC), deposit.entry())
                .update();
        leaves.append(
                LeafKind.PROTECTED_ENVELOPE,
                id,
                0,
                LeafContent.of("subject_envelope_step")
                        .with("region", envelope.region().code())
                        .with("envelope", envelope.id())
                        .with("subject", envelope.subject().value())
                        .with("restricts", envelope.restricts())
                        .with("step", step)
                        .with("actor", actor.id().value())
                        .with("at", now)
                        .with("entry", deposit.entry())
                        .sealed("reason", sealed)
                        .sealed("values", values)
                        .bytes());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
