package qorgan.vault.disclosure;

import java.time.Instant;
import java.util.List;
import qorgan.vault.request.RequestId;

/// What the holder of a slip reads.
public sealed interface Answer {

    /// Standing is not proven yet: the same whoever is sought.
    record AwaitingStanding(RequestId request, Instant since) implements Answer {}

    /// A named officer did not accept the proofs; with the remedy.
    record StandingRefused(RequestId request, Instant at, String remedy) implements Answer {}

    /// A search runs. Nobody is told that somebody is not held.
    record Searching(RequestId request, Instant openedAt, Instant due, String remedy)
            implements Answer {}

    /// The released fields, what is withheld, and the receipt of this delivery. `warningDue` says
    /// that granted fields wait until the reader has signed the non-disclosure warning.
    record Given(
            RequestId request,
            DeliveryId delivery,
            String template,
            List<Released> released,
            List<Withheld> withheld,
            boolean warningDue,
            boolean proven,
            Receipt receipt)
            implements Answer {
        public Given {
            released = List.copyOf(released);
            withheld = List.copyOf(withheld);
        }

        @Override
        public String toString() {
            return "Given[" + delivery + "]";
        }
    }

    /// Not the reader's, or no such request.
    record NotYours() implements Answer {}
}
