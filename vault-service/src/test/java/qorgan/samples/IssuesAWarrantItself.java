package qorgan.samples;

import qorgan.keys.WarrantOffice;

/// A sample that its rule must catch.
public record IssuesAWarrantItself(WarrantOffice office) {}
