package qorgan.vault.register;

import java.time.Instant;
import qorgan.keys.SubjectId;

/// An injury was registered; with a complaint the clock for informing the procurator runs.
public record InjuryRecorded(
        EventId event, SubjectId subject, boolean complained, Instant recordedAt) {}
