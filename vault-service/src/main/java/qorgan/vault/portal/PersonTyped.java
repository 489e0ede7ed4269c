package qorgan.vault.portal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.Actor;
import qorgan.vault.subject.Match;
import qorgan.vault.subject.SubjectQuery;
import qorgan.vault.subject.Subjects;

/// A person as an official names one: by their number or by their identifier in the register. None,
/// several and somebody else's are one answer.
@Component
class PersonTyped {
    private final Subjects subjects;

    PersonTyped(Subjects subjects) {
        this.subjects = subjects;
    }

    static void check(Errors errors, String field, @Nullable String typed) {
        if (Typed.text(typed).isEmpty()) {
            errors.rejectValue(field, "form.needed");
        } else if (!Typed.isIin(typed) && Typed.id(typed).isEmpty()) {
            errors.rejectValue(field, "person.unreadable");
        }
    }

    Optional<SubjectId> find(Actor official, @Nullable String typed) {
        var id = Typed.id(typed);
        if (id.isPresent()) {
            return id.map(SubjectId::new);
        }
        return subjects.find(official, SubjectQuery.byIin(Typed.text(typed)))
                        instanceof Match.One(var subject)
                ? Optional.of(subject)
                : Optional.empty();
    }
}
