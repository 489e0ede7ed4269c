package qorgan.vault.subject.web;

import static org.springframework.http.ResponseEntity.created;
import static org.springframework.http.ResponseEntity.noContent;
import static org.springframework.http.ResponseEntity.ok;
import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.CaseId;
import qorgan.vault.subject.EnvelopeId;
import qorgan.vault.subject.Envelopes;
import qorgan.vault.subject.Fault;
import qorgan.vault.subject.Match;
import qorgan.vault.subject.NewEnvelope;
import qorgan.vault.subject.OwnAccounts;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.Personal;
import qorgan.vault.subject.Registration;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.StatedPerson;
import qorgan.vault.subject.Step;
import qorgan.vault.subject.SubjectQuery;
import qorgan.vault.subject.Subjects;
import qorgan.vault.subject.Victims;

/// Persons, victims, envelopes and own accounts. Nothing personal goes out.
@RestController
@RequestMapping("/api")
class SubjectController {
    private final Subjects subjects;
    private final Victims victims;
    private final Envelopes envelopes;
    private final OwnAccounts accounts;

    SubjectController(
            Subjects subjects, Victims victims, Envelopes envelopes, OwnAccounts accounts) {
        this.subjects = subjects;
        this.victims = victims;
        this.envelopes = envelopes;
        this.accounts = accounts;
    }

    /// By number, or by name with birth date.
    record LookupForm(
            @Nullable Stated<String> iin,
            @Nullable Stated<String> family,
            @Nullable Stated<String> given,
            @Nullable Stated<String> patronymic,
            @Nullable Stated<LocalDate> birthDate) {
        SubjectQuery toQuery() {
            if (iin != null) {
                return SubjectQuery.byIin(iin.value());
            }
            if (family == null || given == null) {
                throw new Refused(ProblemCode.VALUE_MISSING, "family");
            }
            if (birthDate == null) {
                throw new Refused(ProblemCode.VALUE_MISSING, "birthDate");
            }
            return SubjectQuery.byName(
                    PersonName.of(
                            family.value(),
                            given.value(),
                            patronymic == null ? null : patronymic.value()),
                    birthDate.value());
        }
    }

    record LookupView(String outcome, @Nullable UUID subject) {}

    record VictimForm(@NotNull @Valid StatedPerson person, @NotNull UUID caseId) {}

    record RegisteredView(UUID subject, List<String> warnings) {}

    record AccountForm(@NotNull UUID account) {}

    record DetailsForm(
            @Nullable Stated<String> citizenship,
            @Nullable Stated<String> address,
            @Nullable Stated<String> contact,
            @Nullable Stated<String> photo) {
        Map<Field, Stated<String>> toValues() {
            var values = new HashMap<Field, Stated<String>>();
            put(values, Personal.CITIZENSHIP, citizenship);
            put(values, Personal.ADDRESS, address);
            put(values, Personal.CONTACT, contact);
            put(values, Personal.PHOTO, photo);
            if (values.isEmpty()) {
                throw new Refused(ProblemCode.VALUE_MISSING);
            }
            return values;
        }
    }

    record EnvelopeForm(
            @Nullable Stated<String> identity,
            @Nullable Stated<String> location,
            @Nullable Stated<String> measures,
            @NotNull Boolean restrictsAccess,
            @NotNull Stated<String> reason) {
        NewEnvelope toEnvelope() {
            var values = new HashMap<Field, Stated<String>>();
            put(values, Personal.PROTECTED_IDENTITY, identity);
            put(values, Personal.PROTECTED_LOCATION, location);
            put(values, Personal.PROTECTION_MEASURES, measures);
            return new NewEnvelope(values, restrictsAccess, reason);
        }
    }

    record ReasonForm(@NotNull Stated<String> reason) {}

    record StepView(UUID envelope, Instant at) {}

