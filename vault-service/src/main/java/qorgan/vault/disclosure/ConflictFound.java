package qorgan.vault.disclosure;

import java.time.Instant;
import java.util.UUID;
import qorgan.vault.audit.EntryId;
import qorgan.vault.request.RequestId;

/// Rules of one rank disagree, or a restriction is defective: a case for the data-protection
/// officer.
///
/// @param rule which of the two, by the rule that asks for the case
/// @param office the office that holds the person's data: its data-protection officer is meant
/// @param entry the entry of the decision
public record ConflictFound(
        RequestId request, String rule, UUID office, EntryId entry, Instant at) {}
