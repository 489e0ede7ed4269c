package qorgan.vault.subject;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.BlindIndexes;
import qorgan.keys.BlindIndexes.Kind;
import qorgan.keys.CannotOpen;
import qorgan.keys.Deposit;
import qorgan.keys.Field;
import qorgan.keys.Region;
import qorgan.keys.Reindexing;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Note;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;

/// Moves the rows of the blind index to the newest version of its key, a batch a transaction. Each
/// batch is one bulk entry, which each of its people finds in their tracker; no value is shown.
///
/// It goes on after any interruption: what was moved carries the new version, the rest does not.
/// A row that an instance wrote under the version before, because it had not heard of the change,
/// is found by every search all the same and moved by a later round.
@Component
class IndexWalk {
    private static final Logger log = LoggerFactory.getLogger(IndexWalk.class);
    private static final UUID BEGINNING = new UUID(0, 0);
    static final String RULE = "audit-every-read";
    static final String PURPOSE = "index-key";
    private static final Set<Field> FIELDS = Set.of(Personal.IDENTITY_FULL, Personal.BIRTH_DATE);

    private final IndexRows rows;
    private final BlindIndexes indexes;
    private final AccessLog accesses;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private UUID after = BEGINNING;
    private long movedInRound;

    IndexWalk(
            IndexRows rows,
            BlindIndexes indexes,
            AccessLog accesses,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.indexes = indexes;
        this.accesses = accesses;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// What one step did.
    ///
    /// @param people how many were looked at
    /// @param perSecond how many may be moved a second; 0 without limit
    /// @param over nothing is left to do now
    record Step(int people, int perSecond, boolean over) {
        private static final Step NOTHING = new Step(0, 0, true);
    }

    /// Moves the next people, if a change is under way or left somebody behind.
    synchronized Step step(int batch) {
        var change = transaction.execute(_ -> Acting.as(service(), () -> rows.newest()));
        if (change == null || change.isEmpty()) {
            return Step.NOTHING;
        }
        var duty =
                Actor.duty(
                        RULE,
                        new ActorId(change.get().begunBy()),
                        new Region(change.get().region()));
        make(change.get().version());
        return Objects.requireNonNull(
                transaction.execute(_ -> Acting.as(duty, () -> step(duty, change.get(), batch))));
    }

    private static Actor service() {
        return Actor.duty(RULE, new ActorId(BEGINNING), new Region("*"));
    }

    /// The key that the change is about, made unless it exists.
    private void make(int version) {
        if (indexes.currentVersion() < version) {
            indexes.refresh();
        }
        while (indexes.currentVersion() < version) {
            int made = indexes.rekey();
            log.info("the index key has version {}", made);
        }
    }

    private Step step(Actor duty, IndexRows.Change change, int batch) {
        if (!rows.tryLock()) {
            return Step.NOTHING;
        }
        var people = rows.next(change.version(), after, batch);
        if (people.isEmpty()) {
            return endOfRound(duty, change);
        }
        int moved = move(duty, people);
        rows.moved(change.version(), moved);
        movedInRound += moved;
        after = people.getLast().subject().value();
        return new Step(people.size(), change.perSecond(), false);
    }

    /// Another round where this one moved somebody; else either nobody is left, or nobody who can
    // be
    /// moved.
    private Step endOfRound(Actor duty, IndexRows.Change change) {
        boolean again = movedInRound > 0;
        after = BEGINNING;
        movedInRound = 0;
        if (again) {
            return new Step(0, change.perSecond(), false);
        }
        long behind = rows.behind(change.version());
        if (behind == 0 && change.endedAt() == null) {
            var proof =
                    accesses.note(
                            duty,
                            Note.of(
                                    EntryKind.KEY_OPERATION,
                                    PURPOSE,
                                    Map.of(
                                            "act",
                                            "ended",
                                            "version",
                                            Integer.toString(change.version()),
                                            "moved",
                                            Long.toString(change.moved()),
                                            "left",
                                            "0")));
            rows.end(change.version(), clock.instant(), proof.value());
            log.info("the blind index is under version {} of its key", change.version());
        }
        return Step.NOTHING;
    }

    private int move(Actor duty, List<IndexRows.Behind> people) {
        var held = rows.held(people, FIELDS);
        var deposits =
                accesses.deposits(
                        duty,
                        people.stream().map(IndexRows.Behind::subject).collect(Collectors.toSet()),
                        FIELDS,
                        PURPOSE,
                        RULE);
        var moved = new ArrayList<SubjectId>();
        var fresh = new ArrayList<IndexRows.Fresh>();
        try (var reindexing = indexes.reindexing()) {
            reindexing.fetch(
                    held.values().stream().flatMap(each -> each.values().stream()).toList());
            for (var person : people) {
                var subject = person.subject();
                var values =
                        values(
                                reindexing,
                                Objects.requireNonNull(deposits.get(subject)),
                                person,
                                held.getOrDefault(subject, new HashMap<>()));
                values.ifPresent(
                        own -> {
                            fresh.addAll(own);
                            moved.add(subject);
                        });
            }
            rows.move(reindexing.version(), moved, fresh);
        }
        return moved.size();
    }

    /// What the index should hold of a person; nothing where it would lose their number. Who lost
    /// the key of their birth date is no longer found by name, and by number as before.
    private static Optional<List<IndexRows.Fresh>> values(
            Reindexing reindexing,
            Deposit deposit,
            IndexRows.Behind person,
            Map<Field, Reindexing.Held> held) {
        var identity = held.get(Personal.IDENTITY_FULL);
        var birth = held.get(Personal.BIRTH_DATE);
        var values = new ArrayList<IndexRows.Fresh>();
        try {
            if (identity != null) {
                var first = reindexing.value(deposit, Kind.IIN, identity, "iin");
                var second = reindexing.value(deposit, Kind.IIN_SECOND, identity, "iin");
                if (first.isPresent() && second.isPresent()) {
                    values.add(
                            new IndexRows.Fresh(
                                    person.subject(),
                                    PersonIndex.IIN,
                                    Fingerprints.joined(first.get(), second.get())));
                }
            }
            if (person.hasNumber() && values.isEmpty()) {
                log.error("the number of {} cannot be indexed anew", person.subject());
                return Optional.empty();
            }
            if (identity != null && birth != null) {
                reindexing.names(deposit, identity, "names", birth).stream()
                        .map(
                                token ->
                                        new IndexRows.Fresh(
                                                person.subject(), PersonIndex.NAME, token))
                        .forEach(values::add);
            }
            return Optional.of(values);
        } catch (CannotOpen e) {
            log.error("what the index needs of {} does not open", person.subject());
            return Optional.empty();
        }
    }
}
