package qorgan.policy.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qorgan.policy.norm.Norm;
import qorgan.policy.norm.Truths;
import qorgan.policy.scope.Grant;

/// An abstract case, read and found valid.
sealed interface Case {
    /// What the norms say, for one question.
    record Logic(Instant at, List<String> names, Truths truths, List<Norm> norms) implements Case {}

    /// What may leave of a request.
    record Scope(
            Instant at,
            @Nullable Instant deliverAt,
            List<String> request,
            Set<String> ceiling,
            Map<String, Field> fields,
            List<Permission> grants)
            implements Case {}

    /// Both: each plane's norms first, then the scope of the request.
    record Act(Logic logic, Scope scope) implements Case {}

    record Field(String plane, boolean isProtected) {}

    /// A grant for one recipient.
    record Permission(String recipient, Grant grant) {}
}
