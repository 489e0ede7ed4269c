package qorgan.vault.register;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
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
import qorgan.vault.identity.Actor;
import qorgan.vault.subject.Draft;
import qorgan.vault.subject.Fault;
import qorgan.vault.subject.Subjects;
import qorgan.vault.subject.Warning;

/// Adds one entry: person, lock, the same fact already there, rules broken, deposit, seal, row,
/// leaf, file, events. All of it in one transaction that [Register] opens.
@Component
class Entering {
    /// Room between two entries, so that one made late can stand between them.
    static final long STEP = 1L << 20;

    static final String PURPOSE = "custody-register";
    static final String BASIS = "intl-ced-17-3-register";

    private final Subjects subjects;
    private final Facilities facilities;
    private final Events events;
    private final SameFact same;
    private final AccessLog log;
    private final Vault vault;
    private final Announcing announcing;
    private final Clock clock;

    Entering(
            Subjects subjects,
            Facilities facilities,
            Events events,
            SameFact same,
            AccessLog log,
            Vault vault,
            Announcing announcing,
            Clock clock) {
        this.subjects = subjects;
        this.facilities = facilities;
        this.events = events;
        this.same = same;
        this.log = log;
        this.vault = vault;
        this.announcing = announcing;
        this.clock = clock;
    }

    /// Where an entry comes from.
    ///
    /// @param deposits gives the right to seal these fields of somebody
    /// @param isTranscript it was kept elsewhere before, so that it is not late by being entered
    ///     now
    record Source(BiFunction<SubjectId, Set<Field>, Deposit> deposits, boolean isTranscript) {}

    /// An officer states it now.
    Source live(Actor actor) {
        return new Source(
                (subject, fields) -> log.deposit(actor, subject, fields, PURPOSE, BASIS), false);
    }

    Recorded enter(
            Actor actor,
            Fact fact,
            Register.@Nullable Correction correction,
            Map<UUID, Instant> times,
            Source source) {
        var places = places(fact);
        if (places.refused() != null) {
            return places.refused();
        }
        return switch (whom(actor, fact)) {
            case Whom.Refused(var refusal) -> refusal;
            case Whom.Nobody() -> new Recorded.NothingHere();
            case Whom.Somebody somebody ->
                    add(actor, fact, correction, times, places, somebody, source);
        };
    }

    private Recorded add(
            Actor actor,
            Fact fact,
            Register.@Nullable Correction correction,
            Map<UUID, Instant> times,
            Places places,
            Whom.Somebody who,
            Source source) {
        var office = actor.officeOrThrow().value();
        if (who.draft() != null && !who.draft().fields().isEmpty()) {
            subjects.enter(
                    who.draft(), source.deposits().apply(who.subject(), who.draft().fields()));
        }
        var file = events.hold(who.subject(), who.region().code(), office);
        var all = events.clear(who.subject());
        var standing = Events.standing(all);
        EventRow corrected = null;
        if (correction != null) {
            var found = corrected(fact, correction, all);
            if (found.isEmpty()) {
                return new Recorded.NothingHere();
            }
            var first = events.superseding(correction.earlier());
            if (first.isPresent()) {
                return already(first.get());
            }
            corrected = found.get();
        } else if (SameFact.move(fact, standing).isPresent()) {
            return already(SameFact.move(fact, standing).get());
        }
        var entry =
                Entry.of(
                        fact,
                        places.to(),
                        places.from(),
                        correction == null ? null : correction.reason());
        var print = same.fingerprint(fact, who.subject(), correction, file.events());
        var before = events.withFact(who.subject(), print);
        if (before.isPresent()) {
            return already(before.get());
        }
        return write(
                actor, fact, entry, who, places, file, standing, corrected, print, times, source);
    }

