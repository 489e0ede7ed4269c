package qorgan.vault.register;

import qorgan.keys.SubjectId;
import qorgan.vault.subject.NewSubject;

/// Whom an arrest is about: somebody on this officer's list, or somebody stated on the form.
public sealed interface Person {
    record Known(SubjectId subject) implements Person {}

    record AsStated(NewSubject subject) implements Person {}
}
