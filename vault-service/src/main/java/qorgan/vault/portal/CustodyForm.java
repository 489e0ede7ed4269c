package qorgan.vault.portal;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.keys.SubjectId;
import qorgan.vault.register.Basis;
import qorgan.vault.register.FacilityId;
import qorgan.vault.register.Fact;
import qorgan.vault.subject.Stated;

/// A placement, transfer, injury, state of health or release of a person who is on the register, as
/// an officer types it: one form, of which each event uses its part.
record CustodyForm(
        @Nullable String facility,
        @Nullable String from,
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
        if (event.hasFacility() && Typed.id(facility).isEmpty()) {
            errors.rejectValue("facility", "form.choose");
        }
        if (event == CustodyEvent.TRANSFER && Typed.id(from).isEmpty()) {
            errors.rejectValue("from", "form.choose");
        }
        if (event.hasFacility()
                && !Typed.text(basis).isEmpty()
                && Typed.coded(basis, Basis::of).isEmpty()) {
            errors.rejectValue("basis", "form.choose");
        }
        checkLengths(event, errors);
        if (event.needsText() && Typed.text(text).isEmpty()) {
            errors.rejectValue("text", "form.needed");
        }
    }

    /// Only what the form of this event shows.
    private void checkLengths(CustodyEvent event, Errors errors) {
        if (event.hasFacility() || event == CustodyEvent.RELEASE) {
            Typed.fit(errors, Typed.LINE, "document", document);
        }
        if (event == CustodyEvent.TRANSFER) {
            Typed.fit(errors, Typed.LINE, "authority", authority);
        } else {
            Typed.fit(errors, Typed.LINES, "text", text);
        }
        if (event == CustodyEvent.RELEASE) {
            Typed.fit(errors, Typed.LINE, "place", place);
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

    private static FacilityId id(@Nullable String chosen) {
        return new FacilityId(Typed.id(chosen).orElseThrow());
    }

    private @Nullable Basis chosenBasis() {
        return Typed.coded(basis, Basis::of).orElse(null);
    }

    @Override
    public String toString() {
        return "CustodyForm[…]";
    }
}
