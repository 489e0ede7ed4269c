package qorgan.vault.portal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import qorgan.vault.register.Circumstances;
import qorgan.vault.register.Custody;
import qorgan.vault.register.Restriction;

/// An exceptional restriction as a procurator states it, element by element. An element that was
/// left out does not stop the form: the restriction is taken, and has no effect.
///
/// @param covered the whereabouts facts it is to cover
/// @param power who ordered it: a procurator or a judge
record RestrictionForm(
        @Nullable List<String> covered,
        @Nullable String begins,
        @Nullable String ends,
        @Nullable String power,
        @Nullable String authoriser,
        @Nullable String law,
        @Nullable String necessity,
        @Nullable String reason,
        @Nullable String judicialControl) {
    static RestrictionForm empty() {
        return new RestrictionForm(null, null, null, null, null, null, null, null, null);
    }

    /// The facts that a restriction may reach at all.
    static List<String> coverable() {
        return Custody.WHEREABOUTS_FACTS.stream()
                .map(field -> field.code())
                .filter(code -> !Restriction.FLOOR.contains(code))
                .sorted()
                .toList();
    }

    void check(Errors errors) {
        if (covered == null || covered.isEmpty() || !coverable().containsAll(covered)) {
            errors.rejectValue("covered", "form.choose");
        }
        checkPeriod(errors);
        checkListed(errors, "power", power, Restriction.AUTHORITIES);
        checkListed(errors, "reason", reason, Restriction.GROUNDS);
        Typed.fit(errors, Typed.LINE, "authoriser", authoriser);
        Typed.fit(errors, Typed.LINE, "law", law);
        Typed.fit(errors, Typed.LINES, "necessity", necessity);
        Typed.fit(errors, Typed.LINE, "judicialControl", judicialControl);
    }

    private void checkPeriod(Errors errors) {
        var from = Typed.minute(begins);
        var to = Typed.minute(ends);
        if (from.isEmpty()) {
            errors.rejectValue("begins", "form.minute.unreadable");
        }
        if (to.isEmpty()) {
            errors.rejectValue("ends", "form.minute.unreadable");
        } else if (from.isPresent() && !from.get().isBefore(to.get())) {
            errors.rejectValue("ends", "restriction.window.empty");
        }
    }

    private static void checkListed(
            Errors errors, String box, @Nullable String chosen, Set<String> listed) {
        if (!Typed.text(chosen).isEmpty() && !listed.contains(Typed.text(chosen))) {
            errors.rejectValue(box, "form.choose");
        }
    }

    Circumstances.Period period() {
        return new Circumstances.Period(
                Typed.minute(begins).orElseThrow(), Typed.minute(ends).orElseThrow());
    }

    Restriction toRestriction() {
        return new Restriction(
                (covered == null ? List.<String>of() : covered)
                        .stream().collect(Collectors.toSet()),
                Typed.stated(power),
                Typed.stated(authoriser),
                Typed.stated(law),
                Typed.stated(necessity),
                Typed.stated(reason),
                Typed.stated(judicialControl));
    }

    @Override
    public String toString() {
        return "RestrictionForm[…]";
    }
}
