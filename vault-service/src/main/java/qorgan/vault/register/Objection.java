package qorgan.vault.register;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import qorgan.keys.NameFolding;
import qorgan.ledger.json.Json;
import qorgan.vault.subject.Stated;

/// Whom the detained person does not want told, as they describe them. A name alone fits too many
/// people and never withholds anything: the document or the birth date belongs to it.
///
/// @param name the full name
/// @param born the birth date, where it is known
/// @param document the number of an identity document, where it is known
public record Objection(
        Stated<String> name, @Nullable Stated<LocalDate> born, @Nullable Stated<String> document) {

    /// Digits of an individual identification number; the first six are the birth date.
    private static final int IIN = 12;

    String written() {
        var json = Json.object().with("name", name.value().strip());
        if (born != null) {
            json = json.with("born", born.value().toString());
        }
        if (document != null) {
            json = json.with("document", document.value().strip());
        }
        return json.canonical();
    }

    /// Reads an opened statement.
    public static Objection read(String written) {
        var json = Written.parse(written);
        var birth = Written.text(json, "born");
        return new Objection(
                Stated.of(json.text("name")),
                birth == null ? null : birth.map(LocalDate::parse),
                Written.text(json, "document"));
    }

    /// Whether this is proven to mean somebody of that name and identity document, which an officer
    /// has seen. What is not proven is false: a likeness withholds nothing.
    public boolean isAgainst(String askerName, String askerDocument) {
        var sameName =
                NameFolding.tokens(name.value()).equals(NameFolding.tokens(askerName))
                        && !NameFolding.tokens(askerName).isEmpty();
        if (!sameName) {
            return false;
        }
        var seen = number(askerDocument);
        if (document != null && !seen.isEmpty() && number(document.value()).equals(seen)) {
            return true;
        }
        return born != null && seen.length() == IIN && isBorn(born.value(), seen);
    }

    private static boolean isBorn(LocalDate day, String iin) {
        try {
            var stated = java.time.format.DateTimeFormatter.ofPattern("yyMMdd").format(day);
            return iin.startsWith(stated) && qorgan.policy.Iin.isValid(iin);
        } catch (DateTimeException _) {
            return false;
        }
    }

    /// Letters and digits of a document's number, whatever stands between them.
    private static String number(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(java.util.Locale.ROOT);
    }
}
