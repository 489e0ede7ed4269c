package qorgan.vault.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Deposit;
import qorgan.keys.Entropy;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.keys.SubjectTokens;
import qorgan.keys.WarrantOffice;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.OfficeId;

/// The only way to a warrant. What opens something is written, committed to disk in a transaction
/// of its own, and only then answered with a warrant for exactly what was written.
@Service
public class AccessLog {
    static final String TOKEN_USE = "tracker";
    private static final Comparator<byte[]> BY_BYTES = Arrays::compareUnsigned;
    private static final byte[] NONE = new byte[0];

    private final Entries entries;
    private final BulkParts bulkParts;
    private final Outcomes outcomes;
    private final Leaves leaves;
    private final WarrantOffice office;
    private final SubjectTokens tokens;
    private final CurrentEntry current;
    private final Clock clock;
    private final TransactionTemplate alone;
    private final TransactionTemplate apart;
    private final Together<Entries.Ready, EntryId> together = new Together<>(this::committed);

    AccessLog(
            Entries entries,
            BulkParts bulkParts,
            Outcomes outcomes,
            Leaves leaves,
            KeyWiring.Issuing issuing,
            CurrentEntry current,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.entries = entries;
        this.bulkParts = bulkParts;
        this.outcomes = outcomes;
        this.leaves = leaves;
        this.office = issuing.started().office();
        this.tokens = issuing.started().tokens();
        this.current = current;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /// Commits the entry, then issues its warrant: one use, one minute, this instance. Call it
    /// outside a transaction, and open after it returns. Entries of the same moment share one
    /// transaction and one wait for the disk.
    public Committed open(Actor actor, Access access) {
        var entry = new EntryId(Entropy.uuid());
        var row =
                row(
                        entry,
                        actor,
                        new What(
                                access.kind(),
                                access.purpose(),
                                access.basis(),
                                tokens(access.subjects()),
                                access.fields(),
                                access.decisionDigest(),
                                access.packDigest(),
                                access.request(),
                                access.caseId(),
                                access.holder(),
                                Map.of(),
                                true,
                                access.withheldUntil()));
        together.commit(entries.ready(row, leaves.fresh(LeafKind.ACCESS, row)));
        return new Committed(
                entry,
                office.warrant(
                        entry.value(),
                        access.decisionDigest(),
                        access.subjects(),
                        access.fields()));
    }

    /// Commits one entry for many people, then issues its warrant.
    public Committed bulk(Actor actor, Bulk bulk) {
        var entry = new EntryId(Entropy.uuid());
        var members = tokens(bulk.subjects());
        var row =
                row(
                        entry,
                        actor,
                        new What(
                                EntryKind.BULK,
                                bulk.purpose(),
                                bulk.basis(),
                                List.of(),
                                bulk.fields(),
                                NONE,
                                bulk.packDigest(),
                                null,
                                bulk.caseId(),
                                null,
                                Map.of(
                                        "query", bulk.query(),
                                        "members", Integer.toString(members.size()),
                                        "root", HexFormat.of().formatHex(BulkParts.root(members))),
                                true,
                                null));
        alone.executeWithoutResult(
                _ -> {
                    write(row);
                    bulkParts.insert(entry, row, members);
                });
        return new Committed(
                entry,
                office.bulk(entry.value(), bulk.packDigest(), bulk.subjects(), bulk.fields()));
    }

    /// Something comes in to be sealed: an entry in the caller's transaction, and the right to
    /// seal, never to open.
    @Transactional
    public Deposit deposit(
            Actor actor, SubjectId subject, Set<Field> fields, String purpose, String basis) {
        var entry = new EntryId(Entropy.uuid());
        write(
                row(
                        entry,
                        actor,
                        new What(
                                EntryKind.DEPOSIT,
                                purpose,
                                List.of(basis),
                                tokens(Set.of(subject)),
                                fields,
                                NONE,
                                NONE,
                                null,
                                null,
                                null,
                                Map.of(),
                                false,
                                null)));
        current.set(entry);
        return office.deposit(entry.value(), subject, fields);
    }

    /// Something about many people comes in at once: one entry in the caller's transaction, found
    /// by each of them through its Merkle root, and for each the right to seal.
    @Transactional
    public Map<SubjectId, Deposit> deposits(
            Actor actor, Set<SubjectId> subjects, Set<Field> fields, String purpose, String basis) {
        var entry = new EntryId(Entropy.uuid());
        var members = tokens(subjects);
        var row =
                row(
                        entry,
                        actor,
                        new What(
                                EntryKind.BULK,
                                purpose,
                                List.of(basis),
                                List.of(),
                                fields,
                                NONE,
                                NONE,
                                null,
                                null,
                                null,
                                Map.of(
                                        "query", purpose,
                                        "members", Integer.toString(members.size()),
                                        "root", HexFormat.of().formatHex(BulkParts.root(members))),
                                false,
                                null));
        write(row);
        bulkParts.insert(entry, row, members);
        current.set(entry);
        return subjects.stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                subject -> subject,
                                subject -> office.deposit(entry.value(), subject, fields)));
    }

    /// Writes down what opened nothing, in the caller's transaction.
    @Transactional
    public EntryId note(Actor actor, Note note) {
        var entry = new EntryId(Entropy.uuid());
        write(
                row(
                        entry,
                        actor,
                        new What(
                                note.kind(),
                                note.purpose(),
                                note.basis(),
                                tokens(note.subjects()),
                                note.fields(),
                                note.decisionDigest(),
                                note.packDigest(),
                                note.request(),
                                note.caseId(),
                                note.holder(),
                                note.details(),
                                false,
                                null)));
        current.set(entry);
        return entry;
    }

    /// What the desk reads or does, about people whom it knows by token alone.
    @Transactional
    EntryId reading(
            Actor actor,
            EntryKind kind,
            String purpose,
            List<String> basis,
            List<byte[]> people,
            @Nullable UUID request,
            Map<String, String> details) {
        var entry = new EntryId(Entropy.uuid());
        write(
                row(
                        entry,
                        actor,
                        new What(
                                kind, purpose, basis, people, Set.of(), NONE, NONE, request, null,
                                null, details, false, null)));
        return entry;
    }

    /// What this room writes for itself (a decision's record) is its own entry: it is sealed for
    /// that row, and the row has its leaf.
    Deposit ownRecord(UUID row, SubjectId owner, Set<Field> fields) {
        return office.deposit(row, owner, fields);
    }

    /// The opaque token under which the log knows a person.
    byte[] token(SubjectId subject) {
        return tokens.token(subject, TOKEN_USE);
    }

    /// Says how an entry ended, in the caller's transaction. The same outcome again is taken as the
    /// repetition it is; another one is a bug of the caller and is refused.
    @Transactional
    public void outcome(EntryId entry, Outcome outcome) {
        outcomes.record(entry, outcome, now());
    }

    /// One statement is its own transaction, and one way to the database and back.
    private List<EntryId> committed(List<Entries.Ready> ready) {
        apart.executeWithoutResult(_ -> entries.commit(ready));
        return ready.stream().map(Entries.Ready::entry).toList();
    }

    private void write(EntryRow row) {
        entries.insert(row);
        leaves.append(LeafKind.ACCESS, row.entry(), 0, row.content());
    }

    private EntryRow row(EntryId entry, Actor actor, What what) {
        return new EntryRow(
                actor.region().code(),
                Owners.of(actor),
                entry.value(),
                what.kind(),
                actor.id().value(),
                actor.realm().name(),
                actor.channel().name(),
                actor.assurance().name(),
                what.purpose(),
                withDuty(actor, what.basis()),
                what.subjects(),
                what.fields().stream().map(Field::code).sorted().toList(),
                what.decisionDigest(),
                what.packDigest(),
                what.request(),
                what.caseId() == null ? null : what.caseId().value(),
                what.holder() == null ? null : what.holder().value(),
                what.details(),
                what.opens(),
                what.withheldUntil() == null
                        ? null
                        : what.withheldUntil().truncatedTo(ChronoUnit.MICROS),
                now());
    }

    /// A duty cites its rule, whatever else the caller cites.
    private static List<String> withDuty(Actor actor, List<String> basis) {
        var rule = actor.rule();
        if (rule == null || basis.contains(rule)) {
            return basis;
        }
        var all = new ArrayList<>(basis);
        all.add(rule);
        return List.copyOf(all);
    }

    private List<byte[]> tokens(Set<SubjectId> subjects) {
        return subjects.stream().map(this::token).sorted(BY_BYTES).toList();
    }

    /// PostgreSQL keeps microseconds; a leaf must say what the row will say when it is read again.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// What an entry says beside who and when.
    private record What(
            EntryKind kind,
            String purpose,
            List<String> basis,
            List<byte[]> subjects,
            Set<Field> fields,
            byte[] decisionDigest,
            byte[] packDigest,
            @Nullable UUID request,
            @Nullable CaseId caseId,
            @Nullable OfficeId holder,
            Map<String, String> details,
            boolean opens,
            @Nullable Instant withheldUntil) {}
}
