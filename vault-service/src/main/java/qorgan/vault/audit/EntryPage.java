package qorgan.vault.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of entries, newest first.
///
/// @param next the cursor of the next page; null on the last
public record EntryPage(List<EntryView> entries, @Nullable String next) {
    public EntryPage {
        entries = List.copyOf(entries);
    }
}
