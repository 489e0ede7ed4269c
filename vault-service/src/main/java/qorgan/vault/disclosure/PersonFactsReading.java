package qorgan.vault.disclosure;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import qorgan.keys.CannotOpen;
import qorgan.keys.Field;
import qorgan.keys.Opening;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.policy.norm.Truth;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Outcome;
import qorgan.vault.identity.Actor;
import qorgan.vault.register.AsylumAnswer;
import qorgan.vault.register.Basis;
import qorgan.vault.register.Circumstance;
import qorgan.vault.register.Circumstances;
import qorgan.vault.register.Custody;
import qorgan.vault.register.CustodyStatus;
import qorgan.vault.register.Objection;
import qorgan.vault.register.Register;
import qorgan.vault.register.Restriction;
import qorgan.vault.subject.Personal;
import qorgan.vault.subject.SealedValue;
import qorgan.vault.subject.Subjects;

/// Opens what the law weighs of a person, under an entry of its own that names these fields, and
/// keeps of it only the facts. Nothing of it is told to whoever asks; so it goes on when proof
/// lags, for without it an answer about whereabouts could be neither given nor rightly withheld.
///
/// What cannot be read is UNKNOWN and no reason to stop.
@Component
class PersonFactsReading {
    private static final Logger LOG = LoggerFactory.getLogger(PersonFactsReading.class);

    /// The zone of a day of birth.
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private static final Set<Field> OF_PERSON = Set.of(Personal.BIRTH_DATE, Personal.CITIZENSHIP);
    private static final Set<Field> OF_REGISTER =
            Set.of(Custody.DEPRIVATION_DATETIME, Custody.GROUNDS);
    private static final List<String> BASIS =
            List.of("intl-ced-20-1-restriction", "w-subject-objects-contact", "role-consular");
    private static final byte[] NONE = new byte[0];

    private final Subjects subjects;
    private final Register register;
    private final Circumstances circumstances;
    private final AccessLog log;
    private final Vault vault;
    private final Clock clock;

    PersonFactsReading(
            Subjects subjects,
            Register register,
            Circumstances circumstances,
            AccessLog log,
            Vault vault,
            Clock clock) {
        this.subjects = subjects;
        this.register = register;
        this.circumstances = circumstances;
        this.log = log;
        this.vault = vault;
        this.clock = clock;
    }

    /// Where the circumstances of a person stand now, without opening anything.
    PersonFacts.State state(SubjectId subject) {
        return PersonFacts.State.of(circumstances.of(subject), subjects.isProtected(subject));
    }

    /// Reads them for a decision. Call it outside a transaction.
    PersonFacts read(Actor reader, SubjectId subject, @Nullable UUID request) {
        var stated = circumstances.of(subject);
        var values = new TreeMap<Field, SealedValue>(subjects.sealed(subject, OF_PERSON));
        values.putAll(register.sealed(subject, OF_REGISTER));
        var standing = stated.stream().filter(one -> one.endedAt() == null).toList();
        var isProtected = subjects.isProtected(subject);
        var opened =
                values.isEmpty() && standing.isEmpty()
                        ? new Opened(Map.of(), Map.of())
                        : open(reader, subject, values, standing, request);
        return facts(subject, stated, values, opened, PersonFacts.State.of(stated, isProtected));
    }

    private record Opened(Map<Field, String> values, Map<UUID, String> statements) {}

    private Opened open(
            Actor reader,
            SubjectId subject,
            Map<Field, SealedValue> values,
            List<Circumstance> standing,
            @Nullable UUID request) {
        var fields = new HashSet<>(values.keySet());
        standing.forEach(one -> fields.add(one.kind().field()));
        var committed =
                log.open(
                        reader,
                        new Access(
                                EntryKind.VERIFICATION,
                                Set.of(subject),
                                fields,
                                "circumstances",
                                BASIS,
                                NONE,
                                NONE,
                                request,
                                null));
        var texts = new TreeMap<Field, String>();
        var statements = new TreeMap<UUID, String>();
        try (var opening = vault.open(committed.warrant())) {
            values.forEach(
                    (field, value) ->
                            text(opening, value).ifPresent(text -> texts.put(field, text)));
            for (var one : standing) {
                text(opening, one.stated())
                        .ifPresent(text -> statements.put(one.id().value(), text));
            }
        }
        log.outcome(committed.entry(), Outcome.DELIVERED);
        return new Opened(texts, statements);
    }

