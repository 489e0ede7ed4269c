package qorgan.vault.identity.web;

import static qorgan.vault.edge.Problem.problem;

import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import qorgan.vault.edge.Problem;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Problems;
import qorgan.vault.identity.Forbidden;

/// Forbidden is one answer everywhere; what the register's table refuses gets the reason of its
/// constraint.
@RestControllerAdvice(annotations = RestController.class)
@Order(0)
class IdentityAdvice {
    private final Problems problems;

    IdentityAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    Problem forbidden(Forbidden forbidden) {
        return problem(ProblemCode.FORBIDDEN);
    }

    @ExceptionHandler
    Problem refusedByTable(DataIntegrityViolationException thrown) {
        var cause = thrown.getMostSpecificCause().getMessage();
        if (cause == null) {
            return problems.of(thrown);
        } else if (cause.contains("identity_official_roles")) {
            return problem(ProblemCode.ROLES_EXCLUDE_EACH_OTHER).field("roles");
        } else if (cause.contains("identity_official_one_")) {
            return problem(ProblemCode.ALREADY_DONE).field("subject");
        } else if (cause.contains("_second_person")) {
            return problem(ProblemCode.SECOND_PERSON_NEEDED);
        } else if (cause.contains("_second_office")) {
            return problem(ProblemCode.SECOND_OFFICE_NEEDED);
        }
        return problems.of(thrown);
    }
}
