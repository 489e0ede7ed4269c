package qorgan.vault.disclosure;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.policy.Ground;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Note;
import qorgan.vault.audit.Outcome;
import qorgan.vault.audit.ProofHealth;
import qorgan.vault.consent.ConsentId;
import qorgan.vault.consent.ConsentState;
import qorgan.vault.consent.Consents;
import qorgan.vault.consent.Purpose;
import qorgan.vault.consent.Purposes;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.request.Language;
import qorgan.vault.subject.Personal;
import qorgan.vault.subject.SealedValue;
import qorgan.vault.subject.Subjects;

/// A victim's contact data, for one purpose at a time: it opens when a consent covers the purpose
/// and this reader, or when the purpose names a legal basis; for no other. A consent withdrawn in
/// the same moment either comes first and wins, or waits until this delivery is written.
@Service
public class Contacts {

    private static final Set<Field> CONTACT = Set.of(Personal.CONTACT, Personal.ADDRESS);
    private static final byte[] NONE = new byte[0];

    private final Subjects subjects;
    private final Purposes purposes;
    private final Consents consents;
    private final ProofHealth proof;
    private final Openings openings;
    private final Sources sources;
    private final Norms norms;
    private final Words words;
    private final AccessLog log;
    private final Permissions permissions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Contacts(
            Subjects subjects,
            Purposes purposes,
            Consents consents,
            ProofHealth proof,
            Openings openings,
            Sources sources,
            Norms norms,
            Words words,
            AccessLog log,
            Permissions permissions,
            TransactionTemplate transaction,
            Clock clock) {
        this.subjects = subjects;
        this.purposes = purposes;
        this.consents = consents;
        this.proof = proof;
        this.openings = openings;
        this.sources = sources;
        this.norms = norms;
        this.words = words;
        this.log = log;
        this.permissions = permissions;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Opens the person's contact data for one configured purpose.
    public ContactAnswer open(
            Actor reader, SubjectId person, String purposeCode, Language language) {
        permissions.require(reader, "disclosure:contact");
        if (!subjects.isThere(person)) {
            return new ContactAnswer.NotYours();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var purpose = purposes.find(purposeCode).orElse(null);
        if (purpose == null) {
            return closed(reader, person, "unknown-purpose", Ground.NO_LEGAL_BASIS, language);
        }
        var recipient = recipient(reader, purpose);
        if (recipient == null) {
            return closed(reader, person, purposeCode, Ground.RECIPIENT_CEILING, language);
        }
        if (subjects.isProtected(person)) {
            return closed(reader, person, purposeCode, Ground.PROTECTED_PERSON, language);
        }
        if (proof.lagging()) {
            return closed(reader, person, purposeCode, Ground.FACT_UNKNOWN, language);
        }
        var cover = cover(person, purpose, recipient, now);
        return switch (cover) {
            case Cover.Not(var ground) -> closed(reader, person, purposeCode, ground, language);
            case Cover.Consent(var consent, var fields) ->
                    opened(
                            reader,
                            person,
                            purposeCode,
                            fields,
                            List.of("kz-dpa-8-4-consent-items"),
                            consent,
                            language);
            case Cover.Law(var bases) ->
                    opened(reader, person, purposeCode, purpose.fields(), bases, null, language);
        };
    }

    /// What covers a purpose.
    private sealed interface Cover {
        record Law(List<String> bases) implements Cover {}

        record Consent(ConsentId consent, Set<Field> fields) implements Cover {}

        record Not(Ground ground) implements Cover {}
    }

    private Cover cover(SubjectId person, Purpose purpose, String recipient, Instant now) {
        if (purpose.restsOnLaw()) {
            return new Cover.Law(purpose.bases().stream().sorted().toList());
        }
        return switch (consents.inForce(person, purpose.code(), recipient, now)) {
            case ConsentState.InForce(var consent, var fields, _) ->
                    new Cover.Consent(consent, fields);
            case ConsentState.Missing() -> new Cover.Not(Ground.CONSENT_MISSING);
            case ConsentState.NotYet _ -> new Cover.Not(Ground.CONSENT_MISSING);
            case ConsentState.Expired _ -> new Cover.Not(Ground.CONSENT_EXPIRED);
            case ConsentState.WasWithdrawn _ -> new Cover.Not(Ground.CONSENT_WITHDRAWN);
        };
    }

    private ContactAnswer opened(
            Actor reader,
            SubjectId person,
            String purpose,
            Set<Field> covered,
            List<String> bases,
            @Nullable ConsentId consent,
            Language language) {
        var fields = new HashSet<>(CONTACT);
        fields.retainAll(covered);
        Map<Field, SealedValue> values = new TreeMap<>(subjects.sealed(person, fields));
        if (values.isEmpty()) {
            return closed(reader, person, purpose, Ground.NO_LEGAL_BASIS, language);
        }
        var opened =
                openings.open(
                        reader,
                        person,
                        values,
                        new Openings.Basis(
                                EntryKind.CONTACT, purpose, bases, NONE, NONE, null, null),
                        language);
        if (opened == null) {
            return closed(reader, person, purpose, Ground.FACT_UNKNOWN, language);
        }
        var stands =
                Boolean.TRUE.equals(
                        transaction.execute(
                                _ -> {
                                    var holds =
                                            consent == null
                                                    || consents.hold(consent, clock.instant());
                                    log.outcome(
                                            opened.entry(),
                                            holds ? Outcome.DELIVERED : Outcome.VOID);
                                    return holds;
                                }));
        if (!stands) {
            return closed(reader, person, purpose, Ground.CONSENT_WITHDRAWN, language);
        }
        return new ContactAnswer.Open(
                opened.values().entrySet().stream()
                        .map(
                                value ->
                                        new Released(
                                                value.getKey(),
                                                value.getValue(),
                                                recorded(values, value.getKey()),
                                                sources.of(value.getKey(), language),
                                                bases))
                        .toList());
    }

    private ContactAnswer closed(
            Actor reader, SubjectId person, String purpose, Ground ground, Language language) {
        transaction.executeWithoutResult(
                _ ->
                        log.note(
                                reader,
                                Note.about(
                                        EntryKind.REFUSAL,
                                        person,
                                        purpose,
                                        List.of("reasons-and-remedy"),
                                        null)));
        return new ContactAnswer.Closed(
                norms.outward(ground),
                norms.article(ground, Personal.CONTACT),
                words.of(language, "remedy.general"));
    }

    /// As which of the purpose's recipients the reader comes: by role or by office.
    private static @Nullable String recipient(Actor reader, Purpose purpose) {
        var may =
                reader.roles().stream()
                        .map(role -> role.code().replace('-', '_'))
                        .collect(Collectors.toSet());
        reader.roles().forEach(role -> may.add(role.code()));
        var office = reader.office();
        if (office != null) {
            may.add(office.value().toString());
        }
        return purpose.recipients().stream()
                .filter(may::contains)
                .sorted()
                .findFirst()
                .orElse(null);
    }

    private static Instant recorded(Map<Field, SealedValue> values, Field field) {
        var value = values.get(field);
        return value == null ? Instant.EPOCH : value.recordedAt();
    }
}