    private static Optional<String> text(Opening opening, SealedValue value) {
        try (var plain = opening.plain(value.sealed(), value.place(), value.codec())) {
            return Optional.of(plain.value());
        } catch (CannotOpen _) {
            LOG.error("a value of {} does not open; the fact is unknown", value.source());
            return Optional.empty();
        }
    }

    private PersonFacts facts(
            SubjectId subject,
            List<Circumstance> stated,
            Map<Field, SealedValue> values,
            Opened opened,
            PersonFacts.State state) {
        var sources = new TreeMap<String, String>();
        source(sources, "subject.age", values.get(Personal.BIRTH_DATE));
        source(sources, "subject.citizenship", values.get(Personal.CITIZENSHIP));
        var restrictions = new ArrayList<PersonFacts.Restricted>();
        var objections = new ArrayList<PersonFacts.Objected>();
        var asylum = Truth.UNKNOWN;
        for (var one : stated) {
            var text = opened.statements().get(one.id().value());
            if (one.endedAt() != null || text == null) {
                continue;
            }
            try {
                switch (one.kind()) {
                    case RESTRICTION -> {
                        restrictions.add(new PersonFacts.Restricted(one, Restriction.read(text)));
                        source(sources, "restriction", one.stated());
                    }
                    case OBJECTION -> {
                        objections.add(new PersonFacts.Objected(one, Objection.read(text)));
                        source(sources, "objection", one.stated());
                    }
                    case ASYLUM -> {
                        asylum = Truth.of(AsylumAnswer.read(text).claims());
                        source(sources, "subject.asylum", one.stated());
                    }
                    case CONVICTION -> source(sources, "subject.convicted", one.stated());
                }
            } catch (IllegalArgumentException | DateTimeException _) {
                LOG.error("circumstance {} cannot be read; it has no effect", one.id());
            }
        }
        var status = register.status(subject);
        return new PersonFacts(
                age(opened.values()),
                citizenship(opened.values().get(Personal.CITIZENSHIP)),
                asylum,
                convicted(stated, opened.values().get(Custody.GROUNDS)),
                Truth.of(state.isProtected()),
                Truth.of(status.filter(CustodyStatus::isHeld).isPresent()),
                Truth.of(status.filter(CustodyStatus.DECEASED::equals).isPresent()),
                restrictions,
                objections,
                state,
                sources);
    }

    private static void source(
            Map<String, String> sources, String fact, @Nullable SealedValue value) {
        if (value != null) {
            sources.put(
                    fact,
                    value.place().field().code()
                            + "/"
                            + value.source()
                            + "/"
                            + value.place().revision());
        }
    }

    /// Full years at the deprivation of liberty; for somebody who was never deprived of it, now.
    private @Nullable Integer age(Map<Field, String> values) {
        var birth = values.get(Personal.BIRTH_DATE);
        if (birth == null) {
            return null;
        }
        var detained = values.get(Custody.DEPRIVATION_DATETIME);
        try {
            var at = detained == null ? clock.instant() : Instant.parse(detained);
            var years =
                    ChronoUnit.YEARS.between(LocalDate.parse(birth), at.atZone(ZONE).toLocalDate());
            return years < 0 ? null : Math.toIntExact(years);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /// The code of the State, if what was written is one.
    private static @Nullable String citizenship(@Nullable String written) {
        if (written == null) {
            return null;
        }
        var code = written.strip();
        if (code.equalsIgnoreCase("stateless")) {
            return "stateless";
        }
        return code.matches("[A-Za-z]{2}") ? code.toUpperCase(java.util.Locale.ROOT) : null;
    }

    /// A judgment that was stated and not quashed is in force. Where all were quashed none is, and
    /// where none was ever stated the placement's own basis may say so.
    private static Truth convicted(List<Circumstance> stated, @Nullable String ground) {
        var judgments =
                stated.stream().filter(one -> one.kind() == Circumstance.Kind.CONVICTION).toList();
        if (judgments.stream().anyMatch(one -> one.endedAt() == null)) {
            return Truth.TRUE;
        }
        if (ground != null && ground.startsWith(Basis.JUDGMENT_IN_FORCE.code())) {
            return judgments.isEmpty() ? Truth.TRUE : Truth.FALSE;
        }
        return judgments.isEmpty() ? Truth.UNKNOWN : Truth.FALSE;
    }
}
