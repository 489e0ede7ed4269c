package qorgan.demo.country;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// One invented person: who they are and what has happened to them.
///
/// @param key a short stable name inside the country, `p017`; never sent to the service as personal
///     data
/// @param iin empty where the identity is not established
/// @param facility the key of the facility that holds or last held them; empty for victims
/// @param since when the deprivation of liberty began
public record Person(
        String key,
        Spellings names,
        LocalDate birth,
        boolean woman,
        Optional<String> iin,
        String citizenship,
        Situation situation,
        boolean isProtected,
        Optional<String> facility,
        Instant since,
        String phone,
        String address) {

    /// Where a person stands towards custody.
    public enum Situation {
        DETAINED,
        REMAND,
        CONVICTED,
        RELEASED,
        VICTIM
    }

    /// Under eighteen on the day the country is looked at.
    public boolean isMinorOn(LocalDate day) {
        return birth.plusYears(18).isAfter(day);
    }

    public boolean isForeign() {
        return !"KZ".equals(citizenship);
    }
}
