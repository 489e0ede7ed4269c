package qorgan.vault.subject;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Codec;
import qorgan.keys.Deposit;
import qorgan.keys.Field;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.Sealed;
import qorgan.keys.Sealing;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.policy.Iin;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Note;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.Permissions;

/// Everybody of whom something is kept. Who is found is told as one, several or none, and nobody's
/// values leave this room but sealed.
@Service
public class Subjects {
    private final Permissions permissions;
    private final AccessLog log;
    private final Vault vault;
    private final Persons persons;
    private final PersonIndex index;
    private final EntityManager entities;
    private final Clock clock;

    Subjects(
            Permissions permissions,
            AccessLog log,
            Vault vault,
            Persons persons,
            PersonIndex index,
            EntityManager entities,
            Clock clock) {
        this.permissions = permissions;
        this.log = log;
        this.vault = vault;
        this.persons = persons;
        this.index = index;
        this.entities = entities;
        this.clock = clock;
    }

    /// Registers a person, or finds the one under whom the same number stands already.
    @Transactional
    public Registration register(Actor actor, NewSubject stated) {
        permissions.require(actor, "subject:register");
        return registerFor(actor, stated, "registration", "intl-ced-17-3-register");
    }

    Registration registerFor(Actor actor, NewSubject stated, String purpose, String basis) {
        return switch (draftsOf(actor, List.of(stated)).getFirst()) {
            case Drafted.Refused(var field, var fault) -> new Registration.Refused(field, fault);
            case Drafted.Ready(var draft) -> {
                if (draft.isFresh()) {
                    enter(
                            draft,
                            log.deposit(actor, draft.subject(), draft.fields(), purpose, basis));
                }
                yield new Registration.Registered(draft.subject(), draft.warnings());
            }
        };
    }

    /// What a draft becomes: ready to be entered, or refused with its field.
    public sealed interface Drafted {
        record Ready(Draft draft) implements Drafted {}

        record Refused(String field, Fault fault) implements Drafted {}
    }

    /// First half of a registration, for rooms that write one deposit for a person and their
    /// events. Until the transaction ends nobody else can enter the same number.
    @Transactional
    public Drafted draft(Actor actor, NewSubject stated) {
        return drafts(actor, List.of(stated)).getFirst();
    }

    /// The same for many at once, in their order.
    @Transactional
    public List<Drafted> drafts(Actor actor, List<NewSubject> all) {
        permissions.require(actor, "subject:register");
        return draftsOf(actor, all);
    }

    List<Drafted> draftsOf(Actor actor, List<NewSubject> all) {
        var office = actor.officeOrThrow().value();
        var standing =
                index.holdNumbers(
                        all.stream().filter(stated -> readable(stated).isEmpty()).toList());
        var inBatch = new HashMap<String, Draft>();
        return all.stream()
                .map(
                        stated -> {
                            var refused = readable(stated);
                            if (refused.isPresent()) {
                                return (Drafted) refused.get();
                            }
                            return new Drafted.Ready(
                                    draft(actor, office, stated, standing, inBatch));
                        })
                .toList();
    }

    private Draft draft(
            Actor actor,
            UUID office,
            NewSubject stated,
            Map<String, PersonIndex.Standing> standing,
            Map<String, Draft> inBatch) {
        var warnings = warnings(stated);
        var iin = stated.iin();
        if (iin == null) {
            return new Draft(SubjectId.random(), actor.region(), office, true, stated, warnings);
        }
        var number = iin.number().value();
        var known = standing.get(number);
        if (known != null) {
            return new Draft(
                    known.subject(), known.region(), known.office(), false, stated, warnings);
        }
        var before = inBatch.get(number);
        if (before != null) {
            return new Draft(
                    before.subject(), before.region(), before.office(), false, stated, warnings);
        }
        var draft = new Draft(SubjectId.random(), actor.region(), office, true, stated, warnings);
        inBatch.put(number, draft);
        return draft;
    }

