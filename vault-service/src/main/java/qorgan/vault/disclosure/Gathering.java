package qorgan.vault.disclosure;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import qorgan.keys.Evidence;
import qorgan.keys.Field;
import qorgan.keys.KeyClass;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.policy.Facts;
import qorgan.policy.RecipientRole;
import qorgan.policy.norm.Truth;
import qorgan.policy.scope.Grant;
import qorgan.policy.scope.Office;
import qorgan.vault.consent.ConsentFact;
import qorgan.vault.consent.ConsentItem;
import qorgan.vault.consent.Consents;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.CaseId;
import qorgan.vault.register.Register;
import qorgan.vault.request.RevealedRequest;
import qorgan.vault.subject.SealedValue;
import qorgan.vault.subject.Subjects;

/// Step 4, first half: the facts of a request, each from where it is recorded. What nobody recorded
/// is UNKNOWN and not assumed.
@Component
class Gathering {

    private final Register register;
    private final Subjects subjects;
    private final PretrialRows pretrial;
    private final GrantRows grants;
    private final GrantStatements statements;
    private final ApplicationRows applications;
    private final PersonFactsReading person;
    private final Consents consents;
    private final Clock clock;

    Gathering(
            Register register,
            Subjects subjects,
            PretrialRows pretrial,
            GrantRows grants,
            GrantStatements statements,
            ApplicationRows applications,
            PersonFactsReading person,
            Consents consents,
            Clock clock) {
        this.register = register;
        this.subjects = subjects;
        this.pretrial = pretrial;
        this.grants = grants;
        this.statements = statements;
        this.applications = applications;
        this.person = person;
        this.consents = consents;
        this.clock = clock;
    }

    /// What a decision about a request rests on.
    ///
    /// @param values the sealed values of the fields that have one
    /// @param grantFacts the grants as the engine reads them, void ones left out
    /// @param evidence what was signed, for the offices' agents
    record Sheet(
            RevealedRequest request,
            SubjectId subject,
            Set<Field> fields,
            @Nullable CaseId caseId,
            Map<Field, SealedValue> values,
            Set<Field> gaps,
            Set<Field> notHappened,
            List<Grant> grantFacts,
            Evidence evidence,
            boolean warned,
            PersonFacts person,
            @Nullable ConsentFact consent) {

        /// The question to the engine, with delivery at `deliverAt`.
        Facts facts(Instant at, Instant deliverAt, List<Grant> grantsNow) {
            var requester =
                    new Facts.Requester(
                            RecipientRole.of(request.enquiry().relation().code()).orElseThrow(),
                            request.asker().value().toString(),
                            request.state(),
                            Facts.Standing.PROVEN,
                            Truth.UNKNOWN,
                            Truth.UNKNOWN,
                            Truth.of(warned),
                            // The standing officer saw the warrant, which names the one client.
                            Truth.FALSE);
            return Facts.asking(at, requester, codes(fields))
                    .deliveredAt(deliverAt)
                    .about(person.subject())
                    .withConsent(consentFacts())
                    .withRestriction(person.restrictionAt(deliverAt))
                    .withObjection(
                            person.objectionAgainst(
                                    request.asker().value().toString(), request.enquiry().asker()))
                    .inCase(caseId == null ? "none" : caseId.value().toString())
                    .forPurpose(request.enquiry().purpose().code())
                    .withGrants(grantsNow)
                    .withGaps(Set.copyOf(codes(gaps)))
                    .withNotOccurred(Set.copyOf(codes(notHappened)))
                    .build();
        }

        private Facts.@Nullable Consent consentFacts() {
            return consent == null
                    ? null
                    : new Facts.Consent(
                            Set.copyOf(codes(consent.fields())),
                            consent.recipient(),
                            consent.from(),
                            consent.to(),
                            consent.complete() ? ConsentItem.values().length : 0,
                            Truth.of(consent.formProvable()),
                            Truth.of(consent.witnessed()),
                            Truth.of(consent.byRightPerson()),
                            consent.withdrawnAt(),
                            Truth.of(consent.obligation() != null));
        }

        /// The same with a consent as it is now.
        Sheet consenting(@Nullable ConsentFact now) {
            return new Sheet(
                    request,
                    subject,
                    fields,
                    caseId,
                    values,
                    gaps,
                    notHappened,
                    grantFacts,
                    evidence,
                    warned,
                    person,
                    now);
        }

        private static List<String> codes(Set<Field> fields) {
            return fields.stream().map(Field::code).sorted().toList();
        }
    }

