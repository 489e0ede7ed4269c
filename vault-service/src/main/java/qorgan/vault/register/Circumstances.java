package qorgan.vault.register;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Codec;
import qorgan.keys.Entropy;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Note;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assurance;
import qorgan.vault.identity.Permissions;
import qorgan.vault.subject.Fault;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.Subjects;

/// What the law weighs beside the events of custody: restrictions, objections, claims of asylum,
/// judgments in force. Here it is written down, by whom and before whom; what follows from it is
/// decided elsewhere, each time anew.
@Service
public class Circumstances {
    private static final String PURPOSE = "circumstance";

    private final Permissions permissions;
    private final Subjects subjects;
    private final CircumstanceRows rows;
    private final AccessLog log;
    private final Vault vault;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Circumstances(
            Permissions permissions,
            Subjects subjects,
            CircumstanceRows rows,
            AccessLog log,
            Vault vault,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.permissions = permissions;
        this.subjects = subjects;
        this.rows = rows;
        this.log = log;
        this.vault = vault;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// The window in which a restriction is ordered, `from < to`. One that is longer than the rules
    /// allow is taken as stated and has effect for as long as they allow.
    public record Period(Instant from, Instant to) {}

    /// A procurator writes down an exceptional restriction, their own or a judge's.
    public CircumstanceEntered restrict(
            Actor procurator, SubjectId subject, Period period, Restriction restriction) {
        permissions.require(procurator, "register:restrict");
        if (!procurator.assurance().reaches(Assurance.GOLD)) {
            return new CircumstanceEntered.SecondFactorNeeded();
        }
        if (!period.from().isBefore(period.to())) {
            return new CircumstanceEntered.EmptyWindow();
        }
        if (!restriction.reachesOnlyWhatItMay()) {
            return new CircumstanceEntered.Refused("fields", Fault.UNREADABLE);
        }
        if (isUnlisted(restriction.authority(), Restriction.AUTHORITIES)) {
            return new CircumstanceEntered.Refused("authority", Fault.UNREADABLE);
        }
        if (isUnlisted(restriction.ground(), Restriction.GROUNDS)) {
            return new CircumstanceEntered.Refused("ground", Fault.UNREADABLE);
        }
        return enter(
                procurator,
                subject,
                Circumstance.Kind.RESTRICTION,
                period.from(),
                period.to(),
                restriction.written());
    }

    private static boolean isUnlisted(@Nullable Stated<String> said, Set<String> listed) {
        return said != null && !listed.contains(said.value());
    }

    /// An officer of the facility writes down whom the detained person does not want told. Without
    /// a witness from outside it has no effect.
    public CircumstanceEntered object(Actor officer, SubjectId subject, Objection objection) {
        permissions.require(officer, "register:objection:record");
        if (objection.born() == null && objection.document() == null) {
            return new CircumstanceEntered.Refused("document", Fault.MISSING);
        }
        return enter(
                officer, subject, Circumstance.Kind.OBJECTION, now(), null, objection.written());
    }

    /// Whether a foreigner seeks asylum, as they answered. The latest answer counts.
    public CircumstanceEntered asylum(Actor officer, SubjectId subject, AsylumAnswer answer) {
        permissions.require(officer, "register:status");
        return enter(officer, subject, Circumstance.Kind.ASYLUM, now(), null, answer.written());
    }

    /// A judgment came into force at `since`; `judgment` names court, number and date.
    public CircumstanceEntered convicted(
            Actor officer, SubjectId subject, Instant since, Stated<String> judgment) {
        permissions.require(officer, "register:status");
        if (since.isAfter(clock.instant().plus(Register.CLOCK_TOLERANCE))) {
            return new CircumstanceEntered.Refused("since", Fault.IN_THE_FUTURE);
        }
        return enter(
                officer,
                subject,
                Circumstance.Kind.CONVICTION,
                since.truncatedTo(ChronoUnit.MICROS),
                null,
                judgment.value().strip());
    }

    /// The second person of an objection, from outside of the facility: counsel, the ombudsman or
    /// the preventive mechanism, who was with the detained person.
    public CircumstanceEntered witness(Actor outsider, CircumstanceId id) {
        permissions.require(outsider, "register:objection:witness");
        var second =
                new CircumstanceRow.Second(
                        outsider.id().value(), outsider.officeOrThrow().value(), now());
        return step(
                outsider,
                id,
                row -> row.kind() == Circumstance.Kind.OBJECTION,
                row -> {
                    if (row.statedBy().equals(second.person())
                            || row.office().equals(second.office())) {
                        return new CircumstanceEntered.SecondPersonNeeded();
                    }
                    if (row.witness() != null || row.end() != null) {
                        return new CircumstanceEntered.AlreadyThere();
                    }
                    rows.witness(row, second);
                    return new CircumstanceEntered.Taken(id, second.at());
                });
    }

    /// A restriction is lifted, an objection or a claim withdrawn, a judgment quashed: by who may
    /// write such a thing down, and an objection also by who may witness it. It takes effect at
    /// once and is never taken back.
    public CircumstanceEntered end(Actor actor, CircumstanceId id) {
        var end = new CircumstanceRow.End(actor.id().value(), now());
        return step(
                actor,
                id,
                row -> mayEnd(actor, row.kind()),
                row -> {
                    if (row.end() != null) {
                        return new CircumstanceEntered.AlreadyThere();
                    }
                    rows.end(row, end);
                    return new CircumstanceEntered.Taken(id, end.at());
                });
    }

    private boolean mayEnd(Actor actor, Circumstance.Kind kind) {
        return switch (kind) {
            case RESTRICTION -> permissions.holds(actor, "register:restrict");
            case OBJECTION ->
                    permissions.holds(actor, "register:objection:record")
                            || permissions.holds(actor, "register:objection:witness");
            case ASYLUM, CONVICTION -> permissions.holds(actor, "register:status");
        };
    }

    /// Everything stated of a person, the oldest first, what has ended included.
    @Transactional(readOnly = true)
    public List<Circumstance> of(SubjectId subject) {
        return rows.matching(subject).stream().map(CircumstanceRow::published).toList();
    }

    /// The same for an officer who keeps the register or oversees it.
    @Transactional(readOnly = true)
    public List<Circumstance> list(Actor actor, SubjectId subject) {
        permissions.require(actor, "register:read");
        return of(subject);
    }

    /// One circumstance, if it is there for this officer.
    @Transactional(readOnly = true)
    public Optional<Circumstance> find(Actor actor, CircumstanceId id) {
        permissions.require(actor, "register:read");
        return rows.find(id).map(CircumstanceRow::published);
    }

    private CircumstanceEntered enter(
            Actor actor,
            SubjectId subject,
            Circumstance.Kind kind,
            Instant from,
            @Nullable Instant to,
            String written) {
        try {
            var entered = transaction.execute(_ -> write(actor, subject, kind, from, to, written));
            return entered == null ? new CircumstanceEntered.NothingHere() : entered;
        } catch (DataIntegrityViolationException overlapping) {
            if (kind == Circumstance.Kind.RESTRICTION) {
                return new CircumstanceEntered.AlreadyThere();
            }
            throw overlapping;
        }
    }

    private @Nullable CircumstanceEntered write(
            Actor actor,
            SubjectId subject,
            Circumstance.Kind kind,
            Instant from,
            @Nullable Instant to,
            String written) {
        var region = subjects.regionOf(subject);
        if (region.isEmpty()) {
            return null;
        }
        var deposit = log.deposit(actor, subject, Set.of(kind.field()), PURPOSE, kind.rule());
        var id = Entropy.uuid();
        var now = now();
        var place = new qorgan.keys.Place(region.get(), subject, kind.field(), id, 0);
        var row =
                new CircumstanceRow(
                        region.get().code(),
                        actor.officeOrThrow().value(),
                        id,
                        subject.value(),
                        kind,
                        from.truncatedTo(ChronoUnit.MICROS),
                        to == null ? null : to.truncatedTo(ChronoUnit.MICROS),
                        vault.seal(deposit, place, written, Codec.TEXT),
                        actor.id().value(),
                        now,
                        deposit.entry(),
                        null,
                        null);
        rows.insert(row);
        return new CircumstanceEntered.Taken(new CircumstanceId(id), now);
    }

    private interface Taking {
        CircumstanceEntered take(CircumstanceRow row);
    }

    private CircumstanceEntered step(
            Actor actor, CircumstanceId id, Predicate<CircumstanceRow> isHis, Taking taking) {
        var entered =
                transaction.execute(
                        _ -> {
                            var row = rows.lock(id).filter(isHis);
                            if (row.isEmpty()) {
                                return new CircumstanceEntered.NothingHere();
                            }
                            var taken = taking.take(row.get());
                            if (taken instanceof CircumstanceEntered.Taken) {
                                log.note(
                                        actor,
                                        Note.about(
                                                EntryKind.CUSTODY,
                                                new SubjectId(row.get().subject()),
                                                PURPOSE,
                                                List.of(row.get().kind().rule()),
                                                null));
                            }
                            return taken;
                        });
        if (entered == null) {
            throw new IllegalStateException("a step has an outcome");
        }
        return entered;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