    /// Second half: seals and stores, with a deposit for the draft's fields. Somebody who is there
    /// already stays as they are.
    @Transactional
    public void enter(Draft draft, Deposit deposit) {
        enterAll(
                List.of(draft),
                Map.of(draft.subject(), deposit),
                (place, value) -> vault.seal(deposit, place, value, Codec.TEXT));
    }

    /// The same for many, sealed together.
    @Transactional
    public void enterAll(
            Collection<Draft> drafts, Map<SubjectId, Deposit> deposits, Sealing sealing) {
        enterAll(
                drafts,
                deposits,
                (place, value) -> sealing.seal(deposit(deposits, place), place, value, Codec.TEXT));
    }

    private static Deposit deposit(Map<SubjectId, Deposit> deposits, Place place) {
        return Objects.requireNonNull(deposits.get(place.subject()));
    }

    private void enterAll(
            Collection<Draft> drafts,
            Map<SubjectId, Deposit> deposits,
            BiFunction<Place, String, Sealed<String>> seal) {
        var now = now();
        var people = new LinkedHashMap<Draft, List<FieldRow>>();
        for (var draft : drafts) {
            if (draft.isFresh()) {
                var keeper = new Keeper(draft.region(), new OfficeId(draft.office()));
                var entry = Objects.requireNonNull(deposits.get(draft.subject())).entry();
                people.put(
                        draft,
                        PersonValues.of(draft.stated()).entrySet().stream()
                                .map(
                                        value ->
                                                persons.fresh(
                                                        keeper,
                                                        draft.subject(),
                                                        value.getKey(),
                                                        now,
                                                        entry,
                                                        place ->
                                                                seal.apply(
                                                                        place, value.getValue())))
                                .toList());
            }
        }
        if (!people.isEmpty()) {
            persons.insert(people, deposits, now);
            index.enter(people.keySet(), deposits);
        }
    }

