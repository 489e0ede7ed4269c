package qorgan.vault.disclosure.web;

import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.Tracker;
import qorgan.vault.disclosure.OwnLooks;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.identity.Actor;

/// The person's tracker: who looked, with what proof, and complaints that start from a look.
@RestController
@RequestMapping("/api/own/looks")
class LooksController {
    private final OwnLooks looks;

    LooksController(OwnLooks looks) {
        this.looks = looks;
    }

    record ComplaintForm(@NotBlank @Size(max = 8000) String words) {}

    record TakenView(UUID id) {}

    @GetMapping
    ResponseEntity<?> read(Actor person) {
        return looks.read(person)
                .<ResponseEntity<?>>map(
                        tracked ->
                                ResponseEntity.ok()
                                        .cacheControl(CacheControl.noStore())
                                        .body(tracked))
                .orElseGet(() -> problem(ProblemCode.NOTHING_HERE));
    }

    @GetMapping("/{entry}/proof")
    ResponseEntity<?> proof(Actor person, @PathVariable UUID entry) {
        return looks.proof(person, new EntryId(entry))
                .<ResponseEntity<?>>map(
                        file ->
                                ResponseEntity.ok()
                                        .cacheControl(CacheControl.noStore())
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .header(
                                                HttpHeaders.CONTENT_DISPOSITION,
                                                "attachment; filename=\"look-" + entry + ".json\"")
                                        .body(file))
                .orElseGet(() -> problem(ProblemCode.NOTHING_HERE));
    }

    @PostMapping("/{entry}/complaint")
    ResponseEntity<?> complain(
            Actor person, @PathVariable UUID entry, @Valid @RequestBody ComplaintForm form) {
        return looks.complain(person, new EntryId(entry), form.words())
                .<ResponseEntity<?>>map(
                        made ->
                                ResponseEntity.created(URI.create("/api/own/looks/complaints"))
                                        .body(new TakenView(made)))
                .orElseGet(() -> problem(ProblemCode.NOTHING_HERE));
    }

    @GetMapping("/complaints")
    List<Tracker.Complaint> complaints(Actor person) {
        return looks.complaints(person);
    }
}
