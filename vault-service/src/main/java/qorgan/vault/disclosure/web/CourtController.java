package qorgan.vault.disclosure.web;

import static qorgan.vault.edge.Problem.problem;

import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import qorgan.vault.disclosure.CourtCases;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.identity.Actor;

/// A case of the desk as a signed package for a court.
@RestController
class CourtController {
    private final CourtCases cases;

    CourtController(CourtCases cases) {
        this.cases = cases;
    }

    @GetMapping("/api/audit/cases/{caseId}/export")
    ResponseEntity<?> export(Actor actor, @PathVariable UUID caseId) {
        return switch (cases.export(actor, caseId)) {
            case CourtCases.Exported.Packed(var zip) ->
                    ResponseEntity.ok()
                            .cacheControl(CacheControl.noStore())
                            .contentType(MediaType.parseMediaType("application/zip"))
                            .header(
                                    HttpHeaders.CONTENT_DISPOSITION,
                                    "attachment; filename=\"case-" + caseId + ".zip\"")
                            .body(zip);
            case CourtCases.Exported.NotYetProven() ->
                    problem(ProblemCode.PROOF_LAGS).with("proof", "not-yet-proven");
            case CourtCases.Exported.NothingHere() -> problem(ProblemCode.NOTHING_HERE);
        };
    }
}
