package qorgan.vault.audit;

import qorgan.keys.Warrant;

/// An entry that is on disk, and the warrant that only this makes possible.
public record Committed(EntryId entry, Warrant warrant) {}
