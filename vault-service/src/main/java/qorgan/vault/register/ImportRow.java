package qorgan.vault.register;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import qorgan.vault.subject.Stated;

/// One row of a register that is brought in, as it stands in the file; empty cells are left out.
///
/// @param number the row's number in the file, by which the report names it
public record ImportRow(int number, Map<ImportColumn, Stated<String>> cells) {
    public ImportRow {
        var kept = new EnumMap<ImportColumn, Stated<String>>(ImportColumn.class);
        cells.forEach(
                (column, cell) -> {
                    if (!cell.value().isBlank()) {
                        kept.put(column, cell.map(String::strip));
                    }
                });
        cells = Map.copyOf(kept);
    }

    Optional<Stated<String>> cell(ImportColumn column) {
        return Optional.ofNullable(cells.get(column));
    }
}
