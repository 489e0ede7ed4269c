package qorgan.vault.disclosure;

import java.time.Instant;
import qorgan.vault.request.RequestId;

/// The asker has read an answer: the delivery row is committed.
public record AnswerRead(RequestId request, DeliveryId delivery, Instant at) {}
