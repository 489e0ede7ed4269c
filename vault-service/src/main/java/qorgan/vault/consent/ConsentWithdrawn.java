package qorgan.vault.consent;

import java.time.Instant;
import qorgan.keys.SubjectId;

/// A consent ended by the wish of the person: processing that rests on nothing else stops.
public record ConsentWithdrawn(ConsentId consent, SubjectId subject, Instant at) {}
