package qorgan.vault.portal;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.consent.ConsentItem;
import qorgan.vault.consent.Giver;
import qorgan.vault.consent.NewConsent;
import qorgan.vault.consent.ProofForm;
import qorgan.vault.consent.Witness;
import qorgan.vault.subject.Stated;

/// A consent as a person gives it on their own page.
///
/// @param items the seven items, by their codes
record ConsentForm(
        @Nullable String recipient,
        @Nullable List<String> fields,
        @Nullable String months,
        @Nullable Map<String, String> items,
        @Nullable Boolean inCustody) {
    private static final int LONGEST_MONTHS = 60;

    static ConsentForm empty(List<String> fields) {
        return new ConsentForm(null, fields, "12", Map.of(), null);
    }

    /// What the law asks for is the room's to say; here only what cannot be read.
    ///
    /// @param known the fields and the recipients of the purpose
    void check(List<String> known, Set<String> recipients, Errors errors) {
        if (fields == null || fields.isEmpty() || !known.containsAll(fields)) {
            errors.rejectValue("fields", "ask.fields.needed");
        }
        if (!recipients.contains(Typed.text(recipient))) {
            errors.rejectValue("recipient", "form.choose");
        }
        if (length() < 1 || length() > LONGEST_MONTHS) {
            errors.rejectValue("months", "consent.months.wrong");
        }
        if (items != null && items.values().stream().anyMatch(ConsentForm::tooLong)) {
            errors.rejectValue("items", "form.too-long", new Object[] {Typed.LINE}, null);
        }
    }

    private static boolean tooLong(@Nullable String said) {
        return Typed.text(said).length() > Typed.LINE;
    }

    private int length() {
        return Typed.text(months).matches("[0-9]{1,2}") ? Integer.parseInt(Typed.text(months)) : 0;
    }

    /// In custody nobody consents alone: such a consent is given before counsel or somebody from
    /// outside, at an officer's desk, and the room refuses this one with the rule.
    NewConsent toConsent(SubjectId subject, String purpose, Instant from) {
        var said = new EnumMap<ConsentItem, Stated<String>>(ConsentItem.class);
        for (var item : ConsentItem.values()) {
            var text = items == null ? "" : Typed.text(items.get(item.code()));
            if (!text.isEmpty()) {
                said.put(item, Stated.of(text));
            }
        }
        @Nullable Witness nobody = null;
        return new NewConsent(
                subject,
                purpose,
                Typed.text(recipient),
                fields == null
                        ? Set.of()
                        : fields.stream().map(Field::new).collect(Collectors.toSet()),
                from,
                length(),
                said,
                ProofForm.PROVABLE_OTHER,
                Giver.SUBJECT,
                Typed.yes(inCustody),
                false,
                nobody);
    }

    @Override
    public String toString() {
        return "ConsentForm[…]";
    }
}
