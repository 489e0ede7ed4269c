package qorgan.vault.portal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.keys.Field;
import qorgan.vault.consent.ConsentItem;
import qorgan.vault.consent.Purpose;
import qorgan.vault.consent.Purposes;
import qorgan.vault.identity.Role;

/// A purpose as the register's operator configures it. Whether what it rests on is enough is the
/// room's question.
record PurposeForm(
        @Nullable String code,
        @Nullable String kk,
        @Nullable String ru,
        @Nullable String en,
        @Nullable List<String> data,
        @Nullable List<String> readers,
        @Nullable List<String> bases,
        @Nullable List<String> items) {
    private static final int CODE = 60;

    static PurposeForm empty() {
        return new PurposeForm(null, null, null, null, null, null, null, null);
    }

    /// @param known the codes of the fields to choose from
    void check(List<String> known, Errors errors) {
        if (!Typed.text(code).matches("[a-z0-9]+(-[a-z0-9]+)*")
                || Typed.text(code).length() > CODE) {
            errors.rejectValue("code", "purpose.code.unreadable");
        }
        for (var title :
                Map.of("kk", Typed.text(kk), "ru", Typed.text(ru), "en", Typed.text(en))
                        .entrySet()) {
            Typed.need(errors, title.getKey(), title.getValue());
            Typed.fit(errors, Typed.LINE, title.getKey(), title.getValue());
        }
        need(errors, "data", data, known);
        need(errors, "readers", readers, possibleReaders());
        only(errors, "bases", bases, Purposes.LEGAL_BASES);
        only(errors, "items", items, allItems());
    }

    /// The roles of officials that a purpose can name as its readers.
    static List<String> possibleReaders() {
        return List.of(
                Role.INVESTIGATOR.code(), Role.INQUIRY_OFFICER.code(), Role.PROCURATOR.code());
    }

    static List<String> allItems() {
        return List.of(ConsentItem.values()).stream().map(ConsentItem::code).toList();
    }

    private static void need(
            Errors errors, String box, @Nullable List<String> chosen, Collection<String> known) {
        if (chosen == null || chosen.isEmpty() || !known.containsAll(chosen)) {
            errors.rejectValue(box, "form.choose");
        }
    }

    private static void only(
            Errors errors, String box, @Nullable List<String> chosen, Collection<String> known) {
        if (chosen != null && !known.containsAll(chosen)) {
            errors.rejectValue(box, "form.choose");
        }
    }

    Purpose toPurpose() {
        return new Purpose(
                Typed.text(code),
                Map.of("kk", Typed.text(kk), "ru", Typed.text(ru), "en", Typed.text(en)),
                chosen(data).stream().map(Field::new).collect(Collectors.toSet()),
                Set.copyOf(chosen(readers)),
                Set.copyOf(chosen(bases)),
                chosen(items).stream().map(ConsentItem::of).collect(Collectors.toSet()));
    }

    private static List<String> chosen(@Nullable List<String> ticked) {
        return ticked == null ? List.of() : ticked.stream().distinct().toList();
    }

    @Override
    public String toString() {
        return "PurposeForm[…]";
    }
}
