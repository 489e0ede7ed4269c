package qorgan.vault.register;

import java.util.List;
import java.util.Set;

/// What became of a batch of rows. It names rows by their number and columns by their name and
/// holds nothing that stood in them.
///
/// @param taken rows that were entered now
/// @param present rows that had been entered before, exactly as they are
public record ImportReport(
        int taken, int present, List<RefusedRow> refused, List<IrregularRow> irregular) {
    public ImportReport {
        refused = List.copyOf(refused);
        irregular = List.copyOf(irregular);
    }

    public record RefusedRow(int row, ImportColumn column, ImportReason reason) {}

    public record IrregularRow(int row, Set<String> rules) {
        public IrregularRow {
            rules = Set.copyOf(rules);
        }
    }
}
