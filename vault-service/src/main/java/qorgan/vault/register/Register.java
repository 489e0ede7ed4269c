package qorgan.vault.register;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.Permissions;
import qorgan.vault.subject.Fault;
import qorgan.vault.subject.Personal;
import qorgan.vault.subject.SealedValue;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.Subjects;

/// The custody register. It takes every fact that happened, marks what is irregular, and refuses
/// only the impossible. An entry is never changed: a correction supersedes it.
@Service
public class Register {
    /// By how much clocks of offices may differ from the server's before an instant is the future.
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    private final Permissions permissions;
    private final Subjects subjects;
    private final Facilities facilities;
    private final Events events;
    private final Chronology chronology;
    private final Entering entering;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Register(
            Permissions permissions,
            Subjects subjects,
            Facilities facilities,
            Events events,
            Chronology chronology,
            Entering entering,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.permissions = permissions;
        this.subjects = subjects;
        this.facilities = facilities;
        this.events = events;
        this.chronology = chronology;
        this.entering = entering;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    public Recorded arrest(Actor actor, Fact.Arrest arrest) {
        return take(actor, arrest, null);
    }

    public Recorded place(Actor actor, Fact.Placement placement) {
        return take(actor, placement, null);
    }

    public Recorded transfer(Actor actor, Fact.Transfer transfer) {
        return take(actor, transfer, null);
    }

    public Recorded injury(Actor actor, Fact.Injury injury) {
        return take(actor, injury, null);
    }

    public Recorded health(Actor actor, Fact.Health health) {
        return take(actor, health, null);
    }

    public Recorded release(Actor actor, Fact.Release release) {
        return take(actor, release, null);
    }

    public Recorded death(Actor actor, Fact.Death death) {
        return take(actor, death, null);
    }

    /// Corrects an entry: `instead` is what should have been written, of the same kind and about
    /// the same person. The earlier entry stays and is no longer used for answers.
    public Recorded supersede(Actor actor, EventId earlier, Fact instead, Stated<String> reason) {
        return take(actor, instead, new Correction(earlier, reason));
    }

    record Correction(EventId earlier, Stated<String> reason) {}

    private Recorded take(Actor actor, Fact fact, @Nullable Correction correction) {
        permissions.require(actor, permission(fact.kind()));
        var refused = impossible(fact);
        if (refused != null) {
            return refused;
        }
        if (known(fact) == null && correction != null) {
            return new Recorded.Refused("person", Fault.UNREADABLE);
        }
        var whom = standing(fact);
        var times = whom.isEmpty() ? Map.<UUID, Instant>of() : chronology.of(actor, whom);
        var recorded =
                transaction.execute(
                        _ -> entering.enter(actor, fact, correction, times, entering.live(actor)));
        if (recorded == null) {
            throw new IllegalStateException("an entry has an outcome");
        }
        return recorded;
    }

    /// Who a fact is about, as far as the register knows them: by identifier or by their number.
    private Set<SubjectId> standing(Fact fact) {
        var subject = known(fact);
        if (subject != null) {
            return Set.of(subject);
        }
        return fact instanceof Fact.Arrest arrest
                        && arrest.person() instanceof Person.AsStated(var stated)
                ? subjects.known(List.of(stated))
                : Set.of();
    }

    /// The person a fact is about, where they have an identifier already.
    static @Nullable SubjectId known(Fact fact) {
        return switch (fact) {
            case Fact.Arrest arrest ->
                    switch (arrest.person()) {
                        case Person.Known(var subject) -> subject;
                        case Person.AsStated _ -> null;
                    };
            case Fact.Placement placement -> placement.subject();
            case Fact.Transfer transfer -> transfer.subject();
            case Fact.Injury injury -> injury.subject();
            case Fact.Health health -> health.subject();
            case Fact.Release release -> release.subject();
            case Fact.Death death -> death.subject();
        };
    }

    static String permission(EventKind kind) {
        return switch (kind) {
            case INJURY -> "register:record:injury";
            case HEALTH -> "register:record:medical";
            case ARREST, PLACEMENT, TRANSFER, RELEASE, DEATH -> "register:record:" + kind.code();
        };
    }

    /// Only the impossible is refused: an instant that has not come, or one before there were
    /// registers.
    private Recorded.@Nullable Refused impossible(Fact fact) {
        var latest = clock.instant().plus(CLOCK_TOLERANCE);
        if (fact.at().value().isAfter(latest)) {
            return new Recorded.Refused("at", Fault.IN_THE_FUTURE);
        }
        if (fact.at().value().isBefore(Instant.parse("1900-01-01T00:00:00Z"))) {
            return new Recorded.Refused("at", Fault.UNREADABLE);
        }
        if (fact instanceof Fact.Arrest arrest
                && arrest.recordDrawnAt() != null
                && arrest.recordDrawnAt().value().isAfter(latest)) {
            return new Recorded.Refused("recordDrawnAt", Fault.IN_THE_FUTURE);
        }
        return null;
    }

    /// What the register says about a person now.
    @Transactional(readOnly = true)
    public CustodyFile file(SubjectId subject) {
        return CustodyFile.of(Events.standing(events.matching(subject)));
    }

    /// Each whereabouts fact that has a value, sealed, with its entry and the time of that entry.
    @Transactional(readOnly = true)
    public Map<Field, SealedValue> whereabouts(SubjectId subject) {
        var found = new HashMap<>(file(subject).values());
        found.keySet().retainAll(Set.copyOf(Custody.WHEREABOUTS_FACTS));
        return Map.copyOf(found);
    }

    /// Fields whose event has happened and whose value is missing.
    @Transactional(readOnly = true)
    public Set<Field> gaps(SubjectId subject) {
        return file(subject).gaps();
    }

    /// Fields of events of which none is recorded, to be told as exactly that.
    @Transactional(readOnly = true)
    public Set<Field> notHappened(SubjectId subject) {
        return file(subject).notHappened();
    }

    /// The latest standing values of these fields of the register (W, R, M), as far as they exist.
    @Transactional(readOnly = true)
    public Map<Field, SealedValue> sealed(SubjectId subject, Set<Field> fields) {
        var found = new HashMap<>(file(subject).values());
        found.keySet().retainAll(fields);
        return Map.copyOf(found);
    }

    /// Every standing value of one field, the oldest first: each injury, each line of the log.
    @Transactional(readOnly = true)
    public List<SealedValue> history(SubjectId subject, Field field) {
        return Events.standing(events.matching(subject)).stream()
                .filter(row -> row.values().containsKey(field) && !row.values().get(field).gap())
                .map(row -> row.sealedValue(field, row.values().get(field)))
                .toList();
    }

    /// Whether anybody registered this person as deprived of liberty, now or before.
    @Transactional(readOnly = true)
    public boolean isRegistered(SubjectId subject) {
        return !events.clear(subject).isEmpty();
    }

    /// Where the standing entries leave a person; empty for somebody who was never registered.
    @Transactional(readOnly = true)
    public Optional<CustodyStatus> status(SubjectId subject) {
        var standing = Events.standing(events.matching(subject));
        return standing.isEmpty() ? Optional.empty() : Optional.of(Standing.of(standing).state());
    }

    /// When an entry says that it happened, opened for a clock that the law starts from there.
    /// Empty where it cannot be opened. Call it outside a transaction.
    public Optional<Instant> statedTime(Actor duty, SubjectId subject, EventId event, String rule) {
        return Optional.ofNullable(
                chronology.of(duty, Set.of(subject), "duty-clock", rule).get(event.value()));
    }

    /// The eight groups of ICPPED art. 17(3), one by one.
    @Transactional(readOnly = true)
    public Completeness completeness(Actor actor, SubjectId subject) {
        permissions.require(actor, "register:read");
        var file = file(subject);
        var held = new TreeSet<>(file.values().keySet());
        held.addAll(subjects.sealed(subject, Set.of(Personal.IDENTITY_FULL)).keySet());
        return Completeness.of(file, held);
    }

    /// The entries about a person, corrections and what they correct included.
    @Transactional(readOnly = true)
    public List<Line> lines(Actor actor, SubjectId subject) {
        permissions.require(actor, "register:read");
        return lines(events.clear(subject));
    }

    /// One entry, if it is there for this officer.
    @Transactional(readOnly = true)
    public Optional<Line> line(Actor actor, EventId event) {
        permissions.require(actor, "register:read");
        return events.find(event)
                .flatMap(
                        row ->
                                lines(events.clear(new SubjectId(row.subject()))).stream()
                                        .filter(line -> line.event().equals(event))
                                        .findFirst());
    }

    /// Irregular entries made in the procurator's territory since an instant, the latest first.
    @Transactional(readOnly = true)
    public List<Line> alarms(Actor actor, Instant since) {
        permissions.require(actor, "register:alarms");
        return lines(events.irregular(actor.region().code(), since));
    }

    private static List<Line> lines(List<EventRow> rows) {
        var corrections =
                rows.stream()
                        .filter(row -> row.supersedes() != null)
                        .collect(
                                Collectors.toMap(
                                        row -> row.supersedes(), row -> new EventId(row.event())));
        return rows.stream()
                .map(
                        row ->
                                new Line(
                                        new EventId(row.event()),
                                        new SubjectId(row.subject()),
                                        row.kind(),
                                        row.facility() == null
                                                ? null
                                                : new FacilityId(row.facility()),
                                        new OfficeId(row.office()),
                                        row.recordedAt(),
                                        Set.copyOf(row.broken()),
                                        row.supersedes() == null
                                                ? null
                                                : new EventId(row.supersedes()),
                                        corrections.get(row.event())))
                .toList();
    }
}
