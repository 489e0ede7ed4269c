package qorgan.vault.disclosure;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Field;
import qorgan.keys.KeyClass;
import qorgan.keys.SubjectId;
import qorgan.policy.Facts;
import qorgan.policy.RecipientRole;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.Decisions;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Outcome;
import qorgan.vault.audit.ProofHealth;
import qorgan.vault.audit.Tracker;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.register.Custody;
import qorgan.vault.register.Register;
import qorgan.vault.request.Language;
import qorgan.vault.subject.OwnAccounts;
import qorgan.vault.subject.Personal;
import qorgan.vault.subject.SealedValue;
import qorgan.vault.subject.Subjects;

/// The own file: a person, at a supervised terminal or on their own, reads what is recorded about
/// them and who looked. Who asked for them is not in it: that is the asker's.
@Service
public class OwnFile {

    private static final String BASIS = "kz-dpa-24-info-3wd";

    private final OwnAccounts accounts;
    private final Register register;
    private final Subjects subjects;
    private final Norms norms;
    private final PersonFactsReading personFacts;
    private final Decisions decisions;
    private final ProofHealth proof;
    private final Openings openings;
    private final Sources sources;
    private final Words words;
    private final Tracker tracker;
    private final AccessLog log;
    private final Permissions permissions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OwnFile(
            OwnAccounts accounts,
            Register register,
            Subjects subjects,
            Norms norms,
            PersonFactsReading personFacts,
            Decisions decisions,
            ProofHealth proof,
            Openings openings,
            Sources sources,
            Words words,
            Tracker tracker,
            AccessLog log,
            Permissions permissions,
            TransactionTemplate transaction,
            Clock clock) {
        this.accounts = accounts;
        this.register = register;
        this.subjects = subjects;
        this.norms = norms;
        this.personFacts = personFacts;
        this.decisions = decisions;
        this.proof = proof;
        this.openings = openings;
        this.sources = sources;
        this.words = words;
        this.tracker = tracker;
        this.log = log;
        this.permissions = permissions;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Reads the actor's own file; each reading is an entry that they see, too.
    public OwnFileView read(Actor person, Language language) {
        permissions.require(person, "disclosure:own-file");
        return accounts.personOf(person)
                .<OwnFileView>map(
                        subject ->
                                Acting.as(
                                        Actor.duty(BASIS, person.id(), person.region()),
                                        () -> opened(person, subject, language)))
                .orElseGet(OwnFileView.NotYours::new);
    }

    private OwnFileView opened(Actor person, SubjectId subject, Language language) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var values = values(subject);
        var known = personFacts.read(person, subject, null);
        var ruled =
                norms.decide(
                        Facts.asking(
                                        now,
                                        Facts.Requester.of(RecipientRole.SUBJECT)
                                                .called(subject.value().toString()),
                                        values.keySet().stream().map(Field::code).sorted().toList())
                                .about(known.subject())
                                .build(),
                        known.sources());
        var digest =
                transaction.execute(
                        _ -> decisions.keep(person, ruled.packDigest(), null, ruled.record()));
        var released = new TreeMap<Field, SealedValue>();
        var withheld = new TreeMap<Field, String>();
        values.forEach(
                (field, value) -> {
                    var ground = ruled.withheld().get(field);
                    if (ground != null) {
                        withheld.put(field, norms.outward(ground));
                    } else if (field.keyClass() != KeyClass.W && proof.lagging()) {
                        withheld.put(field, "fact_unknown");
                    } else {
                        released.put(field, value);
                    }
                });
        var lines =
                released.isEmpty() || digest == null
                        ? List.<Released>of()
                        : lines(person, subject, released, ruled, digest, language);
        return new OwnFileView.Open(
                lines,
                withheld.entrySet().stream()
                        .map(
                                line ->
                                        new Withheld(
                                                line.getKey(),
                                                line.getValue(),
                                                "",
                                                words.of(language, "remedy.general"),
                                                null,
                                                null))
                        .toList(),
                tracker.of(person, subject));
    }

    private List<Released> lines(
            Actor person,
            SubjectId subject,
            Map<Field, SealedValue> released,
            Ruled ruled,
            byte[] digest,
            Language language) {
        var opened =
                openings.open(
                        person,
                        subject,
                        released,
                        new Openings.Basis(
                                EntryKind.OWN_FILE,
                                "own-file",
                                ruled.norms(),
                                digest,
                                ruled.packDigest(),
                                null,
                                null),
                        language);
        if (opened == null) {
            return List.of();
        }
        log.outcome(opened.entry(), Outcome.DELIVERED);
        return sources.lines(opened, released, ruled, language);
    }

    private Map<Field, SealedValue> values(SubjectId subject) {
        var wanted = new TreeSet<Field>(Custody.WHEREABOUTS_FACTS);
        wanted.addAll(Set.of(Personal.NAME, Personal.BIRTH_DATE, Personal.IIN));
        wanted.addAll(Personal.DETAILS);
        wanted.add(Custody.INJURY_RECORD);
        var values = new HashMap<Field, SealedValue>(register.sealed(subject, wanted));
        values.putAll(subjects.sealed(subject, wanted));
        return values;
    }
}
