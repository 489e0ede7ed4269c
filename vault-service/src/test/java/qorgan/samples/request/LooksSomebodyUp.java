package qorgan.samples.request;

import qorgan.vault.subject.Subjects;

/// A sample that its rule must catch.
public record LooksSomebodyUp(Subjects subjects) {}
