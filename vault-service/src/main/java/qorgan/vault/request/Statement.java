package qorgan.vault.request;

/// What came of a facility's statement.
public sealed interface Statement {

    record Taken(SearchId search) implements Statement {}

    /// The text is not the one this office was given to sign, or it is about something else.
    record NotThatText() implements Statement {}

    /// The signature is not of this officer's confirmed certificate.
    record SignatureRefused() implements Statement {}

    record AlreadyAnswered() implements Statement {}

    record NotYours() implements Statement {}
}
