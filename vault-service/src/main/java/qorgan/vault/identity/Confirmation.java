package qorgan.vault.identity;

import java.time.Instant;

/// What comes of confirming an entry of the register.
public sealed interface Confirmation {
    record Confirmed(Instant at) implements Confirmation {}

    /// Who entered it belongs to the same office.
    record SameOffice() implements Confirmation {}

    /// Who entered it, or whom it is about, is the same person.
    record SamePerson() implements Confirmation {}

    record AlreadyConfirmed() implements Confirmation {}

    record NothingHere() implements Confirmation {}
}
