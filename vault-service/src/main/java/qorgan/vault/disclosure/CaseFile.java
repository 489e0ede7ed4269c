package qorgan.vault.disclosure;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.policy.Facts;
import qorgan.policy.Ground;
import qorgan.policy.RecipientRole;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.Decisions;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Outcome;
import qorgan.vault.audit.ProofHealth;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.Permissions;
import qorgan.vault.identity.Role;
import qorgan.vault.request.Language;
import qorgan.vault.subject.SealedValue;

/// The case's own readers: whoever conducts it and the supervising procurator read its pretrial
/// data by statute, without grants, under an entry that names the rule and their confirmed
/// assignment.
@Service
public class CaseFile {

    private final CaseTeam team;
    private final Gathering gathering;
    private final Norms norms;
    private final PersonFactsReading personFacts;
    private final Decisions decisions;
    private final ProofHealth proof;
    private final Openings openings;
    private final CaseReaders readers;
    private final Sources sources;
    private final Words words;
    private final AccessLog log;
    private final Permissions permissions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CaseFile(
            CaseTeam team,
            Gathering gathering,
            Norms norms,
            PersonFactsReading personFacts,
            Decisions decisions,
            ProofHealth proof,
            Openings openings,
            CaseReaders readers,
            Sources sources,
            Words words,
            AccessLog log,
            Permissions permissions,
            TransactionTemplate transaction,
            Clock clock) {
        this.team = team;
        this.gathering = gathering;
        this.norms = norms;
        this.personFacts = personFacts;
        this.decisions = decisions;
        this.proof = proof;
        this.openings = openings;
        this.readers = readers;
        this.sources = sources;
        this.words = words;
        this.log = log;
        this.permissions = permissions;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What came of reading a case's data.
    public sealed interface Reading {
        record Open(List<Released> values, List<Withheld> withheld) implements Reading {
            public Open {
                values = List.copyOf(values);
                withheld = List.copyOf(withheld);
            }

            @Override
            public String toString() {
                return "Open[case file]";
            }
        }

        record NotYours() implements Reading {}
    }

    /// Reads these pretrial fields of a person in an own case.
    public Reading read(
            Actor official,
            CaseId caseId,
            SubjectId subject,
            Set<Field> fields,
            Language language) {
        permissions.require(official, "disclosure:queue");
        if (!team.isAssigned(official, caseId)) {
            return new Reading.NotYours();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var values = new TreeMap<Field, SealedValue>(gathering.pretrial(subject, caseId));
        values.keySet().retainAll(fields);
        if (values.isEmpty()) {
            return new Reading.NotYours();
        }
        var known = personFacts.read(official, subject, null);
        var ruled =
                norms.decide(
                        Facts.asking(
                                        now,
                                        Facts.Requester.of(role(official))
                                                .called(official.id().toString()),
                                        values.keySet().stream().map(Field::code).toList())
                                .about(known.subject())
                                .inCase(caseId.value().toString())
                                .forPurpose("criminal_investigation")
                                .build(),
                        known.sources());
        var digest =
                transaction.execute(
                        _ -> decisions.keep(official, ruled.packDigest(), null, ruled.record()));
        var withheld = new TreeMap<Field, Ground>(ruled.withheld());
        if (proof.lagging()) {
            values.keySet().forEach(field -> withheld.putIfAbsent(field, Ground.FACT_UNKNOWN));
        }
        values.keySet().removeAll(withheld.keySet());
        var lines =
                values.isEmpty() || digest == null
                        ? List.<Released>of()
                        : opened(official, caseId, subject, values, ruled, digest, language);
        return new Reading.Open(
                lines,
                withheld.entrySet().stream()
                        .map(
                                line ->
                                        new Withheld(
                                                line.getKey(),
                                                norms.outward(line.getValue()),
                                                norms.article(line.getValue(), line.getKey()),
                                                words.of(language, "remedy.general"),
                                                null,
                                                null))
                        .toList());
    }

    private List<Released> opened(
            Actor official,
            CaseId caseId,
            SubjectId subject,
            TreeMap<Field, SealedValue> values,
            Ruled ruled,
            byte[] digest,
            Language language) {
        var opened =
                openings.open(
                        official,
                        subject,
                        values,
                        new Openings.Basis(
                                EntryKind.STATUTORY,
                                "criminal_investigation",
                                ruled.norms(),
                                digest,
                                ruled.packDigest(),
                                null,
                                caseId),
                        readers.evidence(official.id(), caseId),
                        language);
        if (opened == null) {
            return List.of();
        }
        log.outcome(opened.entry(), Outcome.DELIVERED);
        return sources.lines(opened, values, ruled, language);
    }

    private static RecipientRole role(Actor official) {
        if (official.has(Role.PROCURATOR)) {
            return RecipientRole.PROCURATOR;
        }
        return official.has(Role.INVESTIGATOR)
                ? RecipientRole.INVESTIGATOR
                : RecipientRole.INQUIRY_OFFICER;
    }
}
