package qorgan.vault.consent.web;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.consent.ConsentFact;
import qorgan.vault.consent.ConsentItem;
import qorgan.vault.consent.Giver;
import qorgan.vault.consent.NewConsent;
import qorgan.vault.consent.ProofForm;
import qorgan.vault.consent.Purpose;
import qorgan.vault.consent.Witness;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.subject.Stated;

/// What comes in to and goes out of purposes and consents.
final class ConsentForms {
    private ConsentForms() {}

    record PurposeForm(
            @NotNull String code,
            @NotEmpty Map<String, String> titles,
            @NotEmpty Set<String> fields,
            @NotEmpty Set<String> recipients,
            @Nullable Set<String> bases,
            @Nullable Set<String> consentItems) {
        Purpose toPurpose() {
            if (!code.matches("[a-z0-9]+(-[a-z0-9]+)*") || code.length() > 60) {
                throw new Refused(ProblemCode.VALUE_UNREADABLE, "code");
            }
            return new Purpose(
                    code,
                    titles,
                    fieldsOf(fields),
                    recipients,
                    bases == null ? Set.of() : bases,
                    consentItems == null
                            ? Set.of()
                            : consentItems.stream()
                                    .map(item -> itemOf(item, "consentItems"))
                                    .collect(Collectors.toSet()));
        }
    }

    /// @param subject whose consent an officer takes; on the person's own page it is left out
    record ConsentForm(
            @Nullable UUID subject,
            @NotNull String purpose,
            @NotNull String recipient,
            @NotEmpty Set<String> fields,
            @NotNull Instant from,
            @NotNull Integer months,
            @NotNull Map<String, Stated<String>> items,
            @NotNull ProofForm form,
            @NotNull Giver giver,
            @NotNull Boolean inCustody,
            @NotNull Boolean minor,
            @Nullable UUID witness,
            Witness.@Nullable Kind witnessKind) {
        Optional<NewConsent> toConsent(Optional<SubjectId> own) {
            var whose = subject == null ? own : Optional.of(new SubjectId(subject));
            if (whose.isEmpty()) {
                return Optional.empty();
            }
            if ((witness == null) != (witnessKind == null)) {
                throw new Refused(ProblemCode.VALUE_MISSING, "witness");
            }
            var said = new HashMap<ConsentItem, Stated<String>>();
            items.forEach((code, text) -> said.put(itemOf(code, "items"), text));
            return Optional.of(
                    new NewConsent(
                            whose.get(),
                            purpose,
                            recipient,
                            fieldsOf(fields),
                            from,
                            months,
                            said,
                            form,
                            giver,
                            inCustody,
                            minor,
                            witness == null || witnessKind == null
                                    ? null
                                    : new Witness(witness, witnessKind)));
        }
    }

    record PurposeView(
            String code,
            Map<String, String> titles,
            List<String> fields,
            List<String> recipients,
            List<String> bases,
            List<String> consentItems) {
        static PurposeView of(Purpose purpose) {
            return new PurposeView(
                    purpose.code(),
                    purpose.titles(),
                    purpose.fields().stream().map(Field::code).sorted().toList(),
                    purpose.recipients().stream().sorted().toList(),
                    purpose.bases().stream().sorted().toList(),
                    purpose.consentItems().stream().map(ConsentItem::code).sorted().toList());
        }
    }

    record GivenView(UUID consent, Instant from, Instant to) {}

    /// @param rule where the withdrawal has no effect yet: the rule that says so, the article of
    ///     the obligation and until when it stands
    record WithdrawnView(
            UUID consent,
            Instant at,
            @Nullable String rule,
            @Nullable String article,
            @Nullable Instant until) {}

    record ObligationForm(@NotNull String article, @NotNull Instant until) {}

    record ObligationView(UUID obligation, Instant until, boolean standing) {}

    record ConsentView(
            UUID consent,
            String purpose,
            String recipient,
            List<String> fields,
            Instant from,
            Instant to,
            @Nullable Instant withdrawnAt) {
        static ConsentView of(ConsentFact fact) {
            return new ConsentView(
                    fact.consent().value(),
                    fact.purpose(),
                    fact.recipient(),
                    fact.fields().stream().map(Field::code).sorted().toList(),
                    fact.from(),
                    fact.to(),
                    fact.withdrawnAt());
        }
    }

    private static Set<Field> fieldsOf(Set<String> codes) {
        try {
            return codes.stream().map(Field::new).collect(Collectors.toSet());
        } catch (IllegalArgumentException _) {
            throw new Refused(ProblemCode.FIELD_UNKNOWN, "fields");
        }
    }

    private static ConsentItem itemOf(String code, String field) {
        try {
            return ConsentItem.of(code);
        } catch (IllegalArgumentException _) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, field);
        }
    }
}
