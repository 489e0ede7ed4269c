package qorgan.vault.portal;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.keys.SubjectId;
import qorgan.vault.register.Basis;
import qorgan.vault.register.FacilityId;
import qorgan.vault.register.Fact;
import qorgan.vault.subject.Stated;

/// A placement, transfer, injury, state of health or release of a person who is on the register,
/// as an officer types it: one form, of which each event uses its part.
record CustodyForm(
        @Nullable UUID facility,
        @Nullable UUID from,
        @Nullable String at,
        @Nullable String basis,
        @Nullable String document,
        @Nullable String authority,
        @Nullable String text,
        @Nullable String place,
        @Nullable Boolean another,
        @Nullable Boolean complained) {

    static CustodyForm empty() {
        return new CustodyForm(null, null, null, null, null, null, null, null, null, null);
    }

    void check(CustodyEvent event, Errors errors) {
        if (Typed.minute(at).isEmpty()) {
            errors.rejectValue("at", "arrest.at.needed");
        }
        if (event.hasFacility() && facility == null) {
            errors.rejectValue("facility", "form.needed");
        }
        if (event == CustodyEvent.TRANSFER && from == null) {
            errors.rejectValue("from", "form.needed");
        }
        if (event.needsText() && Typed.text(text).isEmpty()) {
            errors.rejectValue("text", "form.needed");
        }
    }

    Fact toFact(CustodyEvent event, SubjectId subject) {
        var when = Typed.minute(at).map(Stated::of).orElseThrow();
        return switch (event) {
            case PLACEMENT ->
                    new Fact.Placement(
                            subject,
                            id(facility),
                            when,
                            chosenBasis(),
                            Typed.stated(document),
                            Typed.stated(text),
                            Map.of());
            case TRANSFER ->
                    new Fact.Transfer(
                            subject,
                            id(from),
                            id(facility),
                            when,
                            Typed.stated(authority),
                            chosenBasis(),
                            Typed.stated(document),
                            Typed.yes(another),
                            Map.of());
            case INJURY ->
                    new Fact.Injury(
                            subject, when, Stated.of(Typed.text(text)), Typed.yes(complained));
            case HEALTH -> new Fact.Health(subject, when, Stated.of(Typed.text(text)));
            case RELEASE ->
                    new Fact.Release(
                            subject,
                            when,
                            Typed.stated(place),
                            Typed.stated(text),
                            Typed.stated(document),
                            Map.of());
        };
    }

    private static FacilityId id(@Nullable UUID chosen) {
        if (chosen == null) {
            throw new IllegalStateException("checked before");
        }
        return new FacilityId(chosen);
    }

    private @Nullable Basis chosenBasis() {
        return Typed.text(basis).isEmpty() ? null : Basis.of(Typed.text(basis));
    }

    @Override
    public String toString() {
        return "CustodyForm[…]";
    }
}
