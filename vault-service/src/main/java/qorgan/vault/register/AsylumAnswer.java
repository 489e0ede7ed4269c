package qorgan.vault.register;

import org.jspecify.annotations.Nullable;
import qorgan.ledger.json.Json;
import qorgan.vault.subject.Stated;

/// What a foreigner answered when asked whether they seek asylum. Both answers are recorded: nobody
/// asked is not the same as no.
///
/// @param claims whether they do
/// @param note where and before whom it was said
public record AsylumAnswer(boolean claims, @Nullable Stated<String> note) {
    String written() {
        var json = Json.object().with("claims", new Json.Flag(claims));
        return (note == null ? json : json.with("note", note.value().strip())).canonical();
    }

    /// Reads an opened statement.
    public static AsylumAnswer read(String written) {
        var json = Written.parse(written);
        return new AsylumAnswer(
                json.get("claims").filter(new Json.Flag(true)::equals).isPresent(),
                Written.text(json, "note"));
    }
}
