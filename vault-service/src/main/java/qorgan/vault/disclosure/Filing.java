package qorgan.vault.disclosure;

import java.util.Set;
import qorgan.keys.Field;

/// What came of filing an application for pretrial fields.
public sealed interface Filing {

    record Filed(ApplicationId application) implements Filing {}

    /// The applicant has not agreed that the two signers will see who asks.
    record AgreementNeeded() implements Filing {}

    /// Standing is not proven, or the search still runs: nothing can be addressed to anyone yet.
    record TooEarly() implements Filing {}

    record UnknownFields(Set<Field> fields) implements Filing {}

    record NotYours() implements Filing {}
}