    private Recorded write(
            Actor actor,
            Fact fact,
            Entry entry,
            Whom.Somebody who,
            Places places,
            Events.FileRow file,
            List<EventRow> standing,
            @Nullable EventRow corrected,
            byte[] print,
            Map<UUID, Instant> times,
            Source source) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var others =
                corrected == null
                        ? standing
                        : standing.stream()
                                .filter(row -> !row.event().equals(corrected.event()))
                                .toList();
        var broken =
                Irregularities.of(
                        fact, places.to(), others, times, source.isTranscript() ? null : now);
        var deposit = source.deposits().apply(who.subject(), fields(entry));
        var row =
                seal(
                        actor,
                        entry,
                        who,
                        deposit.entry(),
                        place(deposit),
                        now,
                        file.events(),
                        corrected == null
                                ? placeInTime(entry.at(), others, times, file.events())
                                : corrected.placeInTime(),
                        corrected == null ? null : corrected.event(),
                        broken);
        events.insert(row, print);
        var after = Standing.of(with(others, row));
        events.moveFile(who.subject(), after.state(), after.facility(), file.events() + 1);
        announcing.tell(row, fact, corrected);
        return new Recorded.Taken(
                new EventId(row.event()), who.subject(), now, broken, who.warnings());
    }

    EventRow seal(
            Actor actor,
            Entry entry,
            Whom.Somebody who,
            UUID logged,
            BiFunction<Place, String, Sealed<String>> seal,
            Instant now,
            long seq,
            long placeInTime,
            @Nullable UUID supersedes,
            Set<String> broken) {
        var row =
                new EventRow(
                        who.region().code(),
                        actor.officeOrThrow().value(),
                        Entropy.uuid(),
                        actor.region().code(),
                        who.subject().value(),
                        seq,
                        placeInTime,
                        entry.kind(),
                        entry.facility() == null ? null : entry.facility().id().value(),
                        entry.from() == null ? null : entry.from().id().value(),
                        supersedes,
                        List.copyOf(broken),
                        actor.id().value(),
                        now,
                        logged,
                        Map.of());
        var values = new HashMap<Field, EventRow.Value>();
        entry.values()
                .forEach(
                        (field, value) ->
                                values.put(
                                        field,
                                        new EventRow.Value(
                                                seal.apply(row.place(field), value.value()),
                                                false)));
        entry.unknown()
                .forEach(
                        (field, reason) ->
                                values.put(
                                        field,
                                        new EventRow.Value(
                                                seal.apply(row.place(field), reason.value()),
                                                true)));
        return row.holding(values);
    }

    private BiFunction<Place, String, Sealed<String>> place(Deposit deposit) {
        return (place, value) -> vault.seal(deposit, place, value, Codec.TEXT);
    }

    static Set<Field> fields(Entry entry) {
        var fields = new HashSet<>(entry.values().keySet());
        fields.addAll(entry.unknown().keySet());
        return fields;
    }

    /// The place between the entries before and after, as the stated times say; at the end where
    /// they say nothing.
    private static long placeInTime(
            Instant at, List<EventRow> standing, Map<UUID, Instant> times, long seq) {
        long before = 0;
        for (var row : standing) {
            var other = times.get(row.event());
            if (other != null && at.isBefore(other)) {
                return before + (row.placeInTime() - before) / 2;
            }
            before = row.placeInTime();
        }
        return Math.max(before, seq * STEP) + STEP;
    }

    private static List<EventRow> with(List<EventRow> others, EventRow row) {
        var all = new java.util.ArrayList<>(others);
        all.add(row);
        return Events.standing(all);
    }

    private static Optional<EventRow> corrected(
            Fact fact, Register.Correction correction, List<EventRow> all) {
        return all.stream()
                .filter(
                        row ->
                                row.event().equals(correction.earlier().value())
                                        && row.kind() == fact.kind())
                .findFirst();
    }

    private static Recorded already(EventRow row) {
        return new Recorded.AlreadyRegistered(new EventId(row.event()), row.recordedAt());
    }

    private record Places(
            @Nullable Facility to, @Nullable Facility from, Recorded.@Nullable Refused refused) {}

    private Places places(Fact fact) {
        return switch (fact) {
            case Fact.Placement placement -> {
                var to = facilities.find(placement.facility()).orElse(null);
                yield new Places(to, null, to == null ? unknown("facility") : null);
            }
            case Fact.Transfer transfer -> {
                var to = facilities.find(transfer.to()).orElse(null);
                var from = facilities.find(transfer.from()).orElse(null);
                yield new Places(
                        to,
                        from,
                        to == null ? unknown("to") : from == null ? unknown("from") : null);
            }
            case Fact.Arrest _, Fact.Injury _, Fact.Health _, Fact.Release _, Fact.Death _ ->
                    new Places(null, null, null);
        };
    }

    private static Recorded.Refused unknown(String field) {
        return new Recorded.Refused(field, Fault.NOTHING_HERE);
    }

    /// Whom the fact is about.
    sealed interface Whom {
        record Somebody(
                SubjectId subject, Region region, @Nullable Draft draft, Set<Warning> warnings)
                implements Whom {}

        record Nobody() implements Whom {}

        record Refused(Recorded.Refused refusal) implements Whom {}
    }

    private Whom whom(Actor actor, Fact fact) {
        var known = Register.known(fact);
        if (known != null) {
            return subjects.regionOf(known)
                    .<Whom>map(region -> new Whom.Somebody(known, region, null, Set.of()))
                    .orElseGet(Whom.Nobody::new);
        }
        if (!(fact instanceof Fact.Arrest arrest)
                || !(arrest.person() instanceof Person.AsStated(var stated))) {
            throw new IllegalStateException("only an arrest states a person");
        }
        return switch (subjects.draft(actor, stated)) {
            case Subjects.Drafted.Refused(var field, var fault) ->
                    new Whom.Refused(new Recorded.Refused("person." + field, fault));
            case Subjects.Drafted.Ready(var draft) ->
                    new Whom.Somebody(draft.subject(), draft.region(), draft, draft.warnings());
        };
    }
}
