package qorgan.vault.consent;

import java.util.Map;
import java.util.Set;
import qorgan.keys.Field;

/// Why personal data may be read: for which fields, for whom, and on what it rests. Either it asks
/// for a consent with its seven items, or it names a legal basis; a purpose with neither does not
/// exist.
///
/// @param code stable code, lower-case words joined by `-`
/// @param titles the name of the purpose, by language
/// @param recipients roles or offices that may read for it
/// @param bases rule identifiers of the legal bases; empty where only consent opens
/// @param consentItems the seven items where consent opens; empty where only a basis does
public record Purpose(
        String code,
        Map<String, String> titles,
        Set<Field> fields,
        Set<String> recipients,
        Set<String> bases,
        Set<ConsentItem> consentItems) {
    public Purpose {
        titles = Map.copyOf(titles);
        fields = Set.copyOf(fields);
        recipients = Set.copyOf(recipients);
        bases = Set.copyOf(bases);
        consentItems = Set.copyOf(consentItems);
    }

    public boolean restsOnConsent() {
        return !consentItems.isEmpty();
    }

    public boolean restsOnLaw() {
        return !bases.isEmpty();
    }
}
