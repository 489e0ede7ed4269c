package qorgan.vault.register;

import java.time.Instant;
import qorgan.vault.subject.Fault;

/// What comes of stating a circumstance, witnessing it or ending it.
public sealed interface CircumstanceEntered {
    record Taken(CircumstanceId id, Instant recordedAt) implements CircumstanceEntered {}

    /// The statement cannot be read; the field says where.
    record Refused(String field, Fault fault) implements CircumstanceEntered {}

    /// The window has no length or ends before it begins.
    record EmptyWindow() implements CircumstanceEntered {}

    /// A restriction stands in that window already, or the step was taken before.
    record AlreadyThere() implements CircumstanceEntered {}

    /// It takes a person from outside of the facility, who is not the one who wrote it down.
    record SecondPersonNeeded() implements CircumstanceEntered {}

    /// To hide a whereabouts fact takes a fresh second factor.
    record SecondFactorNeeded() implements CircumstanceEntered {}

    /// No such person or circumstance for this officer.
    record NothingHere() implements CircumstanceEntered {}
}
