package qorgan.vault.subject;

import java.util.Map;
import java.util.TreeMap;
import qorgan.keys.Field;
import qorgan.ledger.json.Json;

/// What is sealed of a person, field by field.
final class PersonValues {
    private PersonValues() {}

    static Map<Field, String> of(NewSubject stated) {
        var values = new TreeMap<Field, String>();
        if (!stated.names().isEmpty()) {
            values.put(Personal.NAME, stated.names().getFirst().written().value());
        }
        if (stated.birthDate() != null) {
            values.put(Personal.BIRTH_DATE, stated.birthDate().value().toString());
        }
        if (stated.iin() != null) {
            values.put(Personal.IIN, stated.iin().number().value());
        }
        stated.details().forEach((field, value) -> values.put(field, value.value()));
        values.put(Personal.IDENTITY_FULL, identity(stated));
        return values;
    }

    /// Identity as the register keeps it: every known name, the number as stated, the photograph's
    /// reference (ICPPED art. 17(3)(a)).
    private static String identity(NewSubject stated) {
        var names = stated.names().stream().map(name -> name.written().value()).toList();
        var identity =
                Json.object()
                        .with("established", new Json.Flag(stated.isEstablished()))
                        .with("names", Json.texts(names));
        if (stated.iin() != null) {
            identity =
                    identity.with("iin", stated.iin().number().value())
                            .with("iinAsStated", new Json.Flag(stated.iin().asStated()));
        }
        var photo = stated.details().get(Personal.PHOTO);
        return (photo == null ? identity : identity.with("photo", photo.value())).canonical();
    }
}