    /// Gathers for a request that stands for `subject`. Opens the grants' statements under an entry
    /// of its own where there are any, and what the law weighs of the person under another.
    Sheet gather(Actor duty, RevealedRequest request, SubjectId subject) {
        var application = applications.ofRequest(request.request()).orElse(null);
        var fields = new TreeSet<>(request.enquiry().fields());
        CaseId caseId = null;
        var kept = List.<GrantStatements.Kept>of();
        if (application != null) {
            caseId = new CaseId(application.caseId());
            fields.addAll(statements.fieldsOf(application));
            kept = kept(request, subject);
        }
        var file = register.file(subject);
        var values = new HashMap<Field, SealedValue>(register.sealed(subject, fields));
        values.putAll(subjects.sealed(subject, fields));
        if (caseId != null) {
            pretrial(subject, caseId).forEach(values::putIfAbsent);
        }
        values.keySet().retainAll(fields);
        var gaps = new HashSet<>(file.gaps());
        gaps.retainAll(fields);
        var not = new HashSet<>(file.notHappened());
        not.retainAll(fields);
        return new Sheet(
                request,
                subject,
                fields,
                caseId,
                values,
                gaps,
                not,
                grantFacts(request, subject, caseId, kept),
                new Evidence(kept.stream().map(GrantStatements.Kept::signed).toList()),
                grants.isWarned(request.request()),
                person.read(duty, subject, request.request().value()),
                consentFor(request, subject, fields));
    }

    /// The consent that speaks to this asker and these fields: one that stands now before any
    /// other, else the latest, which then says why not.
    private @Nullable ConsentFact consentFor(
            RevealedRequest request, SubjectId subject, Set<Field> fields) {
        var now = clock.instant();
        var recipients =
                Set.of(request.enquiry().relation().code(), request.asker().value().toString());
        ConsentFact chosen = null;
        for (var fact : consents.facts(subject)) {
            if (recipients.contains(fact.recipient())
                    && !Collections.disjoint(fact.fields(), fields)
                    && (chosen == null || !chosen.standsAt(now) || fact.standsAt(now))) {
                chosen = fact;
            }
        }
        return chosen;
    }

    /// The newest pretrial values of a case by field.
    Map<Field, SealedValue> pretrial(SubjectId subject, CaseId caseId) {
        var values = new HashMap<Field, SealedValue>();
        for (var row : pretrial.newest(subject, caseId)) {
            values.put(
                    new Field(row.field()),
                    new SealedValue(
                            row.place(), Sealed.of(row.value()), row.depositedAt(), row.record()));
        }
        return values;
    }

    /// The same grants with the revocations known now.
    static List<Grant> with(List<Grant> grants, Map<UUID, Instant> revoked) {
        return grants.stream()
                .map(
                        grant ->
                                new Grant(
                                        grant.id(),
                                        grant.office(),
                                        grant.signer(),
                                        grant.caseId(),
                                        grant.fields(),
                                        grant.from(),
                                        grant.to(),
                                        revoked.get(UUID.fromString(grant.id())),
                                        grant.noPrejudice(),
                                        grant.inOffice()))
                .toList();
    }

    private List<GrantStatements.Kept> kept(RevealedRequest request, SubjectId subject) {
        var rows = grants.ofRequest(request.request());
        return rows.isEmpty() ? List.of() : statements.open(request, subject, rows);
    }

    private List<Grant> grantFacts(
            RevealedRequest request,
            SubjectId subject,
            @Nullable CaseId caseId,
            List<GrantStatements.Kept> kept) {
        if (caseId == null || kept.isEmpty()) {
            return List.of();
        }
        var revoked = grants.revoked(request.request());
        var now = pretrial.newest(subject, caseId);
        var facts = new ArrayList<Grant>();
        for (var each : kept) {
            var statement = each.statement();
            if (!java.util.Arrays.equals(statement.requestDigest(), request.digest())
                    || !statement.recipient().equals(request.asker().value())) {
                continue;
            }
            facts.add(
                    new Grant(
                            statement.grant().toString(),
                            statement.side() == Side.INVESTIGATION
                                    ? Office.INVESTIGATION
                                    : Office.PROCURACY,
                            statement.signer().toString(),
                            statement.caseId().toString(),
                            standing(statement, now),
                            statement.from(),
                            statement.to(),
                            revoked.get(statement.grant()),
                            Truth.of(statement.noPrejudice()),
                            Truth.TRUE));
        }
        return facts;
    }

    /// The fields of a grant whose records still are what was signed: a later deposit voids the
    /// grant for its field.
    private static Set<String> standing(GrantStatement statement, List<PretrialRow> now) {
        return statement.fields().stream()
                .filter(field -> field.keyClass() == KeyClass.P)
                .filter(
                        field -> {
                            var current =
                                    now.stream()
                                            .filter(row -> row.field().equals(field.code()))
                                            .map(GrantStatements::version)
                                            .toList();
                            var signed =
                                    statement.records().stream()
                                            .filter(version -> version.field().equals(field))
                                            .toList();
                            return current.size() == signed.size()
                                    && current.stream()
                                            .allMatch(
                                                    one -> signed.stream().anyMatch(one::isSameAs));
                        })
                .map(Field::code)
                .collect(Collectors.toSet());
    }
}