    /// Which of these people stand under their number already.
    @Transactional(readOnly = true)
    public Set<SubjectId> known(Collection<NewSubject> stated) {
        return index.standing(stated).values().stream()
                .map(PersonIndex.Standing::subject)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Replaces or adds fields of a person, each at its next revision; what stood before stays in
    /// the sealed history. Names and number are not among them: who somebody is, is a new
    /// registration.
    ///
    /// @return whether there is such a person for this officer
    @Transactional
    public boolean amend(Actor actor, SubjectId subject, Map<Field, Stated<String>> values) {
        permissions.require(actor, "subject:register");
        if (!Personal.DETAILS.containsAll(values.keySet())) {
            throw new IllegalArgumentException("only details of a person are amended");
        }
        var person = persons.lock(subject);
        if (person.isEmpty() || values.isEmpty()) {
            return person.isPresent();
        }
        var deposit =
                log.deposit(actor, subject, values.keySet(), "amendment", "intl-ced-17-3-register");
        var now = now();
        var keeper =
                new Keeper(new Region(person.get().region()), new OfficeId(person.get().office()));
        var rows =
                persons.rows(subject).stream()
                        .collect(Collectors.toMap(FieldRow::field, row -> row));
        new TreeMap<>(values)
                .forEach(
                        (field, value) -> {
                            var row = rows.get(field);
                            if (row == null) {
                                entities.persist(
                                        persons.fresh(
                                                keeper,
                                                subject,
                                                field,
                                                now,
                                                deposit.entry(),
                                                place ->
                                                        vault.seal(
                                                                deposit,
                                                                place,
                                                                value.value(),
                                                                Codec.TEXT)));
                            } else {
                                var place = row.nextPlace();
                                row.replace(
                                        place,
                                        vault.seal(deposit, place, value.value(), Codec.TEXT),
                                        now,
                                        deposit.entry());
                            }
                        });
        persons.advance(person.get(), now);
        return true;
    }

    /// Finds a person as whoever is acting may see them. Candidates are never listed.
    @Transactional(readOnly = true)
    public Match find(Actor actor, SubjectQuery query) {
        return switch (query) {
            case SubjectQuery.ByIin(var iin) -> index.byIin(iin.value());
            case SubjectQuery.ByName(var name, var birth) -> index.byName(name, birth.value());
        };
    }

    /// Finds a person for an official who has to register or oversee something, and writes down
    /// that somebody was looked for.
    @Transactional
    public Match lookUp(Actor actor, SubjectQuery query) {
        permissions.require(actor, "subject:find");
        var match = find(actor, query);
        var unused =
                log.note(
                        actor,
                        switch (match) {
                            case Match.One(var subject) ->
                                    Note.about(
                                            EntryKind.SEARCH,
                                            subject,
                                            "official-lookup",
                                            List.of("intl-ced-17-3-register"),
                                            null);
                            case Match.Several _, Match.None _ ->
                                    Note.of(EntryKind.SEARCH, "official-lookup", Map.of());
                        });
        return match;
    }

    /// Whether there is such a person for whoever is acting.
    @Transactional(readOnly = true)
    public boolean isThere(SubjectId subject) {
        return persons.find(subject).isPresent();
    }

    /// Who keeps the person's records: the region where they were first registered, which leads
    /// every key and never changes, and the office that registered them.
    @Transactional(readOnly = true)
    public Optional<Keeper> keeper(SubjectId subject) {
        return persons.find(subject)
                .map(row -> new Keeper(new Region(row.region()), new OfficeId(row.office())));
    }

    /// The region where the person was first registered: it leads every key and never changes.
    @Transactional(readOnly = true)
    public Optional<Region> regionOf(SubjectId subject) {
        return persons.find(subject).map(row -> new Region(row.region()));
    }

    /// The sealed values of these fields, as far as they exist. They come from rows that match
    /// their leaf, or not at all.
    @Transactional(readOnly = true)
    public Map<Field, SealedValue> sealed(SubjectId subject, Set<Field> fields) {
        return persons
                .find(subject)
                .map(person -> persons.matching(person))
                .orElse(List.of())
                .stream()
                .filter(row -> fields.contains(row.field()))
                .collect(Collectors.toMap(FieldRow::field, FieldRow::sealedValue));
    }

    /// Whether a protection measure that restricts access is active. Asked of every row, whoever
    /// acts: not to see a measure must never look like there being none.
    @Transactional(readOnly = true)
    public boolean isProtected(SubjectId subject) {
        return persons.isProtected(subject, now());
    }

    private Optional<Drafted.Refused> readable(NewSubject stated) {
        for (var name : stated.names()) {
            if (name.family().value().isEmpty() && name.given().value().isEmpty()) {
                return Optional.of(new Drafted.Refused("name", Fault.UNREADABLE));
            }
        }
        var birth = stated.birthDate();
        if (birth != null
                && (birth.value()
                                .isAfter(
                                        now().atOffset(java.time.ZoneOffset.ofHours(5))
                                                .toLocalDate())
                        || birth.value().getYear() < 1850)) {
            return Optional.of(new Drafted.Refused("birthDate", Fault.UNREADABLE));
        }
        var iin = stated.iin();
        if (iin == null || iin.asStated() || Iin.isValid(iin.number().value())) {
            return Optional.empty();
        }
        return Optional.of(new Drafted.Refused("iin", Fault.IIN_CHECK_DIGIT));
    }

    private static Set<Warning> warnings(NewSubject stated) {
        var warnings = java.util.EnumSet.noneOf(Warning.class);
        if (!stated.isEstablished()) {
            warnings.add(Warning.IDENTITY_NOT_ESTABLISHED);
        }
        var iin = stated.iin();
        if (iin != null) {
            if (!Iin.isValid(iin.number().value())) {
                warnings.add(Warning.IIN_AS_STATED);
            }
            var birth = stated.birthDate();
            if (birth != null
                    && !iin.number()
                            .value()
                            .startsWith(
                                    java.time.format.DateTimeFormatter.ofPattern("yyMMdd")
                                            .format(birth.value()))) {
                warnings.add(Warning.IIN_BIRTH_DATE_DIFFERS);
            }
        }
        return warnings;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
