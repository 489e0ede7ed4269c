package qorgan.vault.subject;

import qorgan.keys.Region;
import qorgan.vault.identity.OfficeId;

/// Who keeps a person's records.
///
/// @param region where the person was first registered; it never changes
/// @param office the office that registered them and owns what hangs on them
public record Keeper(Region region, OfficeId office) {}
