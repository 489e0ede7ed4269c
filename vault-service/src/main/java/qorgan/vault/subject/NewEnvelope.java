package qorgan.vault.subject;

import java.util.Map;
import qorgan.keys.Field;

/// What goes into a protected envelope.
///
/// @param values out of [Personal#ENVELOPE]
/// @param restrictsAccess the measure restricts access to where the person is
/// @param reason the decision it rests on
public record NewEnvelope(
        Map<Field, Stated<String>> values, boolean restrictsAccess, Stated<String> reason) {
    public NewEnvelope {
        values = Map.copyOf(values);
        if (!Personal.ENVELOPE.containsAll(values.keySet())) {
            throw new IllegalArgumentException("an envelope holds " + Personal.ENVELOPE);
        }
    }
}