    @PostMapping("/subjects/lookups")
    LookupView lookUp(Actor actor, @Valid @RequestBody LookupForm form) {
        return switch (subjects.lookUp(actor, form.toQuery())) {
            case Match.One(var subject) -> new LookupView("one", subject.value());
            case Match.Several() -> new LookupView("several", null);
            case Match.None() -> new LookupView("none", null);
        };
    }

    @PostMapping("/victims")
    ResponseEntity<?> registerVictim(Actor actor, @Valid @RequestBody VictimForm form) {
        return switch (victims.register(
                actor, form.person().toSubject(), new CaseId(form.caseId()))) {
            case Registration.Registered(var subject, var warnings) ->
                    created(URI.create("/api/subjects/" + subject))
                            .body(
                                    new RegisteredView(
                                            subject.value(),
                                            warnings.stream()
                                                    .map(
                                                            warning ->
                                                                    warning.name()
                                                                            .toLowerCase(
                                                                                    Locale.ROOT)
                                                                            .replace('_', '-'))
                                                    .sorted()
                                                    .toList()));
            case Registration.Refused(var field, var fault) ->
                    problem(
                                    fault == Fault.IIN_CHECK_DIGIT
                                            ? ProblemCode.IIN_INVALID
                                            : ProblemCode.VALUE_UNREADABLE)
                            .field("person." + field);
        };
    }

    @PostMapping("/subjects/{subject}/details")
    ResponseEntity<?> amend(
            Actor actor, @PathVariable UUID subject, @Valid @RequestBody DetailsForm form) {
        return subjects.amend(actor, new SubjectId(subject), form.toValues())
                ? noContent().build()
                : problem(ProblemCode.NOTHING_HERE);
    }

    @PostMapping("/subjects/{subject}/account")
    ResponseEntity<?> link(
            Actor actor, @PathVariable UUID subject, @Valid @RequestBody AccountForm form) {
        return accounts.link(actor, new SubjectId(subject), new ActorId(form.account()))
                ? noContent().build()
                : problem(ProblemCode.NOTHING_HERE);
    }

    @PostMapping("/subjects/{subject}/envelopes")
    ResponseEntity<?> seal(
            Actor actor, @PathVariable UUID subject, @Valid @RequestBody EnvelopeForm form) {
        return answer(envelopes.seal(actor, new SubjectId(subject), form.toEnvelope()));
    }

    @PostMapping("/envelopes/{envelope}/sealing/confirmation")
    ResponseEntity<?> confirmSeal(
            Actor actor, @PathVariable UUID envelope, @Valid @RequestBody ReasonForm form) {
        return answer(envelopes.confirmSeal(actor, new EnvelopeId(envelope), form.reason()));
    }

    @PostMapping("/envelopes/{envelope}/end")
    ResponseEntity<?> proposeEnd(
            Actor actor, @PathVariable UUID envelope, @Valid @RequestBody ReasonForm form) {
        return answer(envelopes.proposeEnd(actor, new EnvelopeId(envelope), form.reason()));
    }

    @PostMapping("/envelopes/{envelope}/end/confirmation")
    ResponseEntity<?> confirmEnd(
            Actor actor, @PathVariable UUID envelope, @Valid @RequestBody ReasonForm form) {
        return answer(envelopes.confirmEnd(actor, new EnvelopeId(envelope), form.reason()));
    }

    private static ResponseEntity<?> answer(Step step) {
        return switch (step) {
            case Step.Done(var envelope, var at) -> ok(new StepView(envelope.value(), at));
            case Step.NeedsAnotherPerson() -> problem(ProblemCode.SECOND_PERSON_NEEDED);
            case Step.NeedsAnotherOffice() -> problem(ProblemCode.SECOND_OFFICE_NEEDED);
            case Step.NothingHere() -> problem(ProblemCode.NOTHING_HERE);
        };
    }

    private static void put(
            Map<Field, Stated<String>> values, Field field, @Nullable Stated<String> value) {
        if (value != null && !value.value().isBlank()) {
            values.put(field, value.map(String::strip));
        }
    }
}
