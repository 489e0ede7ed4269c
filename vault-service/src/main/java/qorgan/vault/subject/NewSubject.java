package qorgan.vault.subject;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;

/// What is stated about a person when they are first registered. Everything may be missing: a
/// person whose identity is not established is registered all the same, under a random identifier.
///
/// @param names every known name, the leading one first; empty where identity is not established
/// @param details further fields out of [Personal#DETAILS]
public record NewSubject(
        @Nullable StatedIin iin,
        List<PersonName> names,
        @Nullable Stated<LocalDate> birthDate,
        Map<Field, Stated<String>> details) {
    public NewSubject {
        names = List.copyOf(names);
        details = Map.copyOf(details);
        if (!Personal.DETAILS.containsAll(details.keySet())) {
            throw new IllegalArgumentException(
                    "a detail of a person is one of " + Personal.DETAILS);
        }
    }

    /// A person of whom nobody yet knows who they are.
    public static NewSubject identityNotEstablished() {
        return new NewSubject(null, List.of(), null, Map.of());
    }

    /// Identity counts as established by a number or by a name with a birth date.
    public boolean isEstablished() {
        return iin != null || (!names.isEmpty() && birthDate != null);
    }
}
