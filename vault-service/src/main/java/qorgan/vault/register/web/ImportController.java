package qorgan.vault.register.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;
import qorgan.vault.register.ImportColumn;
import qorgan.vault.register.ImportReport;
import qorgan.vault.register.ImportRow;
import qorgan.vault.register.RegisterImport;
import qorgan.vault.subject.Stated;

/// An older register, brought in batch by batch. Sending a batch again is safe.
@RestController
@RequestMapping("/api/register/imports")
class ImportController {
    private final RegisterImport imports;

    ImportController(RegisterImport imports) {
        this.imports = imports;
    }

    record RowForm(int row, @NotNull Map<String, Stated<String>> cells) {
        ImportRow toRow() {
            var read = new EnumMap<ImportColumn, Stated<String>>(ImportColumn.class);
            cells.forEach(
                    (title, cell) ->
                            read.put(
                                    ImportColumn.of(title)
                                            .orElseThrow(
                                                    () ->
                                                            new Refused(
                                                                    ProblemCode.FIELD_UNKNOWN,
                                                                    "cells")),
                                    CustodyForms.text(title, cell) == null ? Stated.of("") : cell));
            return new ImportRow(row, read);
        }
    }

    record BatchForm(@NotNull @Size(max = RegisterImport.BATCH) List<@Valid RowForm> rows) {}

    record RefusedRowView(int row, String column, String reason) {}

    record IrregularRowView(int row, List<String> rules) {}

    record ReportView(
            int taken,
            int present,
            List<RefusedRowView> refused,
            List<IrregularRowView> irregular) {
        static ReportView of(ImportReport report) {
            return new ReportView(
                    report.taken(),
                    report.present(),
                    report.refused().stream()
                            .map(
                                    row ->
                                            new RefusedRowView(
                                                    row.row(),
                                                    row.column().title(),
                                                    row.reason().code()))
                            .toList(),
                    report.irregular().stream()
                            .map(
                                    row ->
                                            new IrregularRowView(
                                                    row.row(),
                                                    row.rules().stream().sorted().toList()))
                            .toList());
        }
    }

    @PostMapping
    ReportView take(Actor actor, @Valid @RequestBody BatchForm form) {
        return ReportView.of(
                imports.take(actor, form.rows().stream().map(RowForm::toRow).toList()));
    }
}
