package qorgan.vault.subject;

import java.time.Instant;
import java.util.UUID;
import qorgan.keys.Codec;
import qorgan.keys.Place;
import qorgan.keys.Sealed;

/// One sealed value with all that is needed to open it under a warrant and to say where it comes
/// from.
///
/// Values are sealed as [Codec#TEXT]: an instant as ISO 8601 in UTC, a date as `2001-02-03`, a
/// value that exists in several languages as a JSON object from language to text.
///
/// @param recordedAt when it was registered, by the server's clock
/// @param source the register event or record that it comes from
public record SealedValue(Place place, Sealed<String> sealed, Instant recordedAt, UUID source) {
    public Codec<String> codec() {
        return Codec.TEXT;
    }
}
